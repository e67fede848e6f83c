import asyncio
import time


class Journal:
    def __init__(self):
        self.debut = time.perf_counter()
        self.lignes = []

    def noter(self, tache, evenement):
        # Les durées sont des multiples de 300 ms : le retard d'une vraie machine est effacé.
        millis = (time.perf_counter() - self.debut) * 1000
        self.lignes.append((int(millis + 10) // 300 * 300, tache, evenement))


async def lettre(journal):
    journal.noter("lettre", "pesée")
    await asyncio.sleep(0.3)
    journal.noter("lettre", "timbrée")
    await asyncio.sleep(0.6)
    journal.noter("lettre", "postée")


async def colis(journal, bloquant):
    journal.noter("colis", "posé")
    if bloquant:
        time.sleep(0.6)
    else:
        await asyncio.sleep(0.6)
    journal.noter("colis", "affranchi")


async def service(bloquant):
    journal = Journal()
    taches = [asyncio.create_task(lettre(journal)), asyncio.create_task(colis(journal, bloquant))]
    for tache in taches:
        await tache
    return journal.lignes


chronologie = [
    (0, "lettre", "pesée"),
    (0, "colis", "posé"),
    (300, "lettre", "timbrée"),
    (600, "colis", "affranchi"),
    (900, "lettre", "postée"),
]
chronologie_bloquante = [
    (0, "lettre", "pesée"),
    (0, "colis", "posé"),
    (600, "colis", "affranchi"),
    (600, "lettre", "timbrée"),
    (1200, "lettre", "postée"),
]

for titre, bloquant, prevue in [
    ("Sans blocage", False, chronologie),
    ("Avec blocage", True, chronologie_bloquante),
]:
    juste = asyncio.run(service(bloquant)) == prevue
    print(f"{titre} :", "juste" if juste else "à revoir")
