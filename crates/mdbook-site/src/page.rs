//! What a page says, section by section.

use std::cell::RefCell;
use std::collections::HashSet;
use std::mem;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::{LocalName, local_name};
use serde::Serialize;

/// What stands between two headings.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Section {
    /// Anchor in the page; empty for what comes before the first heading.
    pub(crate) id: String,
    pub(crate) heading: String,
    /// Prose, one block a line.
    pub(crate) text: String,
    /// What the prose has in bold, where it introduces a term; one a line.
    pub(crate) bold: String,
    /// The words of the programs and of what they print, each once: three runtimes repeat a lot.
    pub(crate) code: String,
}

impl Section {
    fn says_something(&self) -> bool {
        !(self.heading.is_empty() && self.text.is_empty() && self.code.is_empty())
    }
}

/// Elements whose text is no part of what the page says.
const SILENT_TAGS: [LocalName; 5] = [
    local_name!("button"),
    local_name!("script"),
    local_name!("style"),
    local_name!("svg"),
    local_name!("template"),
];

/// Classes of the same kind: labels, and what an excerpt must not give away.
const SILENT_CLASSES: [&str; 8] = [
    "answer",
    "chapter-facts",
    "criteria-title",
    "divergence-title",
    "expected-title",
    "marks",
    "solution",
    "variant-title",
];

/// Elements that do not end a line of prose.
const INLINE_TAGS: [LocalName; 12] = [
    local_name!("a"),
    local_name!("abbr"),
    local_name!("b"),
    local_name!("code"),
    local_name!("del"),
    local_name!("em"),
    local_name!("i"),
    local_name!("kbd"),
    local_name!("span"),
    local_name!("strong"),
    local_name!("sub"),
    local_name!("sup"),
];

/// Reads the `main` of a page that mdBook made.
pub(crate) fn sections(html: &str) -> Vec<Section> {
    let main = html.split_once("<main>").and_then(|(_, after)| after.rsplit_once("</main>"));
    let Some((main, _)) = main else { return Vec::new() };
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(main));
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.take().finish()
}

/// The tokenizer only lends its sink.
#[derive(Default)]
struct Reader(RefCell<State>);

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut state = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => state.tag(&tag),
            Token::CharacterTokens(text) => state.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct State {
    done: Vec<Section>,
    section: Section,
    code: HashSet<String>,
    in_heading: bool,
    in_bold: bool,
    in_code: bool,
    /// The silent element being read, and how many of its name are open.
    silent: Option<(LocalName, usize)>,
}

impl State {
    fn tag(&mut self, tag: &Tag) {
        let opens = tag.kind == TagKind::StartTag;
        if let Some((name, depth)) = &mut self.silent {
            if tag.name == *name {
                *depth = if opens { *depth + 1 } else { *depth - 1 };
                if *depth == 0 {
                    self.silent = None;
                }
            }
            return;
        }
        if opens && is_silent(tag) && !tag.self_closing {
            self.silent = Some((tag.name.clone(), 1));
            return;
        }
        match tag.name {
            local_name!("h1") | local_name!("h2") | local_name!("h3") => {
                if let (true, Some(id)) = (opens, attribute(tag, "id")) {
                    let id = id.to_owned();
                    self.next_section();
                    self.section.id = id;
                }
                self.in_heading = opens;
            }
            local_name!("pre") => self.in_code = opens,
            local_name!("strong") | local_name!("b") => {
                self.in_bold = opens;
                end_line(&mut self.section.bold);
            }
            _ => {}
        }
        if !INLINE_TAGS.contains(&tag.name) {
            end_line(&mut self.section.text);
        }
    }

    fn text(&mut self, text: &str) {
        if self.silent.is_some() {
            return;
        }
        if self.in_code {
            for word in text.split(|c: char| !c.is_alphanumeric() && c != '_') {
                if word.len() > 1 && self.code.insert(word.to_owned()) {
                    self.section.code += word;
                    self.section.code.push(' ');
                }
            }
        } else if self.in_heading {
            append(&mut self.section.heading, text);
        } else {
            append(&mut self.section.text, text);
            if self.in_bold {
                append(&mut self.section.bold, text);
            }
        }
    }

    fn next_section(&mut self) {
        let mut ended = mem::take(&mut self.section);
        self.code.clear();
        for text in [&mut ended.heading, &mut ended.text, &mut ended.bold, &mut ended.code] {
            text.truncate(text.trim_end().len());
        }
        if ended.says_something() {
            self.done.push(ended);
        }
    }

    fn finish(mut self) -> Vec<Section> {
        self.next_section();
        self.done
    }
}

fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    tag.attrs.iter().find(|it| &*it.name.local == name).map(|it| &*it.value)
}

fn is_silent(tag: &Tag) -> bool {
    SILENT_TAGS.contains(&tag.name)
        || attribute(tag, "class").is_some_and(|classes| {
            classes.split_whitespace().any(|class| SILENT_CLASSES.contains(&class))
        })
}

/// Adds `text` with each run of ordinary white space made one space. No-break spaces stay.
fn append(to: &mut String, text: &str) {
    for c in text.chars() {
        if !c.is_ascii_whitespace() {
            to.push(c);
        } else if !to.is_empty() && !to.ends_with([' ', '\n']) {
            to.push(' ');
        }
    }
}

fn end_line(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(id: &str, heading: &str, text: &str, bold: &str, code: &str) -> Section {
        let [id, heading, text, bold, code] = [id, heading, text, bold, code].map(String::from);
        Section { id, heading, text, bold, code }
    }

    #[test]
    fn a_page_is_cut_at_its_headings() {
        let html = "<nav>Non</nav><main>\n<h1 id=\"un\"><a href=\"#un\">L&#39;un</a></h1>\n\
                    <p>D'abord <strong>ceci</strong>,\npuis <code>block_on</code>.</p>\n\
                    <p><b>Enfin</b>.</p>\
                    <h4 id=\"petit\">Petit</h4>\n\
                    <h2 id=\"deux\">Deux</h2><ul><li>a</li><li>b</li></ul></main> fin";
        assert_eq!(
            sections(html),
            [
                section(
                    "un",
                    "L'un",
                    "D'abord ceci, puis block_on.\nEnfin.\nPetit",
                    "ceci\nEnfin",
                    ""
                ),
                section("deux", "Deux", "a\nb", "", ""),
            ]
        );
    }

    #[test]
    fn the_words_of_programs_are_kept_once_and_answers_not_at_all() {
        let html = "<main><p>Voici :</p><pre><code><span>tokio</span>::join!(a, b_c);\n\
                    tokio::spawn(9)</code></pre><button>Copier</button>\
                    <details class=\"solution\"><summary>Solution</summary>\
                    <details>x</details>secret</details>\
                    <svg><title>Titre</title></svg><p>Après.</p></main>";
        assert_eq!(
            sections(html),
            [section("", "", "Voici :\nAprès.", "", "tokio join b_c spawn")]
        );
    }

    #[test]
    fn a_page_without_main_says_nothing() {
        assert_eq!(sections("<p>Rien</p>"), []);
    }
}
