import asyncio


async def preparer(plat, secondes):
    print(f"{plat} : début")
    await asyncio.sleep(secondes)
    print(f"{plat} : fin")


async def diner():
    soupe = preparer("soupe", 0.1)
    print("table mise")
    await preparer("dessert", 0.4)
    await soupe


asyncio.run(diner())
