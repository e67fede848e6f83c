import asyncio
import time


async def preparer(quoi, secondes):
    print(f"{quoi} : début")
    await asyncio.sleep(secondes)
    print(f"{quoi} : fin")
    return f"{quoi} à table"


async def petit_dejeuner(cafe, tartines):
    return await asyncio.gather(preparer("café", cafe), preparer("tartines", tartines))


async def main():
    debut = time.perf_counter()
    cafe, tartines = await petit_dejeuner(0.6, 0.4)
    print(f"{cafe}, {tartines}")
    print(f"Servi en {time.perf_counter() - debut:.2f} s")


asyncio.run(main())
