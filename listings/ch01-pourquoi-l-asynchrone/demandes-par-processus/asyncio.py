import multiprocessing
import time

recues = 0
DEMANDES = [("places", 0.7), ("audioguides", 0.5), ("vestiaire", 0.3)]


def demander(service, secondes):
    global recues
    time.sleep(secondes)  # le serveur réfléchit ; le fil l'attend
    recues += 1
    print(f"Réponse : {service}", flush=True)


if __name__ == "__main__":
    debut = time.perf_counter()
    enfants = [multiprocessing.Process(target=demander, args=demande) for demande in DEMANDES]
    for enfant in enfants:
        enfant.start()
    for enfant in enfants:
        enfant.join()
    print(f"Réponses comptées : {recues}. Durée : {time.perf_counter() - debut:.2f} s")
