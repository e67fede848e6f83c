import asyncio
import time


async def reserver(nom, secondes, libre):
    print(f"{nom} : demande envoyée")
    try:
        await asyncio.sleep(secondes)
    except asyncio.CancelledError:
        print(f"{nom} : demande abandonnée")
        raise
    print(f"{nom} : {'réservé' if libre else 'complet'}")
    if not libre:
        raise RuntimeError(f"{nom} complet")


async def reserver_le_voyage():
    debut = time.perf_counter()
    try:
        await asyncio.gather(
            reserver("train", 0.3, True),
            reserver("hôtel", 0.6, False),
            reserver("vélo", 0.9, True),
        )
        print("Bon voyage !")
    except RuntimeError as motif:
        secondes = time.perf_counter() - debut
        print(f"Voyage annulé après {secondes:.2f} s : {motif}")
    # `gather` n'a annulé personne : la réservation du vélo continue.
    await asyncio.sleep(0.6)
    print("Fin du programme")


asyncio.run(reserver_le_voyage())
