import asyncio


async def prix(article):
    print(f"  prix : question posée à la caisse pour « {article} »")
    await asyncio.sleep(0.5)
    print("  prix : réponse reçue")
    return 120 if article == "croissant" else 450


async def total(article, quantite):
    print("total : début")
    unite = await prix(article)
    print(f"total : reprise avec {unite}")
    return unite * quantite


montant = asyncio.run(total("croissant", 4))
print(f"À payer : {montant} centimes")
