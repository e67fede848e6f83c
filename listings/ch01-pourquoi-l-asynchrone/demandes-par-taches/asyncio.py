import asyncio
import time

recues = 0
DEMANDES = [("places", 0.7), ("audioguides", 0.5), ("vestiaire", 0.3)]


async def demander(service, secondes):
    global recues
    await asyncio.sleep(secondes)  # le serveur réfléchit ; le fil est libre
    recues += 1
    print(f"Réponse : {service}")


async def main():
    debut = time.perf_counter()
    taches = [asyncio.create_task(demander(*demande)) for demande in DEMANDES]
    for tache in taches:
        await tache
    print(f"Réponses comptées : {recues}. Durée : {time.perf_counter() - debut:.2f} s")


asyncio.run(main())
