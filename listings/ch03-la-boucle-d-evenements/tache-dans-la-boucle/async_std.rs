// ANCHOR: coeur
async fn ouvrir_le_guichet() {
    println!("Le guichet est ouvert");
}
// ANCHOR_END: coeur

fn main() {
    println!("Avant");
    async_std::task::block_on(async {
        let guichet = async_std::task::spawn(ouvrir_le_guichet());
        guichet.await;
    });
}
