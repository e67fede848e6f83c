// ANCHOR: coeur
use std::rc::Rc;
use std::time::Duration;

async fn laver(prix: u32, carte: Rc<u32>) {
    pause(Duration::from_millis(200)).await;
    println!("{prix} jetons, sur les {carte} de la carte");
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    smol::Timer::after(duree).await;
}

fn main() {
    smol::block_on(async {
        let ticket = smol::spawn(laver(3, Rc::new(10)));
        ticket.await;
    })
}
