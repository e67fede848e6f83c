import asyncio
import time


# Une fonction bloquante dans une fonction asynchrone : aucun `await` ici.
async def bloquer():
    time.sleep(0.6)


async def main():
    debut = time.perf_counter()
    # `gather` fait une tâche de chaque coroutine ; toutes sur un seul fil.
    await asyncio.gather(bloquer(), bloquer())
    print(f"Deux tâches, attendues ensemble : {time.perf_counter() - debut:.2f} s")


asyncio.run(main())
