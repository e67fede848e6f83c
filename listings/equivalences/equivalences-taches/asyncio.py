import asyncio

COURT, LONG = 0.1, 0.3


async def reponse():
    await asyncio.sleep(COURT)
    return 42


async def finir():
    await asyncio.sleep(COURT)
    print("Laissée seule, elle finit")


async def main():
    tache = asyncio.create_task(reponse())
    print("Une tâche rend", await tache)

    tache = asyncio.create_task(reponse())  # la boucle n'a qu'un fil : rien à préciser
    print("Sur ce fil, elle rend", await tache)

    for n in range(1, 4):  # pas de minuterie qui se répète : une pause par tour
        await asyncio.sleep(COURT)
        print("Battement", n)

    tache = asyncio.create_task(asyncio.Event().wait())
    await asyncio.sleep(0)
    tache.cancel()
    await asyncio.wait([tache])
    if tache.cancelled():
        print("Annulée avant sa fin")

    gardee = asyncio.create_task(finir())  # sans référence, la tâche pourrait disparaître
    await asyncio.sleep(LONG)
    assert gardee.done()


asyncio.run(main())
