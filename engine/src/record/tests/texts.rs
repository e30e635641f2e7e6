//! Text of fixed size, and the value lists that are made of it.

use crate::record::{Text, write_text};
use crate::schema::MESSAGES;
use crate::values::{ChangeSign, OrderAction};
use proptest::prelude::*;

proptest! {
    /// The longest beginning that fits, and never half a letter.
    #[test]
    fn text_is_cut_between_letters(text in "\\PC{0,12}") {
        let kept = Text::<16>::new(&text);
        prop_assert!(text.starts_with(kept.as_str()));
        prop_assert_eq!(kept.is_truncated(), kept.as_str().len() < text.len());
        let next = text[kept.as_str().len()..].chars().next();
        if let Some(next) = next {
            prop_assert!(kept.as_str().len() + next.len_utf8() > Text::<16>::CAPACITY);
            prop_assert_ne!(kept, text.as_str());
        } else {
            prop_assert_eq!(kept, text.as_str());
            prop_assert_eq!(kept, Text::from(text.as_str()));
        }
    }

    /// What a field held before must not shine through: records compare by bytes.
    #[test]
    fn a_text_leaves_nothing_of_the_one_before(before in "\\PC{0,20}", text in "\\PC{0,20}") {
        let (mut used, mut fresh) = ([0; 32], [0; 32]);
        write_text(before.as_bytes(), &mut used);
        let text = text.as_bytes();
        prop_assert_eq!(write_text(text, &mut used), write_text(text, &mut fresh));
        prop_assert_eq!(used, fresh);
    }
}

#[test]
fn the_largest_text_is_127_bytes() {
    let most = "x".repeat(127);
    assert_eq!(Text::<128>::new(&most), most.as_str());
    let more = "x".repeat(128);
    let cut = Text::<128>::new(&more);
    assert_eq!((cut.as_str(), cut.is_truncated()), (most.as_str(), true));
    assert_eq!(Text::<128>::CAPACITY, 127);
    assert_eq!(Text::<2>::new("삼").as_str(), "");
    assert!(Text::<2>::new("삼").is_truncated() && Text::<2>::new("삼").is_none());
}

#[test]
fn texts_are_shown_and_padded() {
    let text = Text::<16>::new("삼  성");
    assert_eq!(
        format!("[{text}] [{text:>6}] {text:?}"),
        "[삼  성] [  삼  성] \"삼  성\""
    );
    assert_eq!(
        format!("[{}] {:?}", Text::<4>::NONE, Text::<4>::NONE),
        "[] None"
    );
    assert_eq!(format!("{:?}", Text::<4>::new("abcd")), "\"abc\"..");
    assert_eq!(Text::<4>::default().get(), None);
    assert_eq!(Text::<8>::constant("체결"), Text::<8>::new("체결"));
}

#[test]
fn values_of_a_list_have_names_and_others_are_kept() {
    assert_eq!(ChangeSign::UP.get(), Some("2"));
    assert_eq!(ChangeSign::UP.name(), Some("up"));
    assert_eq!(ChangeSign::UP.name_ko(), Some("상승"));
    assert_eq!(format!("{:?}", ChangeSign::UP), "up(2)");
    assert_eq!(OrderAction::new("+매수"), OrderAction::BUY);
    let other = ChangeSign::new("9");
    assert_eq!(
        (other.get(), other.name(), other.name_ko()),
        (Some("9"), None, None)
    );
    assert_eq!(format!("{other:?} {:?}", ChangeSign::NONE), "\"9\" None");
}

/// Every value that a list knows fits its field.
#[test]
fn every_known_value_fits() {
    for field in MESSAGES.iter().flat_map(|spec| spec.fields) {
        for (text, name) in field.values {
            assert!(
                text.len() < usize::from(field.size),
                "{name} in {}",
                field.name
            );
            assert_eq!(text.trim_matches(' '), *text, "{name} in {}", field.name);
        }
    }
}
