import asyncio
import time


# La bibliothèque des registres ne connaît que les appels bloquants.
def lire_registre(commune, secondes, debut):
    time.sleep(secondes)  # le disque cherche
    print(f"[{time.perf_counter() - debut:.2f} s] {commune} : registre lu")
    return len(commune) * 1000  # le nombre de votants


# Sonne toutes les 20 ms, trente fois, puis donne son pire retard.
async def horloge():
    pire = 0
    for _ in range(30):
        prevue = time.perf_counter() + 0.02
        await asyncio.sleep(0.02)
        pire = max(pire, time.perf_counter() - prevue)
    return pire


async def main():
    debut = time.perf_counter()
    retard, brest, lille, nice = await asyncio.gather(
        horloge(),
        asyncio.to_thread(lire_registre, "Brest", 0.6, debut),
        asyncio.to_thread(lire_registre, "Lille", 0.2, debut),
        asyncio.to_thread(lire_registre, "Nice", 0.4, debut),
    )
    print(f"Votants : {brest} + {lille} + {nice} = {brest + lille + nice}")
    print(f"Pire retard de l'horloge : {retard:.2f} s")


asyncio.run(main())
