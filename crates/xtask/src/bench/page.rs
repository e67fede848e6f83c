//! What a page weighs beside the same text in stock mdBook, and what Lighthouse says of it.
//!
//! Both are served by the same server, compressed as GitHub Pages does, and visited in turn for the
//! first time by Debian's Chromium, slowed down four times as Lighthouse does for a telephone. Nothing
//! is said of the absolute figures: only of ratios of medians. Lighthouse simulates a telephone and
//! its slow network, whatever the machine; it still wants one that does nothing else.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

/// What is measured, and how often.
#[derive(Clone, Debug, clap::Args)]
pub(crate) struct Options {
    /// Nombre de visites de chaque page.
    #[arg(long, default_value_t = 9, value_parser = clap::value_parser!(u32).range(1..))]
    fois: u32,
    /// Pages à mesurer, sans leur dossier.
    #[arg(default_values_t = ["introduction.html", "ch04-attendre-ensemble.html"].map(str::to_owned))]
    pages: Vec<String>,
}

/// The output of tests/browser/bench/page.js.
#[derive(Deserialize)]
struct Measured {
    page: String,
    visits: Pair<Vec<Visit>>,
    audits: Pair<Audit>,
}

#[derive(Deserialize)]
struct Pair<T> {
    ours: T,
    stock: T,
}

#[derive(Deserialize)]
struct Visit {
    /// Transferred, with headers.
    bytes: f64,
    /// Milliseconds of the main thread.
    script: f64,
    /// Sum of the scores of the layout shifts.
    shifted: f64,
}

#[derive(Deserialize)]
struct Audit {
    /// Performance, accessibility, best practices, SEO; of 100.
    scores: [u32; 4],
    /// Milliseconds until text shows.
    shown: f64,
    faults: Vec<String>,
}

pub(crate) fn measure(options: &Options) -> Result<()> {
    let root = crate::root();
    let browser = root.join("tests/browser");
    if !browser.join("node_modules/lighthouse").exists() {
        bail!(
            "Cette mesure demande Node et Chromium ; lancez d'abord `npm ci --prefix tests/browser`."
        );
    }
    let files = root.join("target/bench/page");
    let published = crate::sites::published(&root, &files.join("published"));
    let stock = crate::sites::stock(&root, &files.join("stock"));
    println!("{:<30} {:>10} {:>10} {:>8}  but", "", "cours", "mdBook", "rapport");
    for one in measured(&browser, &published, &stock, options)? {
        report(&one);
    }
    Ok(())
}

fn measured(browser: &Path, ours: &Path, stock: &Path, options: &Options) -> Result<Vec<Measured>> {
    let output = Command::new("node")
        .arg("bench/page.js")
        .args([ours, stock])
        .arg(options.fois.to_string())
        .args(&options.pages)
        .current_dir(browser)
        .stderr(Stdio::inherit())
        .output()
        .context("node ne se lance pas")?;
    if !output.status.success() {
        bail!("bench/page.js s'est arrêté : {}", output.status);
    }
    serde_json::from_slice(&output.stdout).context("bench/page.js n'a pas écrit de mesures")
}

fn report(one: &Measured) {
    println!("\n{}", one.page);
    let line = |what: &str, of: fn(&Visit) -> f64, unit: f64, goal: &str| {
        let middle = |visits: &[Visit]| {
            let mut values: Vec<f64> = visits.iter().map(of).collect();
            values.sort_by(f64::total_cmp);
            values[values.len() / 2] / unit
        };
        let (ours, stock) = (middle(&one.visits.ours), middle(&one.visits.stock));
        println!("{what:<30} {ours:>10.1} {stock:>10.1} {:>8.2}  ≤ {goal}", ours / stock);
    };
    line("transféré (Kio)", |it| it.bytes, 1024.0, "1,25");
    line("scripts (ms)", |it| it.script, 1.0, "1,1");
    let most = |visits: &[Visit]| visits.iter().map(|it| it.shifted).fold(0.0, f64::max);
    let (ours, stock) = (most(&one.visits.ours), most(&one.visits.stock));
    println!("{:<30} {ours:>10.3} {stock:>10.3}", "déplacements, au plus");
    let (ours, stock) = (one.audits.ours.shown, one.audits.stock.shown);
    println!("{:<30} {ours:>10.0} {stock:>10.0} {:>8.2}", "texte affiché après (ms)", ours / stock);
    let names = ["performance", "accessibilité", "bonnes pratiques", "référencement"];
    for (at, name) in names.into_iter().enumerate() {
        let (ours, stock) = (one.audits.ours.scores[at], one.audits.stock.scores[at]);
        println!("{:<30} {ours:>10} {stock:>10} {:>8}  ≥ 98", format!("Lighthouse, {name}"), "");
    }
    for fault in &one.audits.ours.faults {
        println!("  reproche : {fault}");
    }
}
