import asyncio


# La durée du cycle, en minutes.
async def laver(kilos):
    await asyncio.sleep(0.2)
    if kilos > 8:
        raise RuntimeError(f"tambour trop plein, {kilos} kg")
    return 30 + 2 * kilos


async def ronde():
    print("12 kg : machine lancée")
    ticket = asyncio.create_task(laver(12))
    minutes = await ticket  # l'exception est levée ici
    print(f"12 kg : {minutes} minutes")
    print("la ronde continue")


try:
    asyncio.run(ronde())
except RuntimeError as erreur:
    print(f"RuntimeError: {erreur}")
