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

type Annonce = tokio::sync::oneshot::Sender<u32>;
type Arrivee = tokio::sync::oneshot::Receiver<u32>;

async fn annoncer(quai: Annonce, sacs: u32) {
    quai.send(sacs).expect("le facteur attend");
}

async fn arrivee(quai: Arrivee) -> u32 {
    quai.await.expect("le camion s'annonce")
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (annonce, quai) = tokio::sync::oneshot::channel();
    let facteur = tokio::spawn(facteur(quai));
    let camion = tokio::spawn(camion(annonce));
    facteur.await.expect("le facteur ne panique pas");
    camion.await.expect("le camion ne panique pas");
}
