// ANCHOR: coeur
const MOTS: [&str; 2] = ["un", "deux"];

fn annoncer(mot: &str) {
    println!("Borné : {mot}");
}
// ANCHOR_END: coeur

#[tokio::main]
async fn main() {
    let (envoi, mut reception) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        for mot in MOTS {
            envoi.send(mot).await.expect("le récepteur existe");
        }
    }); // l'émetteur est libéré ici, et le canal se ferme
    while let Some(mot) = reception.recv().await {
        annoncer(mot);
    }

    let (envoi, mut reception) = tokio::sync::mpsc::unbounded_channel();
    for n in 1..=3 {
        envoi.send(n).expect("le récepteur existe");
    }
    drop(envoi);
    let mut recus = Vec::new();
    while let Some(n) = reception.recv().await {
        recus.push(n);
    }
    println!("Sans borne : {recus:?}");

    let (envoi, reception) = tokio::sync::oneshot::channel();
    envoi.send(42).expect("le récepteur existe");
    println!("Une seule valeur : {}", reception.await.expect("l'émetteur a parlé"));

    let (envoi, mut reception) = tokio::sync::watch::channel("avant");
    envoi.send("après").expect("le récepteur existe");
    reception.changed().await.expect("l'émetteur existe");
    assert_eq!(*reception.borrow(), "après");

    let (envoi, mut reception) = tokio::sync::broadcast::channel(2);
    envoi.send("à tous").expect("un récepteur existe");
    assert_eq!(reception.recv().await, Ok("à tous"));
}
