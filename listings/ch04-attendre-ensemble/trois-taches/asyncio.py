import asyncio


async def tache(nom, secondes):
    print(f"[{nom}] Début")
    await asyncio.sleep(secondes)
    print(f"[{nom}] Fin")
    return f"Résultat de {nom}"


async def trois_taches():
    print("Démarrage des tâches...")
    resultats = await asyncio.gather(
        tache("Tâche 1", 2),
        tache("Tâche 2", 1),
        tache("Tâche 3", 3),
    )
    for resultat in resultats:
        print(resultat)


asyncio.run(trois_taches())
