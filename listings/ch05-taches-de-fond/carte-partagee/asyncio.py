import asyncio


async def laver(machine, prix, carte):
    await asyncio.sleep(0.2 * machine)
    carte["jetons"] -= prix
    print(f"machine {machine} : {prix} jetons pris, il en reste {carte['jetons']}")


async def main():
    carte = {"jetons": 10}
    poignees = []
    for machine, prix in [(1, 3), (2, 2), (3, 4)]:
        poignees.append(asyncio.create_task(laver(machine, prix, carte)))
    for poignee in poignees:
        await poignee
    print(f"De retour à la maison : {carte['jetons']} jeton")


asyncio.run(main())
