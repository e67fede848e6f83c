import asyncio
import time


async def bouilloire():
    print("bouilloire : allumée")
    await asyncio.sleep(0.1)
    print("bouilloire : elle siffle")


async def telephone():
    print("téléphone : allô ?")
    time.sleep(0.3)
    print("téléphone : au revoir")


async def main():
    taches = [asyncio.create_task(bouilloire()), asyncio.create_task(telephone())]
    for tache in taches:
        await tache


asyncio.run(main())
