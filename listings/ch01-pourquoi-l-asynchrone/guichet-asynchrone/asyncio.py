import asyncio
import socket
import threading
import time


async def reserver(lecture, ecriture):
    await asyncio.sleep(2)  # la base réfléchit ; le fil est libre
    ecriture.write("réservé".encode())
    ecriture.close()


async def servir(guichet):
    # Une tâche par visiteur, que `start_server` crée lui-même.
    serveur = await asyncio.start_server(reserver, sock=guichet)
    await serveur.serve_forever()


def visiter(nom, adresse, ouverture):
    with socket.create_connection(adresse) as connexion:
        reponse = connexion.makefile(encoding="utf-8").read()
    print(f"{nom} : {reponse} à {time.perf_counter() - ouverture:.2f} s")


guichet = socket.create_server(("127.0.0.1", 0))
adresse = guichet.getsockname()
threading.Thread(target=lambda: asyncio.run(servir(guichet)), daemon=True).start()

ouverture = time.perf_counter()
ada = threading.Thread(target=visiter, args=("Ada", adresse, ouverture))
basile = threading.Thread(target=visiter, args=("Basile", adresse, ouverture))
ada.start()
time.sleep(0.2)
basile.start()
ada.join()
basile.join()
