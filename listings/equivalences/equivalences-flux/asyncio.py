import asyncio


async def apres(dixiemes):
    await asyncio.sleep(dixiemes / 10)
    return dixiemes


async def compter():
    for n in (1, 2, 3):
        yield n


async def doubler(n):
    while n < 16:
        yield n
        n = 2 * n


async def main():
    print("Parcourir :", end="")
    async for n in compter():
        print("", n, end="")
    print()

    print("Fabriquer :", [n async for n in doubler(1)])

    permis = asyncio.Semaphore(2)

    async def a_son_tour(dixiemes):
        async with permis:
            return await apres(dixiemes)

    taches = [asyncio.create_task(a_son_tour(n)) for n in (1, 4, 2)]
    print("Deux à la fois :", [await finie for finie in asyncio.as_completed(taches)])


asyncio.run(main())
