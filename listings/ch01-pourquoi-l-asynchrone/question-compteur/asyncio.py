import asyncio

entrees = 0


async def passer(secondes):
    global entrees
    entrees += 1
    await asyncio.sleep(secondes)  # le vestiaire
    entrees += 10


async def main():
    await asyncio.gather(passer(0.2), passer(0.4))
    print(f"{entrees} au compteur")


asyncio.run(main())
