import asyncio
import time


async def coroutine():
    print("Début de la coroutine")
    await asyncio.sleep(1)
    print("Fin de la coroutine")


print("Avant block_on")
depart = time.monotonic()
asyncio.run(coroutine())  # le `block_on` de Python
print(f"Après block_on : {time.monotonic() - depart:.2f} s")
