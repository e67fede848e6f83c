// ANCHOR: coeur
use std::time::Duration;

enum Linge {
    Piece { grammes: u32 },
    Sac(Vec<Linge>),
}

/// Le poids total, sacs dans les sacs compris.
async fn peser(linge: Linge) -> u32 {
    match linge {
        Linge::Piece { grammes } => {
            pause(Duration::from_millis(100)).await;
            grammes
        }
        Linge::Sac(contenu) => {
            let mut total = 0;
            for linge in contenu {
                total += peser(linge).await;
            }
            total
        }
    }
}

fn grand_sac() -> Linge {
    let petit_sac = Linge::Sac(vec![Linge::Piece { grammes: 50 }, Linge::Piece { grammes: 70 }]);
    Linge::Sac(vec![Linge::Piece { grammes: 300 }, petit_sac])
}
// ANCHOR_END: coeur

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    let pesee = async_std::task::spawn(peser(grand_sac()));
    println!("{} grammes", pesee.await);
}
