// ANCHOR: coeur
async fn prevenir(client: &str) -> usize {
    println!("Message envoyé à {client}");
    client.len()
}

/// La fin du nom d'un type : le début dépend du projet où il est compilé.
fn nom_court<T>(_valeur: &T) -> String {
    let mut segments: Vec<&str> = std::any::type_name::<T>().rsplit("::").take(2).collect();
    segments.reverse();
    segments.join("::")
}

async fn experience() {
    println!("Avant l'appel");
    let message = prevenir("Mme Durand");
    println!("Après l'appel : une valeur de type {}", nom_court(&message));
    drop(message);
    println!("La valeur est libérée");
}
// ANCHOR_END: coeur

fn main() {
    smol::block_on(experience());
}
