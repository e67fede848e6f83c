//! The drawing: seconds against programs, both logarithmic, so that what grows linearly is a line
//! of the same slope for all.

use std::path::Path;

use anyhow::Result;
use plotters::prelude::*;

use super::report::Report;
use super::{State, Way};

const SIZE: (u32, u32) = (760, 460);
const FONT: (&str, u32) = ("sans-serif", 14);

/// Told apart by who confuses red and green (palette of Okabe and Ito, 2008).
const COLOURS: [RGBColor; 6] = [
    RGBColor(0, 114, 178),
    RGBColor(230, 159, 0),
    RGBColor(204, 121, 167),
    RGBColor(0, 158, 115),
    RGBColor(86, 180, 233),
    RGBColor(0, 0, 0),
];

pub(super) fn write(report: &Report, file: &Path) -> Result<()> {
    let mut series: Vec<_> = Way::ALL
        .into_iter()
        .map(|way| (format!("{}, à froid", way.name().replace('`', "")), way, State::Cold))
        .collect();
    series.push(("notre vérification, un programme changé".to_owned(), Way::Ours, State::Changed));
    let points: Vec<_> =
        series.iter().flat_map(|(_, way, state)| report.series(*way, *state)).collect();
    let range = |values: Vec<f64>, around: f64| {
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(0.0, f64::max);
        (least / around)..(most * around)
    };
    let programs = range(points.iter().map(|point| point.0).collect(), 1.2);
    let seconds = range(points.iter().map(|point| point.1).collect(), 1.5);
    let area = SVGBackend::new(file, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .margin(12)
        .x_label_area_size(42)
        .y_label_area_size(56)
        .build_cartesian_2d(programs.log_scale(), seconds.log_scale())?;
    chart
        .configure_mesh()
        .light_line_style(WHITE)
        .label_style(FONT)
        .axis_desc_style(FONT)
        .x_desc("programmes")
        .y_desc("secondes")
        .x_label_formatter(&|value| format!("{value:.0}"))
        .y_label_formatter(&|value| value.to_string().replace('.', ","))
        .draw()?;
    for ((name, way, state), colour) in series.iter().zip(COLOURS) {
        let points = report.series(*way, *state);
        let line = chart.draw_series(LineSeries::new(points.clone(), colour.stroke_width(2)))?;
        line.label(name)
            .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour.stroke_width(2)));
        chart.draw_series(points.iter().map(|point| Circle::new(*point, 3, colour.filled())))?;
    }
    chart
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperLeft)
        .background_style(WHITE)
        .label_font(FONT)
        .draw()?;
    area.present()?;
    Ok(())
}
