import asyncio
import time
from concurrent.futures import ProcessPoolExecutor

SIMULATIONS = 200  # moins qu'en Rust : Python y met plus de temps


# Simule une élection aux votes tirés au sort, mais reproductibles. La liste A l'emporte-t-elle ?
def a_gagne(simulation):
    etat, voix = simulation, 0
    for _ in range(5001):
        etat = (etat * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        voix += etat >> 63
    return voix > 2500


def projeter(debut=0, fin=SIMULATIONS):
    return sum(a_gagne(n) for n in range(debut, fin))


# Sonne toutes les 20 ms, trente fois, puis donne son pire retard.
async def horloge():
    pire = 0
    for _ in range(30):
        prevue = time.perf_counter() + 0.02
        await asyncio.sleep(0.02)
        pire = max(pire, time.perf_counter() - prevue)
    return pire


async def sur_la_boucle():
    return projeter()


# Des processus, et non des fils : un seul fil à la fois exécute du code Python.
async def chez_les_processus(processus):
    boucle = asyncio.get_running_loop()
    moities = [(0, SIMULATIONS // 2), (SIMULATIONS // 2, SIMULATIONS)]
    return sum(await asyncio.gather(
        *[boucle.run_in_executor(processus, projeter, *moitie) for moitie in moities]
    ))


async def comparer(lieu, calcul):
    async def chronometrer():
        debut = time.perf_counter()
        return await calcul, time.perf_counter() - debut

    retard, (victoires, duree) = await asyncio.gather(horloge(), chronometrer())
    part = retard / duree
    print(f"{lieu} : A gagne {victoires} fois sur {SIMULATIONS}. Retard / calcul : {part:.1f}")


async def main():
    await comparer("Sur la boucle", sur_la_boucle())
    with ProcessPoolExecutor(2) as processus:
        await comparer("Dans deux processus", chez_les_processus(processus))


if __name__ == "__main__":
    asyncio.run(main())
