//! The cargo package that the programs of a book may use, from `[preprocessor.executer]`.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use cargo_metadata::MetadataCommand;
use mdbook_driver::config::Config;
use sandbox::LibrariesRequest;
use serde::{Deserialize, Serialize};

use crate::messages;

/// A package, as cargo knows it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Package {
    pub(super) libraries: LibrariesRequest,
    /// Of programs whose page names none.
    pub(super) edition: String,
    /// Where cargo builds, and therefore nobody keeps anything under version control.
    pub(super) target: PathBuf,
    pub(super) manifest: PathBuf,
}

impl Package {
    /// The package of the book at `root`: that of `manifest`, or of the Cargo.toml beside book.toml.
    pub(super) fn find(root: &Path, config: &Config) -> Result<Self> {
        #[derive(Default, Deserialize)]
        struct Section {
            manifest: Option<PathBuf>,
        }
        let section: Option<Section> = config
            .get("preprocessor.executer")
            .with_context(messages::beside::section_unreadable)?;
        let manifest = section.unwrap_or_default().manifest;
        let manifest = root.join(manifest.unwrap_or_else(|| "Cargo.toml".into()));
        let manifest =
            manifest.canonicalize().with_context(|| messages::beside::no_manifest(&manifest))?;

        let metadata = MetadataCommand::new()
            .manifest_path(&manifest)
            .no_deps()
            .exec()
            .with_context(|| messages::beside::manifest_unreadable(&manifest))?;
        let package = metadata
            .packages
            .iter()
            .find(|package| package.manifest_path.canonicalize().is_ok_and(|it| it == manifest))
            .with_context(|| messages::beside::no_package(&manifest))?;
        let target = metadata.target_directory.into_std_path_buf();
        Ok(Self {
            libraries: LibrariesRequest {
                workspace: metadata.workspace_root.into_std_path_buf(),
                package: package.name.to_string(),
                target_directory: target.join("listings"),
                executables: true,
                own_library: true,
            },
            edition: package.edition.to_string(),
            target,
            manifest,
        })
    }
}
