use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, mpsc};
use std::task::{Context, Poll, Wake, Waker};

async fn rendre_la_main() {
    smol::future::yield_now().await;
}

type Tache = Pin<Box<dyn Future<Output = ()> + Send>>;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Rang {
    Urgent,
    Ordinaire,
}

/// Réveiller une tâche, c'est envoyer son numéro à la boucle.
struct Reveil {
    numero: usize,
    file: mpsc::Sender<usize>,
}

impl Wake for Reveil {
    fn wake(self: Arc<Self>) {
        let _ = self.file.send(self.numero); // la boucle est peut-être déjà finie
    }
}

/// Mène toutes les tâches à leur fin, et rend leurs numéros dans l'ordre des interrogations.
fn tourner(taches: Vec<(Rang, Tache)>) -> Vec<usize> {
    // ANCHOR: solution
    //~ // Une seule file : premier réveillé, premier servi. À vous d'en faire une boucle équitable.
    //~ let (file, reveillees) = mpsc::channel();
    //~ let mut taches: Vec<Option<(Rang, Tache)>> = taches.into_iter().map(Some).collect();
    //~ for numero in 0..taches.len() {
    //~     file.send(numero).expect("`reveillees` est juste à côté");
    //~ }
    //~ let mut tours = Vec::new();
    //~ while taches.iter().any(Option::is_some) {
    //~     let numero: usize = reveillees.recv().expect("`file` est juste à côté");
    //~     let Some((_rang, tache)) = &mut taches[numero] else { continue };
    //~     tours.push(numero);
    //~     let reveil = Waker::from(Arc::new(Reveil { numero, file: file.clone() }));
    //~     if let Poll::Ready(()) = tache.as_mut().poll(&mut Context::from_waker(&reveil)) {
    //~         taches[numero] = None;
    //~     }
    //~ }
    //~ tours
    use std::collections::VecDeque;
    let (file, reveillees) = mpsc::channel();
    let mut taches: Vec<Option<(Rang, Tache)>> = taches.into_iter().map(Some).collect();
    for numero in 0..taches.len() {
        file.send(numero).expect("`reveillees` est juste à côté");
    }
    let (mut urgentes, mut ordinaires) = (VecDeque::new(), VecDeque::new());
    let (mut tours, mut urgentes_de_suite) = (Vec::new(), 0);
    while taches.iter().any(Option::is_some) {
        // Le fil ne dort que si les deux files sont vides ; sinon, on relève ce qui est arrivé.
        let mut arrivee = if urgentes.is_empty() && ordinaires.is_empty() {
            Some(reveillees.recv().expect("`file` est juste à côté"))
        } else {
            reveillees.try_recv().ok()
        };
        while let Some(numero) = arrivee {
            if let Some((rang, _)) = &taches[numero] {
                let rangee = if *rang == Rang::Urgent { &mut urgentes } else { &mut ordinaires };
                // Réveillée deux fois avant son tour, une tâche n'est dans la file qu'une fois.
                if !rangee.contains(&numero) {
                    rangee.push_back(numero);
                }
            }
            arrivee = reveillees.try_recv().ok();
        }
        let place_aux_autres = urgentes_de_suite >= 2 && !ordinaires.is_empty();
        let choisie = if place_aux_autres { None } else { urgentes.pop_front() };
        urgentes_de_suite = if choisie.is_some() { urgentes_de_suite + 1 } else { 0 };
        let Some(numero) = choisie.or_else(|| ordinaires.pop_front()) else { continue };
        let Some((_, tache)) = &mut taches[numero] else { continue };
        tours.push(numero);
        let reveil = Waker::from(Arc::new(Reveil { numero, file: file.clone() }));
        if let Poll::Ready(()) = tache.as_mut().poll(&mut Context::from_waker(&reveil)) {
            taches[numero] = None;
        }
    }
    tours
    // ANCHOR_END: solution
}

/// Un client qui vient plusieurs fois au guichet, et laisse passer les autres entre deux visites.
fn client(rang: Rang, fois: u32) -> (Rang, Tache) {
    let passages = async move {
        for _ in 1..fois {
            rendre_la_main().await;
        }
    };
    (rang, Box::pin(passages))
}

fn main() {
    let file = vec![
        client(Rang::Ordinaire, 2),
        client(Rang::Urgent, 3),
        client(Rang::Urgent, 2),
        client(Rang::Ordinaire, 1),
    ];
    println!("Ordre des passages : {:?}", tourner(file));
}
