import asyncio

cagnotte = 100


async def donner(montant, secondes):
    global cagnotte
    await asyncio.sleep(secondes)  # la banque valide le don
    cagnotte += montant  # lue après l'attente, écrite sans attendre
    return cagnotte


async def main():
    dons = await asyncio.gather(donner(20, 0.4), donner(50, 0.2))
    print(f"Après chaque don : {tuple(dons)}")
    print(f"Dans la cagnotte : {cagnotte} euros")


asyncio.run(main())
