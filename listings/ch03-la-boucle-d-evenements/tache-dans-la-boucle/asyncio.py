import asyncio


async def ouvrir_le_guichet():
    print("Le guichet est ouvert")


async def main():
    guichet = asyncio.create_task(ouvrir_le_guichet())  # la boucle tourne
    await guichet


print("Avant")
asyncio.run(main())
