use super::board::{Board, Window};
use super::figures::{self, Figures};
use super::screen::{self, Shown};
use super::{Rates, picture};
use crate::latency::Latency;
use kiwoom_engine::{Endpoint, Engine, Feed, Token};
use kiwoom_simulator::{Flush, Rate, Simulator};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use std::time::Duration;

const ITEMS: [&str; 2] = ["005930", "000660"];

/// An engine over the stand-in exchange, and a board that has heard of all items.
fn running() -> (Simulator, Engine, Feed, Board) {
    let simulator = Simulator::builder()
        .rate(Rate::PerSecond(1_000.0))
        .flush(Flush::AtOnce)
        .start()
        .unwrap();
    let (engine, mut feeds) = Engine::builder(Endpoint::parse(&simulator.url()).unwrap())
        .token(Token::new("any".to_owned()).unwrap())
        .strategy("watched", |it| it.trades(ITEMS).books(ITEMS))
        .start()
        .unwrap();
    let mut feed = feeds.remove(0);
    let mut board = Board::new();
    let is_known = |board: &Board| {
        let whole = board.items.values();
        whole
            .filter(|it| it.levels.is_some() && it.last.get().is_some())
            .count()
            == ITEMS.len()
    };
    while !is_known(&board) {
        feed.recv(&mut board).unwrap();
    }
    (simulator, engine, feed, board)
}

/// What stands on a screen, line by line.
fn lines(buffer: &Buffer) -> Vec<String> {
    let rows = buffer.content.chunks(usize::from(buffer.area.width));
    rows.map(|row| row.iter().map(|it| it.symbol()).collect())
        .collect()
}

#[test]
fn the_screen_shows_market_book_latency_and_counts() {
    let (_simulator, engine, _feed, board) = running();
    let mut rates = Rates::default();
    let counts = board
        .items
        .iter()
        .map(|(name, it)| (name.as_str(), it.messages));
    let shown = Shown {
        title: "a test",
        elapsed: Duration::from_secs(2),
        board: &board,
        rates: rates.next(counts, Duration::from_secs(2)),
        selected: 1,
        latency: &board.latency,
        counts: screen::counts(&engine),
    };
    let mut terminal = Terminal::new(TestBackend::new(110, 34)).unwrap();
    terminal.draw(|frame| screen::draw(frame, &shown)).unwrap();
    let buffer = terminal.backend().buffer();
    let text = lines(buffer).join("\n");
    let item = &board.items["005930"];
    let levels = item.levels.unwrap();
    for expected in [
        "a test",
        "nothing lost",
        "book of 005930",
        &item.last.to_string(),
        &levels[0].ask_price.to_string(),
        &levels[7].bid_price.to_string(),
        "kernel -> read",
        "decoded -> strategy",
        "token: ",
        "UP",
    ] {
        assert!(text.contains(expected), "no {expected:?} in\n{text}");
    }
    // The total's bars are somewhere.
    assert!(text.contains('█'), "{text}");
    let svg = picture::svg(buffer);
    assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>\n"));
    assert!(
        svg.contains("book of 005930") && svg.contains("read -&gt; decoded"),
        "{svg}"
    );

    // On the smallest terminals it shows less, and nothing worse.
    for (width, height) in [(1, 1), (20, 5), (80, 24)] {
        let mut terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        terminal.draw(|frame| screen::draw(frame, &shown)).unwrap();
    }
    engine.stop().unwrap();
}

#[test]
fn an_empty_board_is_a_screen_too() {
    let board = Board::new();
    let latency = Latency::new();
    let mut rates = Rates::default();
    let shown = Shown {
        title: "",
        elapsed: Duration::ZERO,
        board: &board,
        rates: rates.next([], Duration::ZERO),
        selected: 0,
        latency: &latency,
        counts: Vec::new(),
    };
    let mut terminal = Terminal::new(TestBackend::new(110, 34)).unwrap();
    terminal.draw(|frame| screen::draw(frame, &shown)).unwrap();
}

/// A board is handed over when it was asked for, and only then; its latency once.
#[test]
fn a_window_shows_what_it_was_asked_for() {
    let (_simulator, engine, mut feed, mut board) = running();
    let window = Window::new();
    let counted = |board: &Board| board.latency.stages().map(|(_, it)| it.len()).max();
    let before = counted(&board);
    window.offer(&mut board);
    assert_eq!(counted(&board), Some(0));
    feed.recv(&mut board).unwrap();
    let since = counted(&board);
    window.offer(&mut board);
    assert_eq!(counted(&board), since, "nobody had looked");
    assert_eq!(counted(&window.look()), before);
    assert_eq!(counted(&window.look()), Some(0));
    window.offer(&mut board);
    assert_eq!(counted(&window.look()), since);
    engine.stop().unwrap();
}

#[test]
fn the_counts_of_a_running_engine_are_read_from_its_text() {
    let (_simulator, engine, feed, _board) = running();
    let mut text = String::new();
    engine.write_metrics(&mut text).unwrap();
    let figures = Figures::parse(&text);
    let rates = Rates::default();
    let mut terminal = Terminal::new(TestBackend::new(110, 34)).unwrap();
    terminal
        .draw(|frame| figures::draw(frame, "here:1", Some("gone"), &figures, &rates.rates))
        .unwrap();
    let text = lines(terminal.backend().buffer()).join("\n");
    for expected in [
        "here:1",
        "gone",
        "token",
        "live",
        "watched",
        "trade",
        "order_book",
    ] {
        assert!(text.contains(expected), "no {expected:?} in\n{text}");
    }
    assert!(
        text.contains(&feed.counts().delivered.to_string()),
        "{text}"
    );
    engine.stop().unwrap();
}

#[test]
fn what_is_no_figure_is_left_out() {
    let text = "# HELP kiwoom_a b\nkiwoom_a{x=\"y\"} 3\nkiwoom_b 4\nother 5\nkiwoom_c x\n\n{} 1";
    let figures = Figures::parse(text);
    assert_eq!(figures, Figures::parse("kiwoom_b 4\nkiwoom_a{x=\"y\"} 3"));
    assert_ne!(figures, Figures::default());
}

#[test]
fn rates_are_of_the_time_between_two_looks() {
    let mut rates = Rates::default();
    rates.next([("a", 100)], Duration::from_secs(1));
    let now = rates.next([("a", 150), ("b", 10)], Duration::from_secs(3));
    assert_eq!((now["a"], now["b"]), (25.0, 5.0));
    // A count that fell is another engine's.
    assert_eq!(rates.next([("a", 3)], Duration::from_secs(4))["a"], 0.0);
}
