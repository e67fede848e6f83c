import asyncio
import tempfile
import time
from pathlib import Path


# Une fonction ordinaire : découper une ligne n'attend rien ni personne.
def analyser(ligne):
    quantite, article = ligne.split(" ", 1)
    return int(quantite), article


async def prix(article):
    await asyncio.sleep(0.3)  # la caisse répond
    carte = {"croissants": 120, "baguettes": 110}
    if article not in carte:
        raise ValueError(f"« {article} » n'est pas à la carte")
    return carte[article]


async def facturer(bon, depart):
    texte = await asyncio.to_thread(bon.read_text)
    total = 0
    for ligne in texte.splitlines():
        quantite, article = analyser(ligne)
        print(f"[{time.monotonic() - depart:.2f} s] {ligne} : à quel prix ?")
        total += quantite * await prix(article)
        print(f"[{time.monotonic() - depart:.2f} s] {ligne} : cumul {total}")
    return total


async def caisse():
    depart = time.monotonic()
    with tempfile.TemporaryDirectory() as dossier:
        bon = Path(dossier, "bon-de-commande")
        for commande in ["4 croissants\n3 baguettes\n", "2 dragées\n5 baguettes\n"]:
            await asyncio.to_thread(bon.write_text, commande)
            try:
                print(f"Total : {await facturer(bon, depart)} centimes")
            except ValueError as erreur:
                print(f"[{time.monotonic() - depart:.2f} s] Refusé : {erreur}")


asyncio.run(caisse())
