import time

recues = 0
DEMANDES = [("places", 0.7), ("audioguides", 0.5), ("vestiaire", 0.3)]


def demander(service, secondes):
    global recues
    time.sleep(secondes)  # le serveur réfléchit ; le fil l'attend
    recues += 1
    print(f"Réponse : {service}", flush=True)


debut = time.perf_counter()
for service, secondes in DEMANDES:
    demander(service, secondes)
print(f"Réponses comptées : {recues}. Durée : {time.perf_counter() - debut:.2f} s")
