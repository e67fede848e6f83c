import asyncio


# Trois sacs de courrier à trier ; entre deux sacs, on laisse passer l'autre.
async def trier(nom):
    for sac in range(1, 4):
        print(f"{nom} : sac {sac}")
        await asyncio.sleep(0)  # la main est rendue
    print(f"{nom} : terminé")


async def main():
    nora = asyncio.create_task(trier("Nora"))
    paul = asyncio.create_task(trier("Paul"))
    await nora
    await paul


asyncio.run(main())
