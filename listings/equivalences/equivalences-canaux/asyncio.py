import asyncio

FIN = None  # avant Python 3.13, une file ne se ferme pas : on convient d'une valeur


async def produire(file):
    for mot in ("un", "deux", FIN):
        await file.put(mot)


async def main():
    file = asyncio.Queue(maxsize=1)
    producteur = asyncio.create_task(produire(file))
    while (mot := await file.get()) is not FIN:
        print("Borné :", mot)
    await producteur

    file = asyncio.Queue()
    for n in (1, 2, 3):
        file.put_nowait(n)
    print("Sans borne :", [file.get_nowait() for _ in range(file.qsize())])

    future = asyncio.get_running_loop().create_future()
    future.set_result(42)
    print("Une seule valeur :", await future)


asyncio.run(main())
