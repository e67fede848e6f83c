//! What a program may be linked with: the built dependencies of one cargo package.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::{fmt, fs, io};

use cargo_metadata::{Artifact, DependencyKind, Message, Metadata, NodeDep, PackageId};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, BufReader};
use tokio::process::Command;
use tokio::sync::Mutex;

use crate::End;
use crate::process::Session;
use crate::scratch::temporary;

/// The cargo and rustc that build a workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toolchain {
    /// The cargo that started this process, or the one in the path.
    pub cargo: PathBuf,
    /// The compiler itself, not rustup's proxy, which costs time and wants a home.
    pub rustc: PathBuf,
    /// Such as `x86_64-unknown-linux-gnu`.
    pub host: String,
}

impl Toolchain {
    /// Finds the toolchain that cargo uses in `directory`.
    pub async fn find(directory: &Path) -> Result<Self, BuildError> {
        let cargo = std::env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from);
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| OsString::from("rustc"));
        let mut command = Command::new(&rustc);
        command.args(["--print=sysroot", "--print=host-tuple"]).current_dir(directory);
        let printed = output(command).await?;
        let mut lines = printed.lines();
        let (Some(sysroot), Some(host)) = (lines.next(), lines.next()) else {
            return Err(BuildError::message("rustc does not tell its sysroot"));
        };
        let name = format!("rustc{}", std::env::consts::EXE_SUFFIX);
        Ok(Self { cargo, rustc: Path::new(sysroot).join("bin").join(name), host: host.into() })
    }
}

/// What to build.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct LibrariesRequest {
    /// Where cargo is started: the workspace.
    pub workspace: PathBuf,
    /// Name of the package that programs may use: its direct dependencies, and its library if it
    /// has one.
    pub package: String,
    /// Cargo's target directory. One of its own: two versions of a crate in the same directory
    /// would be ambiguous to rustc.
    pub target_directory: PathBuf,
    /// Whether to build the package's binaries too, and not its dependencies alone (for which the
    /// package then needs a library of its own, be it empty).
    pub executables: bool,
    /// Whether programs may use the package's own library, too.
    pub own_library: bool,
}

/// How far a build is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Packages and binaries that are built.
    pub done: usize,
    /// Of how many.
    pub total: usize,
}

/// A crate that a program may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extern {
    /// In a program: `async_std`.
    pub name: String,
    /// In the registry: `async-std`.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The rlib, or the dynamic library of a procedural macro.
    pub path: PathBuf,
}

/// Built libraries and binaries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Libraries {
    /// The compiler that built them: another one could not read them.
    pub rustc: PathBuf,
    /// The direct dependencies and the package's own library, in the order of their names.
    pub externs: Vec<Extern>,
    /// For rustc's `-L`: where the libraries' own dependencies are.
    pub search: Vec<String>,
    /// Every library file of this build, dependencies of dependencies included. Their directories
    /// may hold others, of earlier builds.
    pub files: Vec<PathBuf>,
    /// The package's binaries by name.
    pub executables: BTreeMap<String, PathBuf>,
    /// With which the linker keeps to one core.
    pub link_args: &'static [&'static str],
}

impl Libraries {
    /// The standard library alone.
    pub const fn none(rustc: PathBuf) -> Self {
        Self {
            rustc,
            externs: Vec::new(),
            search: Vec::new(),
            files: Vec::new(),
            executables: BTreeMap::new(),
            link_args: &[],
        }
    }

    /// Links every file into this directory, which must exist, on the same file system: for rustdoc,
    /// which takes one directory and refuses to choose between two builds of a library (E0464).
    pub fn link_into(&self, directory: &Path) -> io::Result<()> {
        let mut named = self.files.iter().filter_map(|file| Some((file, file.file_name()?)));
        named.try_for_each(|(file, name)| fs::hard_link(file, directory.join(name)))
    }
}

/// Why a build failed.
#[derive(Clone, Debug)]
pub struct BuildError {
    /// What cargo printed.
    pub message: String,
    /// Set when all dependencies were built and only the package itself was not: programs can
    /// still be compiled against them.
    pub libraries: Option<Box<Libraries>>,
}

impl BuildError {
    fn message(message: impl Into<String>) -> Self {
        Self { message: message.into(), libraries: None }
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message.trim_end())
    }
}

impl std::error::Error for BuildError {}

