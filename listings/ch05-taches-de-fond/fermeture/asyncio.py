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


async def avant_la_fermeture():
    ticket = asyncio.create_task(laver())  # la garder : la boucle n'en a qu'une référence faible
    await asyncio.sleep(0.3)
    print("on éteint la lumière")


asyncio.run(avant_la_fermeture())
