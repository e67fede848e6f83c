//! Names this version of the verification: what another version accepted proves nothing.

use std::fs;
use std::io;
use std::path::Path;

use sha2::{Digest as _, Sha256};

fn main() -> io::Result<()> {
    let mut hash = Sha256::new();
    for directory in ["src", "../catalogue/src", "../sandbox/src"] {
        println!("cargo:rerun-if-changed={directory}");
        add(&mut hash, Path::new(directory))?;
    }
    println!("cargo:rustc-env=VERIFY_CODE={:?}", hash.finalize());
    Ok(())
}

fn add(hash: &mut Sha256, path: &Path) -> io::Result<()> {
    if path.is_dir() {
        let mut inside =
            fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
        inside.sort();
        return inside.iter().try_for_each(|path| add(hash, path));
    }
    hash.update(fs::read(path)?);
    Ok(())
}
