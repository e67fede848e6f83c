use std::cell::Cell;
use std::time::Duration;

/// Encaisse `montant` quand la banque a répondu, après `millis` ms, et rend le contenu de la cagnotte.
async fn donner(cagnotte: &Cell<u64>, montant: u64, millis: u64) -> u64 {
    // ANCHOR: solution
    //~ let avant = cagnotte.get();
    //~ pause(Duration::from_millis(millis)).await; // la banque valide le don
    //~ cagnotte.set(avant + montant);
    //~ avant + montant
    pause(Duration::from_millis(millis)).await; // la banque valide le don
    let apres = cagnotte.get() + montant; // lue après l'attente, écrite sans attendre
    cagnotte.set(apres);
    apres
    // ANCHOR_END: solution
}

async fn pause(duree: Duration) {
    async_std::task::sleep(duree).await;
}

#[async_std::main]
async fn main() {
    let cagnotte = Cell::new(100);
    let dons = futures::join!(donner(&cagnotte, 20, 400), donner(&cagnotte, 50, 200));
    println!("Après chaque don : {dons:?}");
    println!("Dans la cagnotte : {} euros", cagnotte.get());
}
