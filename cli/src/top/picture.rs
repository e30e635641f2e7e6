//! A screen as a picture: SVG, letter by letter.

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use std::fmt::Write as _;

/// Pixels of a letter, and of its line.
/// The size of the letters makes those of DejaVu as wide as that.
const WIDTH: u16 = 8;
const HEIGHT: u16 = 17;
/// On a dark ground.
const PAPER: &str = "#16181d";
const INK: &str = "#d8dae0";

/// The screen as an SVG document.
pub(super) fn svg(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (width, height) = (area.width * WIDTH, area.height * HEIGHT);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" \
         width=\"{width}\" height=\"{height}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"13.29\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>\n"
    );
    let rows = buffer.content.chunks(usize::from(area.width));
    for (line, row) in (0_u16..).zip(rows) {
        let mut column = 0;
        for run in row.chunk_by(|a, b| look(a) == look(b)) {
            let width = u16::try_from(run.len()).unwrap_or(u16::MAX);
            write_run(
                &mut out,
                (column * WIDTH, line * HEIGHT),
                width * WIDTH,
                run,
            );
            column += width;
        }
    }
    out.push_str("</svg>\n");
    out
}

/// What letters of one run have in common.
fn look(cell: &Cell) -> (Color, Modifier) {
    (cell.fg, cell.modifier)
}

/// Letters of one look, side by side.
fn write_run(out: &mut String, (x, y): (u16, u16), width: u16, run: &[Cell]) {
    let (color, modifier) = look(&run[0]);
    let mut ink = ink(color);
    if modifier.contains(Modifier::REVERSED) {
        _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{HEIGHT}\" fill=\"{ink}\"/>"
        );
        ink = PAPER;
    }
    if run.iter().all(|cell| cell.symbol() == " ") {
        return;
    }
    let weight = match modifier.contains(Modifier::BOLD) {
        true => " font-weight=\"bold\"",
        false => "",
    };
    let opacity = match modifier.contains(Modifier::DIM) {
        true => " opacity=\"0.6\"",
        false => "",
    };
    let letter = |cell: &Cell| match cell.symbol() {
        "&" => "&amp;".to_owned(),
        "<" => "&lt;".to_owned(),
        ">" => "&gt;".to_owned(),
        other => other.to_owned(),
    };
    let text: String = run.iter().map(letter).collect();
    // Letters stay in their columns, whatever the font makes of them.
    _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{}\" fill=\"{ink}\" textLength=\"{width}\" \
         xml:space=\"preserve\"{weight}{opacity}>{text}</text>",
        y + 13
    );
}

/// The colours that the screens use.
const fn ink(color: Color) -> &'static str {
    match color {
        Color::Red => "#b3424a",
        Color::LightRed => "#ff7b85",
        Color::Blue => "#3d6fb5",
        Color::LightBlue => "#7db3ff",
        Color::Green => "#7ec98f",
        Color::Yellow => "#e0c068",
        _ => INK,
    }
}
