import asyncio


async def annoncer(etapes, pause):
    faites = 0
    for etape in etapes:
        print(etape)
        await asyncio.sleep(pause)
        faites += 1
    return faites


async def recette():
    etapes = ["On pèse la farine", "On pétrit", "On laisse lever"]
    faites = await annoncer(etapes, 0.3)
    print(f"{faites} étapes, la pâte est prête")


asyncio.run(recette())
