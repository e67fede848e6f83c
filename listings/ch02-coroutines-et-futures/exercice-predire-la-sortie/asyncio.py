import asyncio


class Journal:
    def __init__(self):
        self.lignes = []

    def noter(self, ligne):
        self.lignes.append(ligne)


async def cuire(journal, pain):
    journal.noter(f"{pain} au four")
    await asyncio.sleep(0.1)
    journal.noter(f"{pain} hors du four")


async def service(journal):
    seigle = cuire(journal, "seigle")
    levain = cuire(journal, "levain")
    journal.noter("le client entre")
    await levain
    journal.noter("le client paie")
    seigle.close()  # libérée sans être attendue, et sans avertissement
    await cuire(journal, "brioche")


# Ce que `service` écrit dans son journal, ligne par ligne.
prediction = [
    "le client entre",
    "levain au four",
    "levain hors du four",
    "le client paie",
    "brioche au four",
    "brioche hors du four",
]


async def service_a_rebours(journal, pains):
    cuissons = [cuire(journal, pain) for pain in pains]
    journal.noter("le client entre")
    for cuisson in reversed(cuissons):
        await cuisson


async def journee():
    journal = Journal()
    await service(journal)
    juste = journal.lignes == prediction
    print("Prédiction juste :", "oui" if juste else "non")
    journal = Journal()
    await service_a_rebours(journal, ["pain", "flûte"])
    print("\n".join(journal.lignes))


asyncio.run(journee())
