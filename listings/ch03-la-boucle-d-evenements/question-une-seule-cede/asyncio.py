import asyncio


async def polie():
    print("polie : un")
    await asyncio.sleep(0)
    print("polie : deux")
    await asyncio.sleep(0)
    print("polie : trois")


async def pressee():
    print("pressée : un")
    print("pressée : deux")
    print("pressée : trois")


async def main():
    taches = [asyncio.create_task(polie()), asyncio.create_task(pressee())]
    for tache in taches:
        await tache


asyncio.run(main())
