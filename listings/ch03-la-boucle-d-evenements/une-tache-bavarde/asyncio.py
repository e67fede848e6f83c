import asyncio

tours = 0
ferme = False


# Coopérative, mais toujours prête : elle rend la main à chaque mot.
async def bavarde():
    global tours
    while not ferme:
        tours += 1
        await asyncio.sleep(0)


# La coroutine donnée à `asyncio.run`.
async def principale():
    global ferme
    tache = asyncio.create_task(bavarde())
    for passage in range(1, 5):
        print(f"passage {passage} : la bavarde a eu {tours} tours")
        await asyncio.sleep(0)
    ferme = True
    await tache


asyncio.run(principale())
