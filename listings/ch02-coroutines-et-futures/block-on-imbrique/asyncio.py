import asyncio


async def prix(article):
    return 120 if article == "croissant" else 450


# Une façade synchrone, pour un appelant qui ne connaît pas l'asynchrone.
def prix_synchrone(article):
    coroutine = prix(article)
    try:
        return asyncio.run(coroutine)
    except RuntimeError as erreur:
        coroutine.close()
        return f"RuntimeError: {erreur}"


async def etiqueter(article):
    print(f"On cherche le prix du {article}")
    print(prix_synchrone(article))  # un `asyncio.run` se cache ici


asyncio.run(etiqueter("croissant"))
