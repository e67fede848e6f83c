import asyncio
import time


async def tache(numero, secondes):
    print(f"[Tâche {numero}] Début")
    await asyncio.sleep(secondes)
    print(f"[Tâche {numero}] Fin")
    return f"compte rendu {numero}"


async def cinq_taches(durees):
    taches = [tache(numero, duree) for numero, duree in enumerate(durees, start=1)]
    return await asyncio.gather(*taches)


async def main():
    debut = time.perf_counter()
    comptes_rendus = await cinq_taches([0.5, 0.1, 0.4, 0.2, 0.3])
    print(", ".join(comptes_rendus))
    print(f"Durée totale : {time.perf_counter() - debut:.2f} s")


asyncio.run(main())
