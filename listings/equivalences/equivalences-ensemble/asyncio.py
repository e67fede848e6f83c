import asyncio


async def apres(dixiemes):
    await asyncio.sleep(dixiemes / 10)
    return dixiemes


async def essayer(dixiemes):
    await asyncio.sleep(dixiemes / 10)
    if dixiemes == 1:
        raise OSError("panne")
    return dixiemes


async def main():
    un, deux = await asyncio.gather(apres(1), apres(2))
    print(f"Deux : {un} et {deux}")

    liste = await asyncio.gather(*map(apres, [1, 2, 3]))
    print("Une liste :", liste)

    try:
        async with asyncio.TaskGroup() as groupe:
            groupe.create_task(essayer(1))
            groupe.create_task(essayer(2))
    except* OSError as erreurs:
        print("La première erreur :", erreurs.exceptions[0])

    taches = [asyncio.create_task(apres(n)) for n in (1, 2)]
    finies, _ = await asyncio.wait(taches, return_when=asyncio.FIRST_COMPLETED)
    print("La première finie :", finies.pop().result())

    try:
        async with asyncio.timeout(0.1):
            await apres(2)
    except TimeoutError:
        print("Délai dépassé")

    for prochaine in asyncio.as_completed([apres(2), apres(1)]):
        print("Dès qu'elle finit :", await prochaine)


asyncio.run(main())
