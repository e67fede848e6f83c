import asyncio
import contextvars

NOM = contextvars.ContextVar("nom")


async def main():
    verrou, compte = asyncio.Lock(), 0
    for _ in range(3):
        async with verrou:
            compte += 1
    print("Verrou :", compte)

    semaphore = asyncio.Semaphore(2)
    await semaphore.acquire()
    await semaphore.acquire()
    print("Sémaphore : deux permis, puis", "aucun" if semaphore.locked() else "un")

    barriere = asyncio.Barrier(2)
    await asyncio.gather(barriere.wait(), barriere.wait())
    print("Barrière : les deux sont là")

    une_fois = asyncio.ensure_future(asyncio.sleep(0, 42))  # une tâche garde sa valeur
    assert await une_fois == 42
    print("Une seule fois :", await une_fois)

    signal = asyncio.Event()
    signal.set()
    await signal.wait()

    NOM.set("Ada")
    assert NOM.get() == "Ada"


asyncio.run(main())
