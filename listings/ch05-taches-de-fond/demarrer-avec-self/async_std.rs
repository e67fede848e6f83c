// ANCHOR: coeur
struct Machine {
    numero: u32,
}

impl Machine {
    async fn tourner(&self) {
        println!("machine {} : en route", self.numero);
    }
    // ANCHOR_END: coeur

    fn demarrer(&self) -> async_std::task::JoinHandle<()> {
        async_std::task::spawn(async move { self.tourner().await })
    }
    // ANCHOR: coeur
}

async fn essayer() {
    let machine = Machine { numero: 4 };
    let ticket = machine.demarrer();
    // ANCHOR_END: coeur
    ticket.await;
    // ANCHOR: coeur
    println!("machine {} : à l'arrêt", machine.numero);
}
// ANCHOR_END: coeur

#[async_std::main]
async fn main() {
    essayer().await;
}
