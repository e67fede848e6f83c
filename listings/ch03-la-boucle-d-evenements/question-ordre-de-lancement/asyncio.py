import asyncio


async def nettoyer(quoi):
    print(f"on nettoie : {quoi}")


async def main():
    sol = asyncio.create_task(nettoyer("le sol"))
    vitre = asyncio.create_task(nettoyer("la vitre"))
    print("on ouvre")
    await vitre
    print("on ferme")
    await sol


asyncio.run(main())
