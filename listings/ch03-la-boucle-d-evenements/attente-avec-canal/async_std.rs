// ANCHOR: coeur
async fn facteur(quai: Arrivee) {
    println!("facteur : la tournée commence");
    let sacs = arrivee(quai).await; // met la tâche en pause, et libère le fil
    println!("facteur : la tournée part avec {sacs} sacs");
}

async fn camion(quai: Annonce) {
    println!("camion : j'arrive");
    annoncer(quai, 12).await;
}
// ANCHOR_END: coeur

type Annonce = async_std::channel::Sender<u32>;
type Arrivee = async_std::channel::Receiver<u32>;

async fn annoncer(quai: Annonce, sacs: u32) {
    quai.send(sacs).await.expect("le facteur attend");
}

async fn arrivee(quai: Arrivee) -> u32 {
    quai.recv().await.expect("le camion s'annonce")
}

#[async_std::main]
async fn main() {
    let (annonce, quai) = async_std::channel::bounded(1);
    let facteur = async_std::task::spawn_local(facteur(quai));
    let camion = async_std::task::spawn_local(camion(annonce));
    facteur.await;
    camion.await;
}
