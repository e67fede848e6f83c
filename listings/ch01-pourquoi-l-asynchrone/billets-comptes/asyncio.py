import asyncio

restants = 10


async def vendre(nom, billets):
    global restants
    # Lecture et écriture sans `await` entre elles : personne ne peut s'intercaler.
    lus = restants
    restants = lus - billets
    print(f"{nom} : je lis {lus}, j'écris {restants}")
    await asyncio.sleep(0.4)  # la banque valide le paiement
    print(f"{nom} : payé")


async def main():
    ada = asyncio.create_task(vendre("Ada", 4))
    await asyncio.sleep(0.2)
    basile = asyncio.create_task(vendre("Basile", 3))
    await ada
    await basile
    print(f"10 billets, 7 vendus, il en reste {restants}")


asyncio.run(main())
