import asyncio
import threading


async def nom_du_fil():
    return threading.current_thread().name


async def main():
    print(f"coroutine principale : fil « {await nom_du_fil()} »")
    tache = asyncio.create_task(nom_du_fil())
    print(f"tâche lancée : fil « {await tache} »")


asyncio.run(main())
