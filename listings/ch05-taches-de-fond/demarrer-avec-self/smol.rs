// ANCHOR: coeur
struct Machine {
    numero: u32,
}

impl Machine {
    async fn tourner(&self) {
        println!("machine {} : en route", self.numero);
    }
    // ANCHOR_END: coeur

    fn demarrer(&self) -> smol::Task<()> {
        smol::spawn(async move { self.tourner().await })
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

fn main() {
    smol::block_on(essayer())
}
