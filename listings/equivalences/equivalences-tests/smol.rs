// ANCHOR: coeur
async fn double(n: u32) -> u32 {
    2 * n
}

async fn annoncer() {
    println!("Le double de 21 est {}", double(21).await);
}
// ANCHOR_END: coeur

// `cargo test` l'exécute ; `cargo run` l'ignore.
#[test]
fn le_double_de_21_est_42() {
    smol::block_on(async { assert_eq!(double(21).await, 42) });
}

fn main() {
    smol::block_on(annoncer());
}
