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

type Annonce = smol::channel::Sender<u32>;
type Arrivee = smol::channel::Receiver<u32>;

async fn annoncer(quai: Annonce, sacs: u32) {
    quai.send(sacs).await.expect("le facteur attend");
}

async fn arrivee(quai: Arrivee) -> u32 {
    quai.recv().await.expect("le camion s'annonce")
}

fn main() {
    let (annonce, quai) = smol::channel::bounded(1);
    let boucle = smol::LocalExecutor::new();
    let facteur = boucle.spawn(facteur(quai));
    let camion = boucle.spawn(camion(annonce));
    smol::block_on(boucle.run(async {
        facteur.await;
        camion.await;
    }));
}
