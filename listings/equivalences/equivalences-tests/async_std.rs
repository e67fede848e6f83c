// ANCHOR: coeur
async fn double(n: u32) -> u32 {
    2 * n
}

async fn annoncer() {
    println!("Le double de 21 est {}", double(21).await);
}
// ANCHOR_END: coeur

// `cargo test` l'exécute ; `cargo run` l'ignore.
#[async_std::test]
async fn le_double_de_21_est_42() {
    assert_eq!(double(21).await, 42);
}

#[async_std::main]
async fn main() {
    annoncer().await;
}
