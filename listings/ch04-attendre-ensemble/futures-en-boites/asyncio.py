import asyncio


async def thermometre():
    await asyncio.sleep(0.3)
    return 21.5


async def hygrometre():
    await asyncio.sleep(0.2)
    return 64.0


async def mesurer():
    # En Python, une liste peut mélanger les types : rien à mettre en boîte.
    instruments = [thermometre(), hygrometre()]
    mesures = await asyncio.gather(*instruments)
    print(mesures)


asyncio.run(mesurer())
