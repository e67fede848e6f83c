use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::time::Duration;

// ANCHOR: coeur
struct Cuisson {
    pain: String,
    duree: Duration,
}

impl Cuisson {
    fn de(pain: &str) -> Self {
        Self { pain: pain.to_string(), duree: Duration::from_millis(200) }
    }

    fn pendant(mut self, duree: Duration) -> Self {
        self.duree = duree;
        self
    }
}

impl IntoFuture for Cuisson {
    type Output = String;
    type IntoFuture = Pin<Box<dyn Future<Output = String> + Send>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(async move {
            println!("{} : au four", self.pain);
            // ANCHOR_END: coeur
            smol::Timer::after(self.duree).await;
            // ANCHOR: coeur
            format!("{} : c'est cuit", self.pain)
        })
    }
}

async fn fournil() {
    let reglage = Cuisson::de("brioche").pendant(Duration::from_millis(500));
    println!("Four réglé, rien ne cuit encore");
    println!("{}", reglage.await); // `Cuisson` n'est pas une future : elle en devient une ici
    println!("{}", Cuisson::de("baguette").await);
}
// ANCHOR_END: coeur

fn main() {
    smol::block_on(fournil());
}
