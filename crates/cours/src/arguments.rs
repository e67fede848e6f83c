//! The command line, and what is wrong with it, in French: clap speaks English only.

use std::net::IpAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory as _, FromArgMatches as _, Parser};
use cours::{Code, Origin, exercises};

const HELP: &str = "{about}\n\nUtilisation : {usage}\n\n{all-args}";
/// The exit code of a command line that cannot be read, as clap has it.
const MISUSED: u8 = 2;

/// Construit le cours, le sert sur cette machine et exécute ses programmes.
#[derive(Debug, Parser)]
#[command(
    name = "cours",
    bin_name = "cargo run --",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub(crate) struct Arguments {
    /// Port sur lequel le cours s'ouvre.
    #[arg(long, value_name = "PORT", default_value_t = 3000, hide_default_value = true)]
    pub(crate) port: u16,

    /// Ouvre le cours dans le navigateur.
    #[arg(long)]
    pub(crate) ouvrir: bool,

    /// Ouvre le cours à une salle, par le réseau, avec un code d'accès (Linux seulement).
    #[arg(long)]
    pub(crate) classe: bool,

    /// Avec --classe : code d'accès, au lieu d'un code tiré au hasard.
    #[arg(long, value_name = "CODE", requires = "classe")]
    pub(crate) code: Option<Code>,

    /// Avec --classe : adresse de cette machine à laquelle écouter, au lieu de toutes.
    #[arg(long, value_name = "IP", requires = "classe")]
    pub(crate) adresse: Option<IpAddr>,

    /// Avec --classe, derrière un mandataire (nginx) : adresse du site que les lecteurs ouvrent.
    #[arg(long, value_name = "URL", requires = "classe")]
    pub(crate) site: Option<Origin>,

    /// Avec --classe, derrière un mandataire : son adresse, dont l'en-tête X-Forwarded-For est cru.
    #[arg(long, value_name = "IP", requires = "classe")]
    pub(crate) mandataire: Option<IpAddr>,

    /// Dossier du livre, celui de book.toml.
    #[arg(long, value_name = "DOSSIER", global = true)]
    pub(crate) livre: Option<PathBuf>,

    /// Affiche cette aide.
    #[arg(short = 'h', long = "aide", alias = "help", global = true, action = clap::ArgAction::Help)]
    aide: Option<bool>,

    /// Affiche la version.
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,

    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

/// Something else than serving.
#[derive(Debug, clap::Subcommand)]
pub(crate) enum Command {
    /// Fait les exercices dans le terminal, avec votre éditeur.
    Exercices {
        #[command(subcommand)]
        command: Option<exercises::Command>,
    },
    /// Écrit le livre en EPUB, pour une liseuse.
    Epub {
        /// Où l'écrire.
        #[arg(
            value_name = "FICHIER",
            default_value = "asynchrone.epub",
            hide_default_value = true
        )]
        fichier: PathBuf,
    },
    /// Écrit le livre en PDF, s'il y a ici un Chromium ou un Chrome qui l'imprime.
    Pdf {
        /// Où l'écrire.
        #[arg(value_name = "FICHIER", default_value = "asynchrone.pdf", hide_default_value = true)]
        fichier: PathBuf,
    },
    /// Vérifie ce qui a changé des programmes du livre.
    Verifier {
        /// Un chapitre, par le début de son nom (ch04), ou un listing. Tout le livre, sinon.
        #[arg(value_name = "CIBLE")]
        cibles: Vec<String>,

        /// Recommence à chaque changement.
        #[arg(long)]
        surveiller: bool,

        /// Écrit dans sortie.txt ce que les programmes ont affiché, après l'avoir montré.
        #[arg(long)]
        accepter: bool,

        /// Rejoue aussi ce qui a réussi et n'a pas changé.
        #[arg(long)]
        tout: bool,
    },
}

impl Arguments {
    /// Reads the command line, or says what is wrong with it; the exit code is then to be returned.
    pub(crate) fn read() -> Result<Self, ExitCode> {
        let matches = french(Self::command()).try_get_matches();
        matches.and_then(|matches| Self::from_arg_matches(&matches)).map_err(|error| {
            match error.kind() {
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                    // clap puts the colon itself.
                    let mut help = error.render().to_string();
                    for heading in ["Arguments", "Commandes", "Options"] {
                        help = help.replace(&format!("{heading}:\n"), &format!("{heading} :\n"));
                    }
                    print!("{help}");
                    ExitCode::SUCCESS
                }
                _ => {
                    eprintln!("{}\nAide : cargo run -- --aide", refusal(&error));
                    ExitCode::from(MISUSED)
                }
            }
        })
    }
}

/// The headings of the help, here and in every subcommand.
fn french(command: clap::Command) -> clap::Command {
    command
        .help_template(HELP)
        .subcommand_help_heading("Commandes")
        .subcommand_value_name("COMMANDE")
        .mut_subcommands(french)
}

/// What is wrong with the command line.
fn refusal(error: &clap::Error) -> String {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) if kind == ContextKind::ValidValue => texts.join(", "),
        // The best comes last.
        Some(ContextValue::Strings(texts)) => texts.last().cloned().unwrap_or_default(),
        _ => String::new(),
    };
    let argument = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue);
    let meant = |kind| match said(kind) {
        near if near.is_empty() => String::new(),
        near => format!(" Vouliez-vous dire « {near} » ?"),
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => format!(
            "La commande « {} » n'existe pas.{}",
            said(ContextKind::InvalidSubcommand),
            meant(ContextKind::SuggestedSubcommand)
        ),
        ErrorKind::UnknownArgument => {
            format!("« {argument} » n'est pas attendu ici.{}", meant(ContextKind::SuggestedArg))
        }
        ErrorKind::MissingRequiredArgument => format!("Il manque {argument}."),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!("Il manque la valeur de {argument}.")
        }
        ErrorKind::InvalidValue => format!(
            "« {value} » ne convient pas à {argument}. Choisissez parmi : {}.",
            said(ContextKind::ValidValue)
        ),
        ErrorKind::ValueValidation => format!("« {value} » ne convient pas à {argument}."),
        _ => "Cette ligne de commande ne se lit pas.".to_owned(),
    }
}
