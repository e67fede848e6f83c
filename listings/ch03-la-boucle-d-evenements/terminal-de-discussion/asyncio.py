import asyncio
import time

TERMINE = object()


class Terminal:
    def __init__(self):
        self.debut = time.perf_counter()
        self.saisie = ""

    # Une fonction ordinaire : traiter un évènement n'attend rien.
    def traiter(self, evenement):
        match evenement:
            case ("touche", "\n"):
                texte, self.saisie = f"envoyé « {self.saisie} »", ""
            case ("touche", lettre):
                self.saisie += lettre
                texte = f"saisie « {self.saisie} »"
            case ("message", message):
                texte = f"reçu « {message} »"
            case "tic":
                texte = f"horloge, {len(self.saisie)} lettre(s) en cours"
        print(f"[{time.perf_counter() - self.debut:.2f} s] {texte}")


async def source(boite, evenements):
    for delai, evenement in evenements:
        await asyncio.sleep(delai)
        await boite.put(evenement)
    await boite.put(TERMINE)  # une `Queue` de Python 3.11 ne se ferme pas d'elle-même


async def main():
    boite = asyncio.Queue(8)
    clavier = [(0.3, ("touche", "o")), (0.3, ("touche", "k")), (0.3, ("touche", "\n"))]
    reseau = [(0.45, ("message", "Tu viens ?")), (0.75, ("message", "À tout de suite"))]
    horloge = [(0.75, "tic"), (0.75, "tic")]
    sources = [asyncio.create_task(source(boite, s)) for s in (clavier, reseau, horloge)]
    terminal, ouvertes = Terminal(), len(sources)
    while ouvertes:
        evenement = await boite.get()
        if evenement is TERMINE:
            ouvertes -= 1
        else:
            terminal.traiter(evenement)
    print("Plus personne n'écrit : le terminal se ferme")


asyncio.run(main())
