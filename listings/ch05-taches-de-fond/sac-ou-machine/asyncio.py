import asyncio
import time


async def laver(linge, debut):
    print(f"{time.perf_counter() - debut:.2f} s : {linge}, départ")
    await asyncio.sleep(0.6)
    print(f"{time.perf_counter() - debut:.2f} s : {linge}, terminé")


async def main():
    debut = time.perf_counter()
    draps = laver("draps", debut)  # une coroutine : le sac est posé devant la machine
    chemises = asyncio.create_task(laver("chemises", debut))
    await asyncio.sleep(0.9)
    print(f"{time.perf_counter() - debut:.2f} s : chapitre lu")
    await draps
    await chemises
    print(f"{time.perf_counter() - debut:.2f} s : tout est propre")


asyncio.run(main())
