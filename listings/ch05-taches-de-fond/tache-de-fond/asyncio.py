import asyncio


async def tache_de_fond():
    print("[fond] La tâche de fond commence")
    await asyncio.sleep(2)
    print("[fond] La tâche de fond est terminée")


async def programme_principal():
    print("Lancement de la tâche de fond")
    tache = asyncio.create_task(tache_de_fond())
    print("Le programme principal continue...")
    await asyncio.sleep(1)
    print("Le programme principal attend la fin")
    await tache
    print("Tout est terminé")


asyncio.run(programme_principal())
