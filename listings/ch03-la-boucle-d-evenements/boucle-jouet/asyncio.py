import queue
import threading


# Une boucle jouet pour les coroutines de Python : asyncio n'est même pas importé.
def boucle_jouet(salle):
    pretes = queue.SimpleQueue()
    for nom in salle:
        pretes.put(nom)
    nom = pretes.get()
    while True:
        print(f"1. Prendre : {nom}")
        print(f"2. Exécuter : {nom}")
        try:
            # La coroutine avance jusqu'à son prochain `yield`, et dit qui la réveillera.
            armer = salle[nom].send(None)
            print(f"3. Mettre en pause : {nom}")
            armer(lambda nom=nom: pretes.put(nom))
        except StopIteration:
            print(f"3. Finie : {nom}")
            del salle[nom]
        if not salle:
            return
        try:
            nom = pretes.get_nowait()
        except queue.Empty:
            print("4. Chercher : personne n'est prêt, le fil s'endort")
            nom = pretes.get()
        print(f"4. Chercher : {nom} est prêt")
        print("5. Recommencer")


class Ceder:
    def __await__(self):
        yield lambda reveil: reveil()


class Formulaire:
    def __await__(self):
        yield lambda reveil: threading.Timer(0.3, reveil).start()


async def colis():
    print("       colis : « Il me faut un formulaire. »")
    await Formulaire()
    print("       colis : « Rempli ! »")


async def mandat():
    print("       mandat : « Une liasse… »")
    await Ceder()
    print("       mandat : « … et deux. »")


async def timbre():
    print("       timbre : « Un seul, merci. »")


boucle_jouet({"colis": colis(), "mandat": mandat(), "timbre": timbre()})