/// Builds a package with cargo, and tells `progress` how far it is. Dropping the future kills cargo
/// and all that it started. Nothing is kept here from one call to the next: cargo is the cache.
pub async fn build_libraries(
    toolchain: &Toolchain,
    request: &LibrariesRequest,
    mut progress: impl FnMut(Progress) + Send,
) -> Result<Libraries, BuildError> {
    let metadata = metadata(toolchain, request).await?;
    let plan = Plan::new(&metadata, request)?;
    let mut built = Built::default();
    progress(built.progress(&plan));

    let mut command = Command::new(&toolchain.cargo);
    command
        .current_dir(&request.workspace)
        .args(["build", "--quiet", "--message-format=json-render-diagnostics"])
        .args(["--package", &request.package])
        .args((!request.executables).then_some("--lib"))
        .arg("--target-dir")
        .arg(&request.target_directory)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut session = Session::trusted(command).map_err(|error| cargo_missing(&error))?;
    let (stdout, stderr) = (session.take_stdout(), session.take_stderr());

    let messages = async {
        let Some(stdout) = stdout else { return };
        let mut lines = BufReader::new(stdout).lines();
        while let Ok(Some(line)) = lines.next_line().await {
            match serde_json::from_str(&line) {
                Ok(Message::CompilerArtifact(artifact)) => {
                    built.add(artifact);
                    progress(built.progress(&plan));
                }
                Ok(Message::BuildScriptExecuted(script)) => {
                    built.linked.extend(script.linked_paths.into_iter().map(Into::into));
                }
                _ => {}
            }
        }
    };
    let errors = async {
        let mut text = Vec::new();
        if let Some(mut stderr) = stderr {
            // What could be read is told.
            let _ = stderr.read_to_end(&mut text).await;
        }
        String::from_utf8_lossy(&text).into_owned()
    };
    let ((), printed, link_args) = tokio::join!(messages, errors, link_args(&toolchain.rustc));
    let succeeded = session.wait().await == End::Success;
    let libraries = built.libraries(&plan, &toolchain.rustc, link_args);
    match libraries {
        Some(libraries) if succeeded => Ok(libraries),
        None if succeeded => Err(BuildError::message("cargo did not build every dependency")),
        libraries => Err(BuildError { message: printed, libraries: libraries.map(Box::new) }),
    }
}

/// What makes this rustc's linker keep to one core: rust-lld takes all of them, which gains nothing
/// in a program alone, and two rustc at once on two cores took 29.8 ms a hello world and 94 ms a
/// tokio program in the place of 27.2 and 89.6. Other linkers refuse it, which an attempt shows.
/// One attempt a rustc: this is called after each change of the package.
async fn link_args(rustc: &Path) -> &'static [&'static str] {
    const ONE_CORE: &[&str] = &["-Clink-arg=-Wl,--threads=1"];
    static TRIED: Mutex<Option<(PathBuf, &[&str])>> = Mutex::const_new(None);
    let mut tried = TRIED.lock().await;
    if let Some((_, args)) = tried.as_ref().filter(|(with, _)| with == rustc) {
        return args;
    }
    let linked = async {
        let directory = temporary(&std::env::temp_dir()).ok()?;
        let source = directory.path().join("main.rs");
        fs::write(&source, "fn main() {}").ok()?;
        let mut command = Command::new(rustc);
        command.arg(source).args(ONE_CORE).current_dir(directory.path());
        output(command).await.ok()
    };
    let args = if linked.await.is_some() { ONE_CORE } else { &[] };
    *tried = Some((rustc.to_owned(), args));
    args
}

async fn metadata(
    toolchain: &Toolchain,
    request: &LibrariesRequest,
) -> Result<Metadata, BuildError> {
    let mut command = Command::new(&toolchain.cargo);
    command.current_dir(&request.workspace).args([
        "metadata",
        "--quiet",
        "--format-version=1",
        "--filter-platform",
        &toolchain.host,
    ]);
    serde_json::from_str(&output(command).await?)
        .map_err(|error| BuildError::message(format!("cargo metadata: {error}")))
}

/// What a command prints; its stderr when it fails.
async fn output(mut command: Command) -> Result<String, BuildError> {
    command.stdin(Stdio::null()).kill_on_drop(true);
    let output = command.output().await.map_err(|error| cargo_missing(&error))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        Err(BuildError::message(text(&output.stderr)))
    }
}

fn cargo_missing(error: &std::io::Error) -> BuildError {
    BuildError::message(format!("cargo or rustc cannot be started: {error}"))
}

/// What cargo is about to build, from its metadata.
#[derive(Debug)]
struct Plan {
    /// What programs may name, without the paths.
    externs: Vec<(PackageId, Extern)>,
    /// Every package of which the build may compile a library.
    closure: HashSet<PackageId>,
    package: PackageId,
    binaries: usize,
}

