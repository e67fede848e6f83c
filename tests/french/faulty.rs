//! The checkers themselves: small texts with one fault each, which must be found at its line, and
//! their honest twins.

use libtest_mimic::{Failed, Trial};

use crate::texts::Texts;
use crate::{Fault, glossary, grammar, spelling};

/// A text with a fault, where it is found, how it is read, what it says.
type Place = (&'static str, Option<&'static str>, fn(&mut Texts, &str), &'static str);

const GLOSSARY: &str = "\
# Glossaire

## évènement {#evenement}

*event* ; ailleurs, *événement*

Ce qui se produit.

Chapitre 99

## fil d'exécution {#fil-d-execution}

*thread* ; ailleurs, *processus léger*

Une suite d'instructions.

Chapitre 99

## future {#future}

*future*

Une valeur.

Chapitre 99

## interroger {#interroger}

*to poll*

Demander.

Chapitre 99
";

/// A name, a text, and what must be said of it, nothing for an honest one.
type Case = (&'static str, &'static str, Option<&'static str>);

const SYNONYMS: [Case; 8] = [
    (
        "an English word",
        "# Un\n\nDeux threads calculent.\n",
        Some("essai.md:3 : « threads » : dites « fil d'exécution »"),
    ),
    (
        "an old spelling",
        "- Un\n- Un événement arrive.\n",
        Some("essai.md:2 : « événement » : dites « évènement »"),
    ),
    (
        "a verb made French",
        "On polle ou on va poller.\n",
        Some("essai.md:1 : « poller » : dites « interroger »"),
    ),
    (
        "two words",
        "Un\n\nDes processus légers.\n",
        Some("essai.md:3 : « processus légers » : dites « fil d'exécution »"),
    ),
    ("our word", "Le fil attend un évènement, et interroge une future.\n", None),
    ("a word in italics", "Un fil (*thread*).\n", None),
    ("a word in code", "`thread::sleep` dort.\n\n```text\nthread\n```\n", None),
    ("another word", "Du pollen, une threadite.\n", None),
];

const ENTRIES: [(&str, &str, &str, &str); 5] = [
    ("a wrong anchor", "{#evenement}", "{#event}", "`{#evenement}`"),
    (
        "a missing English word",
        "*thread* ; ailleurs, *processus léger*",
        "sans italique",
        "le mot anglais",
    ),
    ("a missing definition", "Une suite d'instructions.\n\nChapitre 99\n", "", "la définition"),
    ("a missing link", "Demander.\n\nChapitre 99", "Demander.\n\nQuelque part", "un lien"),
    (
        "a section that says nothing of it",
        "Une valeur.\n\nChapitre 99",
        "Une valeur.\n\n[Rien](404.md#cette-page-nexiste-pas)",
        "n'emploie ni ce mot",
    ),
];

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    for (name, text, expected) in SYNONYMS {
        trials.push(trial(name, expected, move |texts| {
            texts.prose("essai.md", text, 1);
            Some(glossary::synonyms(&glossary::read(GLOSSARY), &texts.paragraphs))
        }));
    }
    for (name, from, to, expected) in ENTRIES {
        trials.push(trial(name, Some(expected), move |_| {
            Some(glossary::check(&glossary::read(&GLOSSARY.replacen(from, to, 1)), &[]))
        }));
    }
    trials.push(trial("a sound glossary", None, |_| {
        Some(glossary::check(&glossary::read(GLOSSARY), &[]))
    }));
    let introduced = "# Un\n\nUn fil (*thread*) et un verrou (*lock*).\n";
    let missing = Some("src/ch.md:3 : *lock* n'est pas dans le glossaire");
    trials.push(trial("a term without an entry", missing, move |texts| {
        texts.prose("src/ch.md", introduced, 1);
        Some(glossary::check(&glossary::read(GLOSSARY), &texts.paragraphs))
    }));

    let agreement = ("Il y a un fil.\n\nLes fil attend.\n", Some("essai.md:3 : "));
    for (name, (text, expected)) in
        [("a fault of agreement", agreement), ("right agreement", ("Les fils attendent.\n", None))]
    {
        trials.push(trial(name, expected, move |texts| {
            texts.prose("essai.md", text, 1);
            grammar::check(&texts.paragraphs).ok()
        }));
    }

    // Where a text may stand, each time with a word that no dictionary has.
    let toml = "titre = \"Un titre\"\nenonce = \"\"\"\nUne ligne.\n\nUn zorgl attend.\n\"\"\"\n";
    let code = "fn main() {\n    // ANCHOR: a\n    //~ // À vous :\n    //~ // un zorgl.\n    x(\"Un zorgl parle\");\n}\n";
    let places: [Place; 5] = [
        (
            "an unknown word in a chapter",
            Some("essai.md:3 : "),
            |t, s| t.prose("essai.md", s, 1),
            "Un.\n\nDes zorgls.\n",
        ),
        (
            "an unknown word in a manifest",
            Some("a.toml:5 : "),
            |t, s| t.manifest("a.toml", s),
            toml,
        ),
        (
            "an unknown word in a comment",
            Some("a.rs:3 : "),
            |t, s| t.program("a.rs", s, "// "),
            code,
        ),
        (
            "an unknown word in a string",
            Some("a.rs:5 : "),
            |t, s| t.program("a.rs", s, "// "),
            code,
        ),
        (
            "known words",
            None,
            |t, s| t.prose("essai.md", s, 1),
            "Le fil d'Anna attend l'évènement.\n",
        ),
    ];
    for (name, expected, read, text) in places {
        trials.push(trial(name, expected, move |texts| {
            read(texts, text);
            spelling::check(&texts.paragraphs).ok()
        }));
    }
    trials
}

/// A trial of what `find` finds; where its checker is absent, `main` has said so.
fn trial(
    name: &str,
    expected: Option<&'static str>,
    find: impl FnOnce(&mut Texts) -> Option<Vec<Fault>> + Send + 'static,
) -> Trial {
    Trial::test(format!("faulty::{name}"), move || {
        let Some(faults) = find(&mut Texts::default()) else { return Ok(()) };
        let said: Vec<String> = faults.iter().map(Fault::to_string).collect();
        match expected {
            None if said.is_empty() => Ok(()),
            Some(expected) if said.iter().any(|said| said.contains(expected)) => Ok(()),
            _ => Err(Failed::from(format!("expected {expected:?}, found {said:#?}"))),
        }
    })
}
