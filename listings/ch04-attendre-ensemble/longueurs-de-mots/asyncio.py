import asyncio
import time


async def afficher(mot, secondes):
    print(f"Début de '{mot}'")
    await asyncio.sleep(secondes)
    print(mot)
    return len(mot)


async def trois_mots():
    debut = time.perf_counter()
    longueurs = await asyncio.gather(
        afficher("hello", 1),
        afficher("world", 2),
        afficher("async", 0.5),
    )
    print(f"Résultats : {longueurs}")
    print(f"Durée totale : {time.perf_counter() - debut:.2f} s")


asyncio.run(trois_mots())
