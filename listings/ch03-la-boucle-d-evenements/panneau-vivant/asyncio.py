import asyncio
import time


def dire(debut, texte):
    print(f"[{time.perf_counter() - debut:.2f} s] {texte}")


# Le panneau de la salle d'attente change de numéro toutes les 300 ms.
async def panneau(debut):
    for numero in range(41, 45):
        dire(debut, f"panneau : numéro {numero}")
        await asyncio.sleep(0.3)


# La machine à affranchir met 750 ms à répondre.
async def affranchir(debut):
    dire(debut, "machine : colis posé")
    await asyncio.sleep(0.75)  # la main est rendue
    dire(debut, "machine : colis affranchi")


async def main():
    debut = time.perf_counter()
    taches = [asyncio.create_task(panneau(debut)), asyncio.create_task(affranchir(debut))]
    for tache in taches:
        await tache


asyncio.run(main())
