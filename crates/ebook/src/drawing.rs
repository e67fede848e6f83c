//! A drawing of a page as a file of its own: not every reader shows one inside the text.

use ego_tree::NodeRef;
use scraper::{ElementRef, Node};

use crate::xhtml;

/// What the timelines take from the style sheets of the course.
const STYLE: &str = "text{font:12px monospace}text:not(.t){stroke:#fff;stroke-width:4px;stroke-linejoin:round;\
    paint-order:stroke}.t{font-size:11px;text-anchor:middle}line{stroke:#bbb}rect,circle{fill:#0b5cad}\
    .o{fill:none;stroke:#0b5cad;stroke-width:2;stroke-dasharray:4 3}";

/// A timeline is as wide as its page, in percent. As a file it needs a width of its own.
const WIDTH: f64 = 640.0;
/// Room on both sides, for half of the first and last labels of the axis.
const MARGIN: f64 = 18.0;
/// Between the left side and the name of a lane.
const INDENT: f64 = 6.0;

/// The file, and the words for who does not see it.
pub(crate) fn file(svg: ElementRef<'_>) -> (String, String) {
    let timeline = svg.value().classes().any(|class| class == "chrono");
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    write(*svg, timeline, &mut out);
    (out, words(svg))
}

fn words(svg: ElementRef<'_>) -> String {
    if let Some(label) = svg.attr("aria-label") {
        return label.to_owned();
    }
    let said = svg.children().filter_map(ElementRef::wrap);
    let said = said.filter(|it| matches!(it.value().name(), "title" | "desc"));
    let said: Vec<String> = said
        .map(|it| it.text().collect::<String>().trim().trim_end_matches('.').to_owned())
        .collect();
    said.join(". ")
}

fn write(node: NodeRef<'_, Node>, timeline: bool, out: &mut String) {
    match node.value() {
        Node::Text(text) => *out += &xhtml::escape(text),
        Node::Element(element) => {
            let name = element.name();
            let root = name == "svg";
            let mut attributes: Vec<(&str, String)> = element
                .attrs()
                .filter(|(name, _)| {
                    !root
                        || !matches!(*name, "xmlns" | "role" | "style")
                            && !name.starts_with("aria-")
                })
                .map(|(attribute, value)| {
                    (
                        attribute,
                        if timeline { absolute(name, attribute, value) } else { value.to_owned() },
                    )
                })
                .collect();
            if root {
                attributes.push(("xmlns", "http://www.w3.org/2000/svg".to_owned()));
                if timeline {
                    let height = element.attr("height").unwrap_or("0");
                    attributes.push(("viewBox", format!("0 0 {WIDTH} {height}")));
                }
            }
            if timeline && name == "text" && !attributes.iter().any(|(name, _)| *name == "x") {
                attributes.push(("x", (MARGIN + INDENT).to_string()));
            }
            let empty = !node.has_children() && !root;
            *out += &xhtml::tag(name, attributes, empty);
            if root && timeline {
                *out += &format!("<style>{STYLE}</style>");
            }
            for child in node.children() {
                write(child, timeline, out);
            }
            if !empty {
                *out += &format!("</{name}>");
            }
        }
        _ => {}
    }
}

/// A length in percent of the page, in those of the file.
fn absolute(element: &str, attribute: &str, value: &str) -> String {
    let Some(percent) = value.strip_suffix('%').and_then(|it| it.parse::<f64>().ok()) else {
        return value.to_owned();
    };
    let length = percent / 100.0 * MARGIN.mul_add(-2.0, WIDTH);
    match (element, attribute) {
        ("svg", _) => WIDTH.to_string(),
        (_, "width") => format!("{length:.1}"),
        _ => format!("{:.1}", MARGIN + length),
    }
}
