/// Un travail à faire plusieurs fois, et ce que l'on sait de lui.
struct Charge {
    nom: &'static str,
    a_la_fois: u32,
    attente_ms: u64,
    calcul_ms: u64,
    douteux: bool, // du code d'autrui, qui peut planter ou lire ce qu'il ne doit pas
}

#[derive(Debug, PartialEq)]
enum Moyen {
    Sequentiel,
    Asynchrone,
    Fils,
    Processus,
}

/// Le moyen qui convient à cette charge.
fn convient(charge: &Charge) -> Moyen {
    // ANCHOR: solution
    //~ // À vous : l'asynchrone n'est pas la réponse à tout.
    //~ let _ = (charge.a_la_fois, charge.attente_ms, charge.calcul_ms, charge.douteux);
    //~ let _ = [Moyen::Sequentiel, Moyen::Fils, Moyen::Processus];
    //~ Moyen::Asynchrone
    if charge.douteux {
        Moyen::Processus // seule la mémoire isolée protège du code d'autrui
    } else if charge.a_la_fois < 2 {
        Moyen::Sequentiel // rien à recouvrir
    } else if charge.attente_ms > charge.calcul_ms {
        Moyen::Asynchrone
    } else {
        Moyen::Fils // un calcul veut un cœur
    }
    // ANCHOR_END: solution
}

#[rustfmt::skip] // un tableau se lit en colonnes
const CHARGES: [Charge; 4] = [
    Charge { nom: "lire un réglage", a_la_fois: 1, attente_ms: 5, calcul_ms: 1, douteux: false },
    Charge { nom: "vendre des billets", a_la_fois: 500, attente_ms: 2_000, calcul_ms: 1, douteux: false },
    Charge { nom: "réduire des photos", a_la_fois: 80, attente_ms: 10, calcul_ms: 300, douteux: false },
    Charge { nom: "lancer les extensions", a_la_fois: 3, attente_ms: 100, calcul_ms: 50, douteux: true },
];

fn main() {
    for charge in &CHARGES {
        println!("{} : {:?}", charge.nom, convient(charge));
    }
}
