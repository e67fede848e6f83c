use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

fn textes(motifs: &[&str]) -> Vec<String> {
    motifs.iter().map(ToString::to_string).collect()
}

/// Une réussite au premier essai : aucune relance
#[test]
fn reussite_immediate() {
    let bilan = block_on(superviser(|essai| async move { Ok(format!("essai {essai}")) }, 3));
    let attendu = Bilan { resultat: Some("essai 0".into()), relances: 0, motifs: Vec::new() };
    assert_eq!(bilan, attendu, "à gauche votre bilan");
}

/// Deux erreurs, puis une réussite : deux relances, deux motifs
#[test]
fn deux_erreurs() {
    let ouvrier = |essai| async move {
        if essai < 2 { Err(format!("panne {essai}")) } else { Ok("enfin".to_string()) }
    };
    let bilan = block_on(superviser(ouvrier, 9));
    let motifs = textes(&["panne 0", "panne 1"]);
    let attendu = Bilan { resultat: Some("enfin".into()), relances: 2, motifs };
    assert_eq!(bilan, attendu, "à gauche votre bilan");
}

/// Une panique est un échec comme un autre, et le superviseur y survit
#[test]
fn une_panique() {
    let ouvrier = |essai| async move {
        assert!(essai > 0, "fumée au tambour {}", essai + 6);
        Ok("sauvé".to_string())
    };
    let bilan = block_on(superviser(ouvrier, 1));
    let motifs = textes(&["fumée au tambour 6"]);
    let attendu = Bilan { resultat: Some("sauvé".into()), relances: 1, motifs };
    assert_eq!(bilan, attendu, "à gauche votre bilan");
}

/// Les relances sont comptées : au-delà, le superviseur renonce
#[test]
fn renoncer() {
    let essais = Arc::new(AtomicU32::new(0));
    let ouvrier = |essai| {
        let essais = Arc::clone(&essais);
        async move {
            essais.fetch_add(1, Ordering::SeqCst);
            Err(format!("panne {essai}"))
        }
    };
    let bilan = block_on(superviser(ouvrier, 2));
    let motifs = textes(&["panne 0", "panne 1", "panne 2"]);
    assert_eq!(
        bilan,
        Bilan { resultat: None, relances: 2, motifs },
        "à gauche votre bilan ; deux relances au plus, donc trois essais"
    );
    assert_eq!(
        essais.load(Ordering::SeqCst),
        3,
        "à gauche, le nombre d'essais que vous avez faits"
    );
}

/// Sans relance permise, un seul essai
#[test]
fn aucune_relance() {
    let bilan = block_on(superviser(|_| async { Err("non".to_string()) }, 0));
    let attendu = Bilan { resultat: None, relances: 0, motifs: textes(&["non"]) };
    assert_eq!(bilan, attendu, "à gauche votre bilan");
}
