//! The tabs above the variants of a listing, and what is said once a chapter about them.
//!
//! They are made here and not by the theme, so that the page does not move when its scripts start:
//! theme/head.hbs chooses a tab while the page is still being read, theme/js/tabs.js makes it work.
//! Without JavaScript, and on paper, they are not shown.

/// What is said once a chapter, where it is first of use.
#[derive(Debug)]
pub(crate) struct Notes {
    discontinued: Option<&'static str>,
    legend: Option<&'static str>,
}

impl Notes {
    pub(crate) const fn new() -> Self {
        Self {
            discontinued: Some(
                "<p class=\"discontinued\">async-std n'est plus maintenu depuis mars 2025, au profit de smol \
                 (<a href=\"https://rustsec.org/advisories/RUSTSEC-2025-0052.html\">RUSTSEC-2025-0052</a>). \
                 Il reste ici parce que beaucoup de code l'utilise encore.</p>\n",
            ),
            legend: Some(
                "<p class=\"legend\">Lignes propres à cet environnement d'exécution</p>\n",
            ),
        }
    }

    /// That async-std is discontinued.
    pub(crate) fn discontinued(&mut self) -> &'static str {
        self.discontinued.take().unwrap_or_default()
    }

    /// What the marks mean.
    pub(crate) fn legend(&mut self) -> &'static str {
        self.legend.take().unwrap_or_default()
    }
}

/// One tab a variant: its identifier, and the name that the reader sees. `id` is the group's.
pub(crate) fn list(id: &str, variants: &[(&str, &str)]) -> String {
    let mut html = String::from(
        "<div class=\"tabs\" role=\"tablist\" aria-label=\"Environnement d’exécution\">\n",
    );
    for (ident, label) in variants {
        html += &format!(
            "<button type=\"button\" role=\"tab\" id=\"{}\" aria-controls=\"{}\" data-variant=\"{ident}\">{label}</button>\n",
            tab_id(id, ident),
            panel_id(id, ident)
        );
    }
    html + "</div>\n"
}

fn tab_id(group: &str, variant: &str) -> String {
    format!("{group}-onglet-{variant}")
}

/// The id of a variant.
pub(crate) fn panel_id(group: &str, variant: &str) -> String {
    format!("{group}-{variant}")
}
