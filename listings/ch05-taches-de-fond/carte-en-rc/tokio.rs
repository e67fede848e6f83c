// ANCHOR: coeur
use std::rc::Rc;
use std::time::Duration;

async fn laver(prix: u32, carte: Rc<u32>) {
    pause(Duration::from_millis(200)).await;
    println!("{prix} jetons, sur les {carte} de la carte");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    tokio::time::sleep(duree).await;
}

#[tokio::main]
async fn main() {
    let ticket = tokio::spawn(laver(3, Rc::new(10)));
    ticket.await.expect("la machine ne panique pas");
}
