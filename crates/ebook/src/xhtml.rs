//! HTML as XML: the only form that readers of EPUB know.

/// Text, or the value of an attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            _ => out.push(c),
        }
    }
    out
}

/// A start tag, which ends the element too if it is `empty`.
pub(crate) fn tag<'a>(
    name: &str,
    attributes: impl IntoIterator<Item = (&'a str, String)>,
    empty: bool,
) -> String {
    let mut out = format!("<{name}");
    for (name, value) in attributes {
        out += &format!(" {name}=\"{}\"", escape(&value));
    }
    out + if empty { "/>" } else { ">" }
}

/// A whole document.
pub(crate) fn document(title: &str, language: &str, body: &str) -> String {
    let (title, language) = (escape(title), escape(language));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n\
         <html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" \
         lang=\"{language}\" xml:lang=\"{language}\">\n<head>\n<title>{title}</title>\n\
         <link rel=\"stylesheet\" type=\"text/css\" href=\"stylesheet.css\"/>\n</head>\n\
         <body>\n{body}\n</body>\n</html>\n"
    )
}
