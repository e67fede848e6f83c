/// Sans blocage : votre chronologie est celle de l'exécution
#[test]
fn sans_blocage() {
    assert_eq!(chronologie(), service(false), "à gauche votre chronologie, à droite la vraie");
}

/// Avec blocage : votre chronologie est celle de l'exécution
#[test]
fn avec_blocage() {
    assert_eq!(
        chronologie_bloquante(),
        service(true),
        "à gauche votre chronologie, à droite la vraie"
    );
}
