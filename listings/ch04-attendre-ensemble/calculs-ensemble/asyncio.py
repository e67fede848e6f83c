import asyncio
import time
from itertools import count, takewhile


def est_premier(n):
    diviseurs = takewhile(lambda d: d * d <= n, count(2))
    return n >= 2 and all(n % d != 0 for d in diviseurs)


# Chaque branche rend la durée de son propre travail.
async def compter(nom):
    debut = time.perf_counter()
    print(f"{nom} : début")
    premiers = sum(1 for n in range(60_000) if est_premier(n))
    print(f"{nom} : {premiers} nombres premiers")
    return time.perf_counter() - debut


async def patienter(nom, secondes):
    debut = time.perf_counter()
    print(f"{nom} : début")
    await asyncio.sleep(secondes)
    print(f"{nom} : fin")
    return time.perf_counter() - debut


def comparer(total, somme):
    print(f"Durée totale / somme des deux : {total / somme:.1f}")


async def mesurer():
    debut = time.perf_counter()
    a, b = await asyncio.gather(
        patienter("Première attente", 0.6), patienter("Seconde attente", 0.4)
    )
    comparer(time.perf_counter() - debut, a + b)

    debut = time.perf_counter()
    a, b = await asyncio.gather(compter("Premier calcul"), compter("Second calcul"))
    comparer(time.perf_counter() - debut, a + b)


asyncio.run(mesurer())
