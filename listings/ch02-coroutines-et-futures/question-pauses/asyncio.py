import asyncio


async def cuire(pain):
    print(f"{pain} au four")
    await asyncio.sleep(0.2)
    print(f"{pain} cuit")


async def fournee():
    seigle = cuire("seigle")
    levain = cuire("levain")
    await levain
    print("on sert un client")
    await seigle


asyncio.run(fournee())
