import asyncio


async def lettre():
    print("lettre : envoyée")
    await asyncio.sleep(0.3)
    print("lettre : réponse")


async def addition():
    print("addition : posée")
    total = sum(range(1, 1001))
    print(f"addition : {total}")


async def courrier():
    await asyncio.gather(addition(), lettre())
    print("fin")


asyncio.run(courrier())
