import asyncio
import threading
import time

TACHES = 10_000
FILS = 100
ATTENTE = 2

qui = set()


# Une attente, puis la tâche note sur quel fil elle s'est réveillée.
async def attendre():
    await asyncio.sleep(ATTENTE)
    qui.add(threading.get_ident())


# La mémoire vive que tient ce programme, en Kio. Linux la donne dans ce fichier.
def memoire():
    with open("/proc/self/smaps_rollup", encoding="ascii") as bilan:
        return next(float(ligne.split()[1]) for ligne in bilan if ligne.startswith("Rss:"))


# La mémoire par fil, en Kio, quand `FILS` fils dorment.
def peser_les_fils():
    avant = memoire()
    fils = [threading.Thread(target=time.sleep, args=[ATTENTE / 4]) for _ in range(FILS)]
    for fil in fils:
        fil.start()
    time.sleep(ATTENTE / 8)
    apres = memoire()
    for fil in fils:
        fil.join()
    return (apres - avant) / FILS


async def comparer():
    avant, debut = memoire(), time.perf_counter()
    taches = [asyncio.create_task(attendre()) for _ in range(TACHES)]
    await asyncio.sleep(ATTENTE / 2)  # toutes dorment
    une_tache = (memoire() - avant) / TACHES
    for tache in taches:
        await tache
    duree = time.perf_counter() - debut
    print(f"{TACHES} attentes de 2 s : {duree:.2f} s, nombre de fils : {len(qui)}")

    un_fil = peser_les_fils()
    print(f"Une tâche : {une_tache:.2f} Kio")
    print(f"Un fil : {un_fil:.1f} Kio")
    print(f"Un fil pèse {un_fil / une_tache:.0f} tâches")


asyncio.run(comparer())
