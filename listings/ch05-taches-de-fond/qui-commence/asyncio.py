import asyncio
import time


async def laver():
    print("- la tâche commence")


# Une faute commise exprès : 0,3 s sans un seul `await`.
def occuper_main():
    time.sleep(0.3)
    print("- main continue")


async def main():
    print("La tâche et main ont le même fil :")
    tache = asyncio.create_task(laver())
    occuper_main()
    await tache


asyncio.run(main())
