import asyncio
import threading
import time


async def telecharger(nom):
    print(f"[Async] Début téléchargement {nom}")
    await asyncio.sleep(1)  # le fil est rendu
    print(f"[Async] Fin téléchargement {nom}")


def telecharger_par_fil(nom):
    print(f"[Thread] Début téléchargement {nom}\n", end="")
    time.sleep(1)  # le fil est gardé
    print(f"[Thread] Fin téléchargement {nom}\n", end="")


async def version_async():
    debut = time.perf_counter()
    await asyncio.gather(
        telecharger("Fichier 1"), telecharger("Fichier 2"), telecharger("Fichier 3")
    )
    return time.perf_counter() - debut


def version_fils():
    debut = time.perf_counter()
    noms = ["Fichier 1", "Fichier 2", "Fichier 3"]
    fils = [threading.Thread(target=telecharger_par_fil, args=[nom]) for nom in noms]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    return time.perf_counter() - debut


async def comparer():
    print("=== Comparaison Async vs Threading ===")
    asynchrone, fils = await version_async(), version_fils()
    print(f"Temps async : {asynchrone:.2f} s")
    print(f"Temps threading : {fils:.2f} s")


asyncio.run(comparer())
