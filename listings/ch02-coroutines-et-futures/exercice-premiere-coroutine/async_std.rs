use std::time::Duration;

async fn annoncer(etapes: &[&str], pause: Duration) -> usize {
    // ANCHOR: solution
    //~ // Affichez chaque étape, puis attendez `pause` ; rendez le nombre d'étapes.
    //~ let _ = (etapes, pause);
    //~ 0
    let mut faites = 0;
    for etape in etapes {
        println!("{etape}");
        async_std::task::sleep(pause).await;
        faites += 1;
    }
    faites
    // ANCHOR_END: solution
}

async fn recette() {
    let etapes = ["On pèse la farine", "On pétrit", "On laisse lever"];
    let faites = annoncer(&etapes, Duration::from_millis(300)).await;
    println!("{faites} étapes, la pâte est prête");
}

#[async_std::main]
async fn main() {
    recette().await;
}
