// ANCHOR: coeur
struct Machine {
    numero: u32,
}

impl Machine {
    async fn tourner(&self) {
        println!("machine {} : en route", self.numero);
    }
    // ANCHOR_END: coeur

    fn demarrer(&self) -> tokio::task::JoinHandle<()> {
        tokio::spawn(async move { self.tourner().await })
    }
    // ANCHOR: coeur
}

async fn essayer() {
    let machine = Machine { numero: 4 };
    let ticket = machine.demarrer();
    // ANCHOR_END: coeur
    ticket.await.expect("cette machine ne panique pas");
    // ANCHOR: coeur
    println!("machine {} : à l'arrêt", machine.numero);
}
// ANCHOR_END: coeur

#[tokio::main]
async fn main() {
    essayer().await;
}
