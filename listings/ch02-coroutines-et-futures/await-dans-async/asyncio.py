import asyncio


async def prix(article):
    await asyncio.sleep(0.1)
    return 120 if article == "croissant" else 450


async def total(panier):
    somme = 0
    for article in panier:
        somme += await prix(article)
    return somme


async def encaisser():
    print(f"À payer : {await total(['croissant', 'brioche'])} centimes")


asyncio.run(encaisser())
