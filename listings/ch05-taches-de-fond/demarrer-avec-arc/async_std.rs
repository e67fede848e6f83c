// ANCHOR: coeur
use std::sync::Arc;

struct Machine {
    numero: u32,
}

impl Machine {
    async fn tourner(&self) {
        println!("machine {} : en route", self.numero);
    }
    // ANCHOR_END: coeur

    /// La tâche emporte sa propre copie de l'`Arc`.
    fn demarrer(self: &Arc<Self>) -> async_std::task::JoinHandle<()> {
        let machine = Arc::clone(self);
        async_std::task::spawn(async move { machine.tourner().await })
    }
    // ANCHOR: coeur
}

async fn essayer() {
    let machine = Arc::new(Machine { numero: 4 });
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
