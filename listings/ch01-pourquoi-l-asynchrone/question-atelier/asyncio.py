import asyncio


async def restaurer(objet, secondes):
    await asyncio.sleep(secondes)
    print(f"{objet} restauré")


async def main():
    bronze = asyncio.create_task(restaurer("bronze", 0.6))
    argent = asyncio.create_task(restaurer("argent", 0.2))
    await asyncio.sleep(0.4)
    print("le conservateur passe")
    await bronze
    await argent


asyncio.run(main())
