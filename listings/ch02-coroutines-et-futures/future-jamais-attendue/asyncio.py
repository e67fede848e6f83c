import asyncio


async def prevenir(client):
    print(f"Message envoyé à {client}")
    return len(client)


async def experience():
    print("Avant l'appel")
    message = prevenir("Mme Durand")
    print(f"Après l'appel : une valeur de type {type(message).__name__}")
    del message  # ici, Python avertit sur la sortie d'erreur
    print("La valeur est libérée")


asyncio.run(experience())
