import asyncio
import time


async def depeche(debut: float) -> float:
    """Renvoie l'instant où la dépêche commence."""
    return time.monotonic() - debut


async def bureau() -> None:
    debut = time.monotonic()
    une = asyncio.create_task(depeche(debut))
    deux = asyncio.create_task(depeche(debut))
    time.sleep(0.6)  # la faute : le fil est retenu
    for numero, instant in enumerate(await asyncio.gather(une, deux), start=1):
        print(f"Dépêche {numero} : commencée à {instant:.2f} s")


asyncio.run(bureau())
