import asyncio
import time


async def demander(service, secondes):
    print(f"Demande envoyée : {service}")
    await asyncio.sleep(secondes)
    print(f"Réponse reçue : {service}")


async def horaires():
    await demander("horaires", 0.5)
    return "train de 7 h 28, voie 3"


async def meteo():
    await demander("météo", 0.3)
    return "pluie, 11 °C"


async def messages():
    await demander("messages", 0.4)
    return 2


async def ecran_d_accueil():
    debut = time.perf_counter()
    train = await horaires()
    temps = await meteo()
    non_lus = await messages()
    print(f"{train} | {temps} | {non_lus} messages")
    print(f"Écran prêt en {time.perf_counter() - debut:.2f} s")


asyncio.run(ecran_d_accueil())
