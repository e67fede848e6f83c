// ANCHOR: coeur
use std::collections::HashMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll, Wake, Waker};
use std::thread;
use std::time::Duration;

type Tache = Pin<Box<dyn Future<Output = ()> + Send>>;

// Réveiller une tâche, c'est remettre son nom dans la file des tâches prêtes.
struct Reveil {
    nom: &'static str,
    file: mpsc::Sender<&'static str>,
}

impl Wake for Reveil {
    fn wake(self: Arc<Self>) {
        // L'envoi n'échoue que si la boucle est déjà finie : il n'y a plus rien à réveiller.
        let _ = self.file.send(self.nom);
    }
}

fn boucle_jouet(salle: [(&'static str, Tache); 3]) {
    let (file, pretes) = mpsc::channel();
    for (nom, _) in &salle {
        file.send(*nom).expect("`pretes` est juste à côté");
    }
    let mut taches = HashMap::from(salle);
    let mut nom = pretes.recv().expect("trois noms viennent d'entrer");
    loop {
        println!("1. Prendre : {nom}");
        let reveil = Waker::from(Arc::new(Reveil { nom, file: file.clone() }));
        println!("2. Exécuter : {nom}");
        let tache = taches.get_mut(nom).expect("une tâche finie n'est plus réveillée");
        match tache.as_mut().poll(&mut Context::from_waker(&reveil)) {
            Poll::Pending => println!("3. Mettre en pause : {nom}"),
            Poll::Ready(()) => {
                println!("3. Finie : {nom}");
                taches.remove(nom);
            }
        }
        if taches.is_empty() {
            return;
        }
        nom = pretes.try_recv().unwrap_or_else(|_| {
            println!("4. Chercher : personne n'est prêt, le fil s'endort");
            pretes.recv().expect("`file` est juste à côté")
        });
        println!("4. Chercher : {nom} est prêt");
        println!("5. Recommencer");
    }
}

// Une main rendue, une seule : la tâche se réveille elle-même, puis répond « pas encore ».
async fn ceder() {
    let mut deja = false;
    poll_fn(|contexte| {
        if deja {
            return Poll::Ready(());
        }
        deja = true;
        contexte.waker().wake_by_ref();
        Poll::Pending
    })
    .await
}

// Une attente : un fil d'appoint dort à notre place, puis réveille la tâche.
async fn formulaire() {
    let rempli = Arc::new(AtomicBool::new(false));
    let mut commence = false;
    poll_fn(|contexte| {
        if rempli.load(Ordering::Acquire) {
            return Poll::Ready(());
        }
        if !commence {
            commence = true;
            let (rempli, reveil) = (rempli.clone(), contexte.waker().clone());
            thread::spawn(move || {
                thread::sleep(Duration::from_millis(300));
                rempli.store(true, Ordering::Release);
                reveil.wake();
            });
        }
        Poll::Pending
    })
    .await
}

async fn colis() {
    println!("       colis : « Il me faut un formulaire. »");
    formulaire().await;
    println!("       colis : « Rempli ! »");
}

async fn mandat() {
    println!("       mandat : « Une liasse… »");
    ceder().await;
    println!("       mandat : « … et deux. »");
}

async fn timbre() {
    println!("       timbre : « Un seul, merci. »");
}

fn salle() -> [(&'static str, Tache); 3] {
    [("colis", Box::pin(colis())), ("mandat", Box::pin(mandat())), ("timbre", Box::pin(timbre()))]
}
// ANCHOR_END: coeur

fn main() {
    boucle_jouet(salle());

    println!("Les mêmes coroutines, sur une vraie boucle :");
    async_std::task::block_on(async {
        let lancees = salle().map(|(_, tache)| async_std::task::spawn_local(tache));
        for tache in lancees {
            tache.await;
        }
    });
}
