import asyncio
import time
from collections import deque


class Laverie:
    def __init__(self, paniers):
        self.ouverture = time.perf_counter()
        self.file = deque(paniers)

    def noter(self, qui, quoi):
        print(f"{time.perf_counter() - self.ouverture:.2f} s | {qui} : {quoi}")


# Lave tant qu'il y a des paniers, et rend les kilos lavés.
async def machine(numero, laverie):
    total = 0
    while laverie.file:
        linge, kilos, secondes = laverie.file.popleft()
        laverie.noter(f"machine {numero}", linge)
        await asyncio.sleep(secondes)
        total += kilos
    laverie.noter(f"machine {numero}", "la file est vide")
    return total


# L'écran ne finit jamais de lui-même.
async def ecran(laverie):
    while True:
        await asyncio.sleep(1)
        laverie.noter("écran", f"en attente, {len(laverie.file)}")


async def samedi():
    laverie = Laverie(
        [
            ("serviettes", 3, 1.2),
            ("draps", 5, 2.0),
            ("chemises", 2, 1.2),
            ("jeans", 4, 1.4),
            ("couette", 6, 1.6),
            ("laine", 2, 0.6),
        ]
    )
    affichage = asyncio.create_task(ecran(laverie))
    tickets = []
    for numero in range(1, 4):
        tickets.append(asyncio.create_task(machine(numero, laverie)))
        await asyncio.sleep(0.2)  # le temps d'aller à la machine suivante
    kilos = 0
    for ticket in tickets:
        kilos += await ticket
    affichage.cancel()
    laverie.noter("gérant", f"{kilos} kg lavés, on ferme")


asyncio.run(samedi())
