import asyncio


async def prevenir(client):
    await asyncio.sleep(0.1)  # le serveur de messagerie répond
    print(f"Message envoyé à {client}")


async def fin_de_fournee():
    for client in ["Mme Durand", "M. Petit", "Mme Leroy"]:
        await prevenir(client)
    print("Tous les clients sont prévenus")


asyncio.run(fin_de_fournee())
