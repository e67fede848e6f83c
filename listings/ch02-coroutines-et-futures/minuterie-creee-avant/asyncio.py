import asyncio
import time


async def repas(titre, cuisson, table):
    depart = time.monotonic()
    await table  # 600 ms pour mettre la table
    table_mise = time.monotonic() - depart
    await cuisson  # le four était réglé sur 600 ms
    print(f"{titre} : table à {table_mise:.2f} s, repas à {time.monotonic() - depart:.2f} s")


async def enveloppe(duree):
    await asyncio.sleep(duree)


async def main():
    await repas("minuterie nue", asyncio.sleep(0.6), asyncio.sleep(0.6))
    await repas("dans un bloc async", enveloppe(0.6), asyncio.sleep(0.6))


asyncio.run(main())
