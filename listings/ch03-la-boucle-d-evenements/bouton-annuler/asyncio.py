import asyncio


# Un vrai calcul, sans rien à attendre : la clé de contrôle d'un sac.
def controler(sac):
    cle = sac
    for lettre in range(1, 100_001):
        cle = (cle * 31 + lettre) % 97
    return cle


async def tri(annule, partage):
    for sac in range(1, 6):
        if annule.is_set():
            print(f"  tri : arrêté avant le sac {sac}")
            return
        print(f"  tri : sac {sac}, clé {controler(sac)}")
        if partage:
            await asyncio.sleep(0)
    print("  tri : cinq sacs")


async def bouton(annule):
    annule.set()
    print("  bouton : annulation demandée")


async def main():
    for partage in [False, True]:
        print("Le tri rend la main :", "oui" if partage else "non")
        annule = asyncio.Event()
        taches = [asyncio.create_task(tri(annule, partage)), asyncio.create_task(bouton(annule))]
        for tache in taches:
            await tache


asyncio.run(main())
