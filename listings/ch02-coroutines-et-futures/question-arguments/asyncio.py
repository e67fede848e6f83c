import asyncio


def choisir():
    print("choix fait")
    return "seigle"


async def petrir(farine):
    print(f"pétrin : {farine}")


async def nuit():
    pate = petrir(choisir())
    print("la nuit passe")
    await pate


asyncio.run(nuit())
