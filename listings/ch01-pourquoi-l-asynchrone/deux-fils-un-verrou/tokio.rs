// ANCHOR: coeur
use std::sync::Mutex;
use std::thread;

fn main() {
    let restants = Mutex::new(10);
    let vendre = |billets: u32| {
        let mut restants = restants.lock().expect("aucune caisse n'a paniqué");
        *restants -= billets; // une seule caisse à la fois passe par ici
    };
    thread::scope(|caisses| {
        caisses.spawn(|| vendre(4));
        caisses.spawn(|| vendre(3));
    });
    println!("Il reste {} billets", restants.lock().expect("aucune caisse n'a paniqué"));
}
// ANCHOR_END: coeur
