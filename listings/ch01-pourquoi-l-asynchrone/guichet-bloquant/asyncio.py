import socket
import threading
import time


def servir(guichet):
    while True:
        visiteur, _ = guichet.accept()
        with visiteur:
            time.sleep(2)  # la base de données réfléchit ; le fil l'attend
            visiteur.sendall("réservé".encode())


def visiter(nom, adresse, ouverture):
    with socket.create_connection(adresse) as connexion:
        reponse = connexion.makefile(encoding="utf-8").read()
    print(f"{nom} : {reponse} à {time.perf_counter() - ouverture:.2f} s")


guichet = socket.create_server(("127.0.0.1", 0))
adresse = guichet.getsockname()
threading.Thread(target=servir, args=(guichet,), daemon=True).start()

ouverture = time.perf_counter()
ada = threading.Thread(target=visiter, args=("Ada", adresse, ouverture))
basile = threading.Thread(target=visiter, args=("Basile", adresse, ouverture))
ada.start()
time.sleep(0.2)
basile.start()
ada.join()
basile.join()
