import asyncio


async def facteur(quai):
    print("facteur : la tournée commence")
    sacs = await quai  # met la tâche en pause, et libère le fil
    print(f"facteur : la tournée part avec {sacs} sacs")


async def camion(quai):
    print("camion : j'arrive")
    quai.set_result(12)


async def main():
    quai = asyncio.get_running_loop().create_future()
    taches = [asyncio.create_task(facteur(quai)), asyncio.create_task(camion(quai))]
    for tache in taches:
        await tache


asyncio.run(main())
