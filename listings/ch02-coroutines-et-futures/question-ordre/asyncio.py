import asyncio


async def client(nom):
    print(f"{nom} prend son pain")


async def matinee():
    ada = client("Ada")
    basile = client("Basile")
    print("La boutique ouvre")
    await basile
    await ada


asyncio.run(matinee())
