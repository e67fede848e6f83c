// ANCHOR: coeur
const MOTS: [&str; 2] = ["un", "deux"];

fn annoncer(mot: &str) {
    println!("Borné : {mot}");
}
// ANCHOR_END: coeur

async fn comparer() {
    let (envoi, reception) = async_std::channel::bounded(1);
    async_std::task::spawn(async move {
        for mot in MOTS {
            envoi.send(mot).await.expect("le récepteur existe");
        }
    }); // l'émetteur est libéré ici, et le canal se ferme
    while let Ok(mot) = reception.recv().await {
        annoncer(mot);
    }

    let (envoi, reception) = async_std::channel::unbounded();
    for n in 1..=3 {
        envoi.try_send(n).expect("il y a toujours de la place");
    }
    envoi.close();
    let mut recus = Vec::new();
    while let Ok(n) = reception.recv().await {
        recus.push(n);
    }
    println!("Sans borne : {recus:?}");

    let (envoi, reception) = futures::channel::oneshot::channel();
    envoi.send(42).expect("le récepteur existe");
    println!("Une seule valeur : {}", reception.await.expect("l'émetteur a parlé"));
}

fn main() {
    async_std::task::block_on(comparer());
}
