import asyncio


async def laver():
    fini = False
    try:
        print("machine : le tambour tourne")
        await asyncio.sleep(0.6)
        fini = True
        print("machine : linge propre")
    finally:
        if not fini:
            print("machine : coupée en plein cycle")


async def main():
    ticket = asyncio.create_task(laver())
    await asyncio.sleep(0.3)
    print("on appuie sur arrêt")
    ticket.cancel()
    try:
        await ticket
        coupee = False
    except asyncio.CancelledError:
        coupee = True
    print("coupée avant la fin :", "oui" if coupee else "non")


asyncio.run(main())
