import asyncio

# Nom de la planche, temps de réponse de son capteur (s), température.
PLANCHES = [
    ("tomates", 0.4, 24.5),
    ("salades", 0.1, 18.0),
    ("semis", 0.3, 22.0),
    ("fraises", 0.2, 19.5),
]


async def relever(planche, secondes, degres):
    await asyncio.sleep(secondes)
    print(f"{planche} : {degres:.1f} °C")
    return degres


async def tournee():
    releves = [relever(*planche) for planche in PLANCHES]
    temperatures = await asyncio.gather(*releves)
    moyenne = sum(temperatures) / len(temperatures)
    print(f"Relevés : {temperatures}")
    print(f"Moyenne : {moyenne:.1f} °C")


asyncio.run(tournee())
