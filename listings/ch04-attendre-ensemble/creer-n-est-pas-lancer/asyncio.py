import asyncio
import time


async def preparer(quoi, secondes):
    print(f"{quoi} : début")
    await asyncio.sleep(secondes)
    print(f"{quoi} : fin")


def annoncer(debut):
    print(f"Servi en {time.perf_counter() - debut:.2f} s")


async def servir_mal():
    debut = time.perf_counter()
    cafe = preparer("café", 0.9)
    tartines = preparer("tartines", 0.6)
    print("Deux futures créées")
    await cafe
    await tartines
    annoncer(debut)


async def servir_bien():
    debut = time.perf_counter()
    cafe = preparer("café", 0.9)
    tartines = preparer("tartines", 0.6)
    print("Deux futures créées, attendues ensemble")
    await asyncio.gather(cafe, tartines)
    annoncer(debut)


async def main():
    await servir_mal()
    await servir_bien()


asyncio.run(main())
