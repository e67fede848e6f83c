import asyncio
import time


def sauvegarder():
    print("sauvegarde : commencée")
    time.sleep(0.6)
    print("sauvegarde : écrite")


async def soiree():
    asyncio.get_running_loop().run_in_executor(None, sauvegarder)
    await asyncio.sleep(0.3)
    print("rédaction : bonne nuit")


asyncio.run(soiree())
