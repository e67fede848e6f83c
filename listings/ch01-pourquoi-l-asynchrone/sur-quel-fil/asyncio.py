import asyncio
import threading


async def ou_suis_je(quoi):
    print(f"{quoi} : {threading.current_thread().name}")


async def main():
    await ou_suis_je("main")
    await asyncio.create_task(ou_suis_je("une tâche"))


asyncio.run(main())
