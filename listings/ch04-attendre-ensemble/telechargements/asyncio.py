import asyncio
import time

FICHIERS = [("photos.zip", 1600), ("notes.txt", 400), ("musique.ogg", 1200), ("plan.png", 800)]


# Le serveur simulé envoie 1 Kio par milliseconde à chaque client.
async def telecharger(nom, kio):
    await asyncio.sleep(kio / 1000)
    return nom, kio


async def tout_telecharger():
    debut = time.perf_counter()
    recus = total = 0
    ensemble = [telecharger(nom, kio) for nom, kio in FICHIERS]
    for prochain in asyncio.as_completed(ensemble):
        nom, kio = await prochain
        recus += 1
        total += kio
        print(f"{recus}/{len(FICHIERS)} {nom} ({kio} Kio)")
    print(f"{total} Kio en {time.perf_counter() - debut:.2f} s")


asyncio.run(tout_telecharger())
