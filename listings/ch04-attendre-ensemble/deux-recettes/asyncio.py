import asyncio


async def crepes():
    print("crêpes : la pâte repose")
    await asyncio.sleep(0.2)
    print("crêpes : la poêle chauffe")
    await asyncio.sleep(0.5)
    print("crêpes : à table")


async def compote():
    print("compote : les pommes cuisent")
    await asyncio.sleep(0.4)
    print("compote : on mixe")
    await asyncio.sleep(0.1)
    print("compote : à table")


async def main():
    await asyncio.gather(crepes(), compote())


asyncio.run(main())
