import asyncio
import time


# Observe une coroutine, et affiche une ligne chaque fois qu'elle est reprise.
class Observer:
    def __init__(self, nom, debut, coroutine):
        self.nom, self.debut, self.coroutine = nom, debut, coroutine

    def __await__(self):
        while True:
            print(f"{time.perf_counter() - self.debut:.1f} s : {self.nom} ?")
            try:
                attente = self.coroutine.send(None)
            except StopIteration as fin:
                return fin.value
            yield attente


async def cuire(plat, debut, secondes):
    await Observer(plat, debut, asyncio.sleep(secondes))


async def repas():
    debut = time.perf_counter()
    await asyncio.gather(
        cuire("soupe", debut, 0.2),
        cuire("gratin", debut, 0.4),
        cuire("tarte", debut, 0.6),
    )


asyncio.run(repas())
