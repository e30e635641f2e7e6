//! The page on what is told names all that there is to tell.

use crate::record::{LinkEventKind, RecordFlags};
use zerocopy::FromBytes as _;

const PAGE: &str = include_str!("../../../../docs/what-you-are-told.md");

#[test]
fn the_page_names_every_event_and_mark() {
    let kinds = (0..=u8::MAX).filter_map(|byte| LinkEventKind::read_from_bytes(&[byte]).ok());
    let events: Vec<&str> = kinds.filter_map(LinkEventKind::name).collect();
    assert_eq!(events, LinkEventKind::ALL.map(|it| it.name().unwrap()));
    let all = (0..16).fold(RecordFlags::NONE, |all, bit| {
        all.with(RecordFlags::read_from_bytes(&u16::to_ne_bytes(1 << bit)).unwrap())
    });
    let marks = format!("{all:?}");
    let marks: Vec<&str> = marks
        .split(|it: char| !it.is_ascii_uppercase() && it != '_')
        .filter(|it| it.len() > 3)
        .collect();
    assert!(marks.len() >= 6, "{all:?}");
    for name in events.into_iter().chain(marks) {
        assert!(
            PAGE.contains(&format!("`{name}`")),
            "{name} isn't on the page"
        );
    }
}
