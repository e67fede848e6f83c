import asyncio


async def reessayer(essais, pause, operation):
    faits = 1
    while True:
        try:
            return await operation()  # une coroutine neuve à chaque essai
        except OSError:
            if faits >= essais:
                raise
        faits += 1
        await asyncio.sleep(pause)


appels = 0


async def appeler_le_meunier():
    global appels
    appels += 1
    print(f"Appel n° {appels}")
    if appels < 3:
        raise OSError("occupé")
    return "20 kg de farine"


async def commander():
    global appels
    try:
        await reessayer(2, 0.2, appeler_le_meunier)
    except OSError as erreur:
        print(f'Deux essais : Err("{erreur}")')
    appels = 0
    reponse = await reessayer(5, 0.2, appeler_le_meunier)
    print(f'Cinq essais : Ok("{reponse}")')


asyncio.run(commander())
