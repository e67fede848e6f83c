//! The drawing of the measures: one horizontal bar a case, in the reader's own colours.

use super::decimal_range;

const WIDTH: f64 = 360.0;
const LEFT: f64 = 84.0;
/// The longest bar; its label follows it.
const LONGEST: f64 = 160.0;
const ROW: f64 = 38.0;

/// An SVG, as wide as a telephone, of `(name, (least, most))` in KiB a wait.
pub(super) fn bars(cases: &[(&str, (f64, f64))]) -> String {
    let most = cases.iter().map(|(_, (_, most))| *most).fold(f64::MIN_POSITIVE, f64::max);
    let mut drawing = String::new();
    let mut words = Vec::new();
    let mut top = 10.0;
    for (name, (least, value)) in cases {
        let length = (value / most * LONGEST).max(1.0);
        let amount = format!("{} Kio", decimal_range(*least, *value));
        let middle = top + 19.0;
        drawing += &format!(
            "<text x=\"{:.0}\" y=\"{middle:.0}\" text-anchor=\"end\">{name}</text>\n\
             <rect x=\"{LEFT:.0}\" y=\"{top:.0}\" width=\"{length:.1}\" height=\"28\" fill-opacity=\"0.55\"/>\n\
             <text x=\"{:.0}\" y=\"{middle:.0}\">{amount}</text>\n",
            LEFT - 8.0,
            LEFT + length + 6.0,
        );
        words.push(format!("{name}, {amount}"));
        top += ROW;
    }
    let words = words.join(" ; ");
    format!(
        "<svg role=\"img\" aria-labelledby=\"attentes-titre attentes-desc\" viewBox=\"0 0 {WIDTH:.0} {top:.0}\" \
         width=\"560\" style=\"max-width:100%;height:auto\" font-size=\"14\" fill=\"currentColor\" \
         xmlns=\"http://www.w3.org/2000/svg\">\n\
         <title id=\"attentes-titre\">Mémoire vive par attente</title>\n\
         <desc id=\"attentes-desc\">{words}.</desc>\n{drawing}</svg>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_part_of_the_most_and_says_its_range_in_french() {
        let drawing = bars(&[("tokio", (0.41, 0.5)), ("fils", (10.0, 10.0))]);
        assert!(drawing.contains("width=\"8.0\""), "{drawing}");
        assert!(drawing.contains("width=\"160.0\""), "{drawing}");
        assert!(
            drawing.contains(
                "<desc id=\"attentes-desc\">tokio, 0,41 à 0,50 Kio ; fils, 10,0 Kio.</desc>"
            ),
            "{drawing}"
        );
    }
}
