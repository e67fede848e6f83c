import asyncio
import time


async def laver(linge, secondes):
    await asyncio.sleep(secondes)
    print(f"{linge} : propre")
    return linge


async def tout_laver(paniers):
    tickets = [asyncio.create_task(laver(linge, secondes)) for linge, secondes in paniers]
    return [await ticket for ticket in tickets]


async def main():
    debut = time.perf_counter()
    rendus = await tout_laver([("draps", 0.6), ("bas", 0.2), ("jeans", 0.4)])
    print(f"Rendus : {', '.join(rendus)}")
    print(f"Durée totale : {time.perf_counter() - debut:.2f} s")


asyncio.run(main())
