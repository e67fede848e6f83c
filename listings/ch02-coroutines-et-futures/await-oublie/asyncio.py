import asyncio


async def prix(article):
    await asyncio.sleep(0.1)
    return 120 if article == "croissant" else 450


async def total(article, quantite):
    unite = prix(article)
    return unite * quantite


try:
    print(f"À payer : {asyncio.run(total('croissant', 4))} centimes")
except TypeError as erreur:
    print(f"TypeError: {erreur}")
