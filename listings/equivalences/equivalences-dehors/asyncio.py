import asyncio
import pathlib
import sys
import tempfile
import time


def calculer():
    time.sleep(0.1)  # une fonction d'une bibliothèque qui ne connaît pas `async`
    return sum(range(11))


async def reponse():
    return 42


async def main():
    print("Appel bloquant :", await asyncio.to_thread(calculer))

    boucle = asyncio.get_running_loop()
    ailleurs = asyncio.to_thread(
        lambda: asyncio.run_coroutine_threadsafe(reponse(), boucle).result()
    )
    print("Depuis un autre fil :", await ailleurs)

    with tempfile.TemporaryDirectory() as dossier:
        fichier = pathlib.Path(dossier, "equivalences.txt")
        fichier.write_text("lu sans bloquer la boucle")
        print("Fichier :", await asyncio.to_thread(fichier.read_text))

    enfant = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print(\"bonjour de l'enfant\")", stdout=asyncio.subprocess.PIPE
    )
    sortie, _ = await enfant.communicate()
    print("Sous-processus :", sortie.decode().strip())


asyncio.run(main())
