//! The distributions as a picture: one panel a pace, one line a subject.

use hdrhistogram::Histogram;
use plotters::prelude::*;
use std::path::Path;

/// A panel: its heading, and each subject's name and latencies in nanoseconds.
pub(crate) type Panel = (String, Vec<(String, Histogram<u64>)>);

/// How far the axis goes: one message in so many.
const RAREST: f64 = 10_000.0;

/// Draws the panels, two in a row.
pub(crate) fn draw(path: &Path, panels: &[Panel]) -> Result<(), Box<dyn std::error::Error>> {
    let rows = panels.len().div_ceil(2);
    let root = SVGBackend::new(path, (1_100, 360 * rows as u32)).into_drawing_area();
    root.fill(&WHITE)?;
    for (area, (heading, lines)) in root.split_evenly((rows, 2)).iter().zip(panels) {
        let mut chart = ChartBuilder::on(area)
            .caption(heading, ("sans-serif", 16))
            .margin(10)
            .x_label_area_size(36)
            .y_label_area_size(64)
            .build_cartesian_2d((1.0..RAREST).log_scale(), (1.0..10_000_000.0).log_scale())?;
        chart
            .configure_mesh()
            .light_line_style(WHITE)
            .x_desc("percentile")
            .y_desc("µs from due to in hand")
            .x_label_formatter(&|one_in| format!("{}", 100.0 - 100.0 / one_in))
            .draw()?;
        for (at, (name, histogram)) in lines.iter().enumerate() {
            let colour = Palette99::pick(at).stroke_width(2);
            let points = (0..=160).map(|step| {
                let one_in = RAREST.powf(f64::from(step) / 160.0);
                let nanos = histogram.value_at_quantile(1.0 - 1.0 / one_in);
                (one_in, (nanos as f64 / 1e3).max(1.0))
            });
            chart
                .draw_series(LineSeries::new(points, colour))?
                .label(name)
                .legend(move |(x, y)| PathElement::new([(x, y), (x + 18, y)], colour));
        }
        chart
            .configure_series_labels()
            .position(SeriesLabelPosition::UpperLeft)
            .background_style(WHITE.mix(0.8))
            .label_font(("sans-serif", 11))
            .draw()?;
    }
    root.present()?;
    Ok(())
}
