//! French typography, set at render: apostrophes and no-break spaces in prose, never in code.
//!
//! Rules of the *Lexique des règles typographiques en usage à l'Imprimerie nationale*: a thin
//! no-break space before `;` `!` `?`, a no-break space before `:`, and inside « guillemets ».

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

const THIN: char = '\u{202f}';
const NO_BREAK: char = '\u{a0}';
/// Units that stay with their number.
const UNITS: [&str; 12] = ["s", "ms", "µs", "min", "h", "Kio", "Mio", "Gio", "Ko", "Mo", "Go", "€"];
/// HTML elements whose text is not prose.
const RAW: [&str; 8] = ["code", "pre", "svg", "script", "style", "kbd", "textarea", "samp"];

/// Sets the prose of a Markdown text.
pub fn french_markdown(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len() + markdown.len() / 32);
    let mut copied = 0;
    let mut in_code = false;
    let mut raw_depth = 0;
    for (event, range) in
        Parser::new_ext(markdown, crate::expand::markdown_options()).into_offset_iter()
    {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            // An entity or an escape is not the text that it stands for.
            Event::Text(text) if !in_code && raw_depth == 0 && *text == markdown[range.clone()] => {
                out += &markdown[copied..range.start];
                out += &french_after(&text, markdown[..range.start].chars().next_back());
                copied = range.end;
            }
            Event::Html(html) | Event::InlineHtml(html) if *html == markdown[range.clone()] => {
                out += &markdown[copied..range.start];
                out += &french_html(&html, &mut raw_depth);
                copied = range.end;
            }
            _ => {}
        }
    }
    out + &markdown[copied..]
}

/// Sets a text that holds neither Markdown nor HTML.
pub(crate) fn french(text: &str) -> String {
    french_after(text, None)
}

/// Sets the text between tags; `depth` counts the open elements whose text is not prose.
fn french_html(html: &str, depth: &mut usize) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let (text, tag) = rest.split_at(start);
        out += &if *depth == 0 { french(text) } else { text.to_owned() };
        let end = tag.find('>').map_or(tag.len(), |end| end + 1);
        let (tag, after) = tag.split_at(end);
        let closes = tag.starts_with("</");
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        if RAW.contains(&name.as_str()) && !tag.ends_with("/>") {
            *depth = if closes { depth.saturating_sub(1) } else { *depth + 1 };
        }
        out += tag;
        rest = after;
    }
    out + &if *depth == 0 { french(rest) } else { rest.to_owned() }
}

fn french_after(text: &str, before: Option<char>) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 16);
    for (index, &c) in chars.iter().enumerate() {
        let previous = if index == 0 { before } else { Some(chars[index - 1]) };
        let next = chars.get(index + 1).copied();
        match (c, next) {
            ('\'', _) if previous.is_some_and(char::is_alphabetic) => out.push('’'),
            (' ', Some(';' | '!' | '?' | '%')) => out.push(THIN),
            (' ', Some(':' | '»')) => out.push(NO_BREAK),
            (' ', _) if previous == Some('«') => out.push(NO_BREAK),
            (' ', Some(minute)) if minute.is_ascii_digit() && is_hour(&chars[..index]) => {
                out.push(NO_BREAK);
            }
            (' ', Some(d)) if previous.is_some_and(|p| p.is_ascii_digit()) => {
                let word: String = chars[index + 1..]
                    .iter()
                    .take_while(|c| c.is_alphanumeric() || **c == '€')
                    .collect();
                if d.is_ascii_digit() && word.len() == 3 && word.bytes().all(|b| b.is_ascii_digit())
                {
                    out.push(THIN);
                } else if UNITS.contains(&word.as_str()) {
                    out.push(NO_BREAK);
                } else {
                    out.push(' ');
                }
            }
            _ => out.push(c),
        }
    }
    out
}

/// Whether a text ends with an hour: `10 h`.
fn is_hour(text: &[char]) -> bool {
    matches!(text, [.., digit, ' ', 'h'] if digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_set() {
        assert_eq!(
            french("L'attente : « Déjà ? » Oui !"),
            "L’attente\u{a0}: «\u{a0}Déjà\u{202f}?\u{a0}» Oui\u{202f}!"
        );
        assert_eq!(
            french("10 000 tâches en 2,00 s, 3 tasses"),
            "10\u{202f}000 tâches en 2,00\u{a0}s, 3 tasses"
        );
        assert_eq!(french("à 10 h 50, 3 h après"), "à 10\u{a0}h\u{a0}50, 3\u{a0}h après");
    }

    #[test]
    fn an_apostrophe_before_code_is_set_and_code_is_not() {
        assert_eq!(french_markdown("l'`a 'b' ; c` : oui"), "l’`a 'b' ; c`\u{a0}: oui");
    }

    #[test]
    fn code_blocks_entities_and_svg_are_left_alone() {
        for text in [
            "```rust\nlet c = 'a' ; // ça ?\n```\n",
            "&amp; a",
            "<svg><text>l'un ?</text></svg>\n",
            "<pre>l'un ?\n\nl'autre ?</pre>\n",
        ] {
            assert_eq!(french_markdown(text), text);
        }
        assert_eq!(
            french_markdown("<summary>L'ordre <code>a ?</code> ?</summary>\n"),
            "<summary>L’ordre <code>a ?</code>\u{202f}?</summary>\n"
        );
    }
}
