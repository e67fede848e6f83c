import asyncio


class Cuisson:
    def __init__(self, pain, duree=0.2):
        self.pain = pain
        self.duree = duree

    def pendant(self, duree):
        return Cuisson(self.pain, duree)

    def __await__(self):
        return self._cuire().__await__()

    async def _cuire(self):
        print(f"{self.pain} : au four")
        await asyncio.sleep(self.duree)
        return f"{self.pain} : c'est cuit"


async def fournil():
    reglage = Cuisson("brioche").pendant(0.5)
    print("Four réglé, rien ne cuit encore")
    print(await reglage)  # `Cuisson` n'est pas une coroutine : `__await__` suffit
    print(await Cuisson("baguette"))


asyncio.run(fournil())
