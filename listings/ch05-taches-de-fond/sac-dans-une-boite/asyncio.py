import asyncio


# Un sac est une liste, une pièce de linge est son poids en grammes.
async def peser(linge):
    if isinstance(linge, int):
        await asyncio.sleep(0.1)
        return linge
    total = 0
    for piece in linge:
        total += await peser(piece)
    return total


async def main():
    pesee = asyncio.create_task(peser([300, [50, 70]]))
    print(f"{await pesee} grammes")


asyncio.run(main())
