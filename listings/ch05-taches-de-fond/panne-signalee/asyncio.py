import asyncio


# La durée du cycle, en minutes.
async def laver(kilos):
    await asyncio.sleep(0.2)
    if kilos > 8:
        raise RuntimeError(f"tambour trop plein, {kilos} kg")
    return 30 + 2 * kilos


async def ronde():
    for kilos in [5, 12, 7]:
        try:
            minutes = await asyncio.create_task(laver(kilos))
            print(f"{kilos} kg : {minutes} minutes")
        except RuntimeError as motif:
            print(f"{kilos} kg : en panne ({motif})")
    print("la ronde est finie")


asyncio.run(ronde())
