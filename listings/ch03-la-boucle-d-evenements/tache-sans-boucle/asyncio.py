import asyncio


async def ouvrir_le_guichet():
    print("Le guichet est ouvert")


print("Avant")
coroutine = ouvrir_le_guichet()
try:
    guichet = asyncio.create_task(coroutine)  # aucune boucle n'existe ici
except RuntimeError as erreur:
    coroutine.close()
    print(f"RuntimeError: {erreur}")