impl Plan {
    fn new(metadata: &Metadata, request: &LibrariesRequest) -> Result<Self, BuildError> {
        let name = &request.package;
        let missing = || BuildError::message(format!("no package {name} in the workspace"));
        let package = metadata
            .workspace_packages()
            .into_iter()
            .find(|candidate| candidate.name.as_str() == name)
            .ok_or_else(missing)?;
        let nodes: HashMap<_, _> = metadata
            .resolve
            .iter()
            .flat_map(|resolve| &resolve.nodes)
            .map(|node| (&node.id, node))
            .collect();
        let packages: HashMap<_, _> =
            metadata.packages.iter().map(|package| (&package.id, package)).collect();

        let mut closure = HashSet::new();
        let mut queue = vec![&package.id];
        while let Some(node) = queue.pop().and_then(|id| nodes.get(id)) {
            // Development dependencies are for tests, which are not built here.
            let deps = node
                .deps
                .iter()
                .filter(|dep| is(dep, DependencyKind::Normal) || is(dep, DependencyKind::Build));
            for dep in deps {
                if closure.insert(dep.pkg.clone()) {
                    queue.push(&dep.pkg);
                }
            }
        }

        let direct = nodes.get(&package.id).map_or(&[][..], |node| &node.deps);
        let mut externs: Vec<_> = direct
            .iter()
            .filter(|dep| is(dep, DependencyKind::Normal))
            .filter_map(|dep| {
                let found = packages.get(&dep.pkg)?;
                let library = Extern {
                    name: dep.name.clone(),
                    package: found.name.to_string(),
                    version: found.version.to_string(),
                    path: PathBuf::new(),
                };
                Some((dep.pkg.clone(), library))
            })
            .collect();
        let own =
            package.targets.iter().find(|it| it.is_lib() || it.is_rlib() || it.is_proc_macro());
        if let (true, Some(own)) = (request.own_library, own) {
            closure.insert(package.id.clone());
            let library = Extern {
                name: own.name.replace('-', "_"),
                package: package.name.to_string(),
                version: package.version.to_string(),
                path: PathBuf::new(),
            };
            externs.push((package.id.clone(), library));
        }
        let binaries = package.targets.iter().filter(|target| target.is_bin());
        let binaries = if request.executables { binaries.count() } else { 0 };
        Ok(Self { externs, closure, package: package.id.clone(), binaries })
    }
}

fn is(dep: &NodeDep, kind: DependencyKind) -> bool {
    dep.dep_kinds.iter().any(|info| info.kind == kind)
}

/// What cargo has built so far.
#[derive(Debug, Default)]
struct Built {
    artifacts: Vec<Artifact>,
    packages: HashSet<PackageId>,
    linked: BTreeSet<String>,
}

impl Built {
    fn add(&mut self, artifact: Artifact) {
        if library_file(&artifact).is_some() {
            self.packages.insert(artifact.package_id.clone());
        }
        self.artifacts.push(artifact);
    }

    fn progress(&self, plan: &Plan) -> Progress {
        let libraries = plan.closure.intersection(&self.packages).count();
        let done = libraries + self.executables(plan).count();
        Progress { done, total: plan.closure.len() + plan.binaries }
    }

    fn executables<'a>(
        &'a self,
        plan: &'a Plan,
    ) -> impl Iterator<Item = (String, PathBuf)> + use<'a> {
        self.artifacts.iter().filter(|artifact| artifact.package_id == plan.package).filter_map(
            |artifact| {
                let path = artifact.executable.as_ref()?;
                Some((artifact.target.name.clone(), path.into()))
            },
        )
    }

    fn libraries(
        &self,
        plan: &Plan,
        rustc: &Path,
        link_args: &'static [&'static str],
    ) -> Option<Libraries> {
        let mut externs = Vec::new();
        for (id, library) in &plan.externs {
            externs.push(Extern { path: self.library_of(id)?, ..library.clone() });
        }
        externs.sort_by(|one, other| one.name.cmp(&other.name));
        let files: Vec<_> = self.artifacts.iter().filter_map(library_file).collect();
        let directories: BTreeSet<_> = files
            .iter()
            .filter_map(|file| Some(format!("dependency={}", file.parent()?.display())))
            .collect();
        let search = directories.into_iter().chain(self.linked.iter().cloned()).collect();
        let executables = self.executables(plan).collect();
        Some(Libraries { rustc: rustc.into(), externs, search, files, executables, link_args })
    }

    /// A package may be built twice, for build scripts with fewer features and for programs: the
    /// richer one is the programs'.
    fn library_of(&self, id: &PackageId) -> Option<PathBuf> {
        self.artifacts
            .iter()
            .filter(|artifact| artifact.package_id == *id)
            .filter_map(|artifact| Some((artifact.features.len(), library_file(artifact)?)))
            .max_by_key(|(features, _)| *features)
            .map(|(_, file)| file)
    }
}

/// What rustc's `--extern` takes of an artifact, if it is a library.
fn library_file(artifact: &Artifact) -> Option<PathBuf> {
    let dynamic = artifact.target.is_proc_macro();
    if !dynamic && !artifact.target.is_lib() && !artifact.target.is_rlib() {
        return None;
    }
    artifact
        .filenames
        .iter()
        .find(|file| {
            let extension = file.extension().unwrap_or_default();
            if dynamic { extension == std::env::consts::DLL_EXTENSION } else { extension == "rlib" }
        })
        .map(Into::into)
}
