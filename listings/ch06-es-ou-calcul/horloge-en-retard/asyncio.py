import asyncio
import time


# Sonne toutes les 20 ms, trente fois, puis donne son pire retard.
async def horloge():
    pire = 0
    for _ in range(30):
        prevue = time.perf_counter() + 0.02
        await asyncio.sleep(0.02)
        pire = max(pire, time.perf_counter() - prevue)
    return pire


async def attendre(secondes):
    await asyncio.sleep(secondes)  # la main est rendue


async def bloquer(secondes):
    time.sleep(secondes)  # le fil est gardé


async def comparer(nom, voisin):
    retard, _ = await asyncio.gather(horloge(), voisin)
    print(f"{nom} : l'horloge sonne {retard:.2f} s trop tard")


async def main():
    await comparer("Un voisin attend 0,40 s", attendre(0.4))
    await comparer("Un voisin bloque 0,20 s", bloquer(0.2))
    await comparer("Un voisin bloque 0,40 s", bloquer(0.4))


asyncio.run(main())
