use std::cell::RefCell;
use std::time::Duration;

#[derive(Default)]
struct Journal(RefCell<Vec<String>>);

impl Journal {
    fn noter(&self, ligne: String) {
        self.0.borrow_mut().push(ligne);
    }
}

async fn cuire(journal: &Journal, pain: &str) {
    journal.noter(format!("{pain} au four"));
    async_std::task::sleep(Duration::from_millis(100)).await;
    journal.noter(format!("{pain} hors du four"));
}

async fn service(journal: &Journal) {
    let seigle = cuire(journal, "seigle");
    let levain = cuire(journal, "levain");
    journal.noter("le client entre".to_string());
    levain.await;
    journal.noter("le client paie".to_string());
    drop(seigle);
    cuire(journal, "brioche").await;
}

/// Ce que `service` écrit dans son journal, ligne par ligne.
fn prediction() -> Vec<&'static str> {
    // ANCHOR: solution
    //~ // Écrivez les lignes dans l'ordre.
    //~ vec!["le client entre", "…"]
    vec![
        "le client entre",
        "levain au four",
        "levain hors du four",
        "le client paie",
        "brioche au four",
        "brioche hors du four",
    ]
    // ANCHOR_END: solution
}

/// Note l'arrivée du client, puis cuit les pains du dernier au premier, l'un après l'autre.
async fn service_a_rebours(journal: &Journal, pains: &[&str]) {
    // ANCHOR: solution
    //~ // Les cuissons sont créées avant que le client entre : il reste à les attendre.
    //~ let cuissons: Vec<_> = pains.iter().map(|pain| cuire(journal, pain)).collect();
    //~ journal.noter("le client entre".to_string());
    //~ drop(cuissons);
    let cuissons: Vec<_> = pains.iter().map(|pain| cuire(journal, pain)).collect();
    journal.noter("le client entre".to_string());
    for cuisson in cuissons.into_iter().rev() {
        cuisson.await;
    }
    // ANCHOR_END: solution
}

async fn journee() {
    let journal = Journal::default();
    service(&journal).await;
    let juste = *journal.0.borrow() == prediction();
    println!("Prédiction juste : {}", if juste { "oui" } else { "non" });
    let journal = Journal::default();
    service_a_rebours(&journal, &["pain", "flûte"]).await;
    println!("{}", journal.0.borrow().join("\n"));
}

#[async_std::main]
async fn main() {
    journee().await;
}
