//! What is asked for, in which words and in which order.

use super::{Bench, LOGIN_OK, REG_OK, REMOVE_OK, made, ms};
use crate::session::{LinkEvent, Rejection, ReturnCode, SessionSettings};

const BUSY: &str = r#"{"trnm":"REG","return_code":105110}"#;
const BUSY_REMOVE: &str = r#"{"trnm":"REMOVE","return_code":105110}"#;
const FULL: &str = r#"{"trnm":"REG","return_code":105115}"#;

fn reg(group: u32, data: &str) -> String {
    format!(r#"{{"trnm":"REG","grp_no":"{group}","refresh":"1","data":[{data}]}}"#)
}

fn remove(group: u32, data: &str) -> String {
    format!(r#"{{"trnm":"REMOVE","grp_no":"{group}","data":[{data}]}}"#)
}

#[test]
fn account_types_come_first_and_items_share_entries() {
    let mut bench = Bench::at_login(SessionSettings::default());
    bench.subscribe(&[
        ("0B", "005930"),
        ("0D", "005930"),
        ("0B", "000660_AL"),
        ("0D", "000660_AL"),
        ("0B", "035720"),
        ("0s", ""),
        ("1h", ""),
        ("04", ""),
        ("00", ""),
    ]);
    bench.text(LOGIN_OK);
    assert_eq!(
        bench.take_sent(),
        [reg(1, r#"{"item":[""],"type":["00","04"]}"#)]
    );
    bench.text(REG_OK);
    bench.wait(ms(399));
    assert!(bench.take_sent().is_empty(), "requests are paced");
    bench.wait(ms(1));
    assert_eq!(
        bench.take_sent(),
        [reg(1, r#"{"item":[""],"type":["0s","1h"]}"#)]
    );
    bench.wait(ms(1000));
    assert!(bench.take_sent().is_empty(), "one at a time");
    bench.text(REG_OK);
    let data =
        r#"{"item":["000660_AL","005930"],"type":["0B","0D"]},{"item":["035720"],"type":["0B"]}"#;
    assert_eq!(bench.take_sent(), [reg(2, data)]);
    bench.text(REG_OK);
    assert_eq!(
        bench.events.last(),
        Some(&LinkEvent::Restored {
            accepted: 9,
            rejected: 0
        })
    );
    // One more type for an item goes to the item's group.
    bench.wait(ms(400));
    bench.subscribe(&[("0w", "035720")]);
    assert_eq!(
        bench.take_sent(),
        [reg(2, r#"{"item":["035720"],"type":["0w"]}"#)]
    );
}

#[test]
fn what_several_want_is_asked_for_once_and_removed_by_the_last() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.subscribe(&[("0B", "005930"), ("0B", "005930")]);
    assert_eq!(
        bench.take_sent(),
        [reg(2, r#"{"item":["005930"],"type":["0B"]}"#)]
    );
    bench.text(REG_OK);
    bench.wait(ms(400));
    bench.subscribe(&[("0B", "005930")]);
    bench.unsubscribe(&[("0B", "005930"), ("0B", "005930")]);
    assert!(bench.take_sent().is_empty());
    bench.unsubscribe(&[("0B", "005930")]);
    assert_eq!(
        bench.take_sent(),
        [remove(2, r#"{"item":["005930"],"type":["0B"]}"#)]
    );
    bench.text(REMOVE_OK);
    bench.unsubscribe(&[("0B", "005930"), ("0D", "000660")]);
    assert_eq!(bench.session.stats().unmatched, 2);
    bench.wait(ms(1000));
    assert!(bench.take_sent().is_empty() && bench.events.is_empty());
}

#[test]
fn wishes_that_change_under_way_are_followed_up() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.subscribe(&[("0B", "005930")]);
    bench.unsubscribe(&[("0B", "005930")]);
    bench.take_sent();
    bench.wait(ms(400));
    bench.text(REG_OK);
    assert_eq!(
        bench.take_sent(),
        [remove(2, r#"{"item":["005930"],"type":["0B"]}"#)]
    );
    bench.subscribe(&[("0B", "005930")]);
    bench.wait(ms(400));
    bench.text(REMOVE_OK);
    assert_eq!(
        bench.take_sent(),
        [reg(2, r#"{"item":["005930"],"type":["0B"]}"#)]
    );
    bench.text(REG_OK);
    // Wished for and not, before anything could be sent: nothing happens.
    bench.subscribe(&[("0D", "005930")]);
    bench.unsubscribe(&[("0D", "005930")]);
    bench.wait(ms(1000));
    assert!(bench.take_sent().is_empty() && bench.events.is_empty());
}

#[test]
fn too_many_items_are_told_one_by_one() {
    let settings = SessionSettings {
        item_limit: 2,
        ..SessionSettings::default()
    };
    let mut bench = Bench::live(settings);
    bench.subscribe(&[
        ("0B", "A"),
        ("0s", ""),
        ("0B", "B"),
        ("0D", "A"),
        ("0B", "C"),
        ("0D", "C"),
    ]);
    let why = Rejection::NoRoom { limit: 2, room: 2 };
    let [c0, c1] = made(&[("0B", "C"), ("0D", "C")])[..] else {
        panic!()
    };
    assert_eq!(
        bench.take_events(),
        [
            LinkEvent::Rejected { key: c0, why },
            LinkEvent::Rejected { key: c1, why }
        ]
    );
    assert!(why.to_string().contains("2 of 2 items were free"), "{why}");
    // Room is there again as soon as an item isn't wanted.
    bench.unsubscribe(&[("0B", "B")]);
    bench.subscribe(&[("0B", "C"), ("0B", "D")]);
    let [d] = made(&[("0B", "D")])[..] else {
        panic!()
    };
    let why = Rejection::NoRoom { limit: 2, room: 1 };
    assert_eq!(bench.take_events(), [LinkEvent::Rejected { key: d, why }]);
    let mut sent = bench.take_sent();
    for answer in [REG_OK, REG_OK, REMOVE_OK, REG_OK] {
        bench.text(answer);
        bench.wait(ms(400));
        sent.extend(bench.take_sent());
    }
    assert_eq!(
        sent,
        [
            reg(1, r#"{"item":[""],"type":["0s"]}"#),
            reg(
                2,
                r#"{"item":["A"],"type":["0B","0D"]},{"item":["C"],"type":["0B"]}"#
            ),
        ]
    );
}

#[test]
fn removals_make_room_before_registrations_take_it() {
    let settings = SessionSettings {
        item_limit: 1,
        ..SessionSettings::default()
    };
    let mut bench = Bench::live(settings);
    bench.subscribe(&[("0B", "A")]);
    bench.unsubscribe(&[("0B", "A")]);
    bench.subscribe(&[("0B", "B")]);
    for answer in [REG_OK, REMOVE_OK, REG_OK] {
        bench.text(answer);
        bench.wait(ms(400));
    }
    assert_eq!(
        bench.take_sent(),
        [
            reg(2, r#"{"item":["A"],"type":["0B"]}"#),
            remove(2, r#"{"item":["A"],"type":["0B"]}"#),
            reg(2, r#"{"item":["B"],"type":["0B"]}"#),
        ]
    );
}

#[test]
fn a_request_that_is_put_off_too_often_is_refused() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.subscribe(&[("0B", "005930")]);
    for wait in [800, 1600, 3200] {
        assert_eq!(bench.take_sent().len(), 1);
        bench.text(BUSY);
        bench.wait(ms(wait - 1));
        assert!(bench.take_sent().is_empty());
        bench.wait(ms(1));
    }
    assert!(bench.events.is_empty());
    bench.text(BUSY);
    let key = made(&[("0B", "005930")])[0];
    let why = Rejection::Server {
        code: ReturnCode::TOO_MANY_REQUESTS,
    };
    assert_eq!(bench.take_events(), [LinkEvent::Rejected { key, why }]);
    // It is tried again when somebody asks again, and only then.
    bench.take_sent();
    bench.wait(ms(20_000));
    assert!(bench.take_sent().is_empty());
    bench.subscribe(&[("0B", "005930")]);
    assert_eq!(bench.take_sent().len(), 1);
}

#[test]
fn a_request_without_answer_is_sent_again_and_then_given_up() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.subscribe(&[("0B", "005930")]);
    let first = bench.take_sent();
    for _ in 0..3 {
        bench.wait(ms(4_999));
        assert!(bench.take_sent().is_empty());
        bench.wait(ms(1));
        assert_eq!(bench.take_sent(), first);
    }
    bench.subscribe(&[("0B", "000660")]);
    bench.input(crate::session::Input::Rx);
    bench.wait(ms(5_000));
    let key = made(&[("0B", "005930")])[0];
    assert_eq!(
        bench.take_events(),
        [LinkEvent::Rejected {
            key,
            why: Rejection::NoAnswer
        }]
    );
    assert_eq!(bench.session.stats().answer_timeouts, 4);
    // Four answers may still come. They are not taken for another's, and the
    // next request waits for the last of them.
    for _ in 0..3 {
        bench.text(FULL);
        bench.wait(ms(1000));
        assert!(bench.take_sent().is_empty());
    }
    bench.text(FULL);
    assert_eq!(
        bench.take_sent(),
        [reg(2, r#"{"item":["000660"],"type":["0B"]}"#)]
    );
    bench.text(REG_OK);
    assert_eq!(bench.session.stats().unexpected, 4);
    // The server may hold it all the same: it is removed like what is held.
    bench.unsubscribe(&[("0B", "005930")]);
    bench.wait(ms(400));
    assert_eq!(
        bench.take_sent(),
        [remove(2, r#"{"item":["005930"],"type":["0B"]}"#)]
    );
    assert!(bench.events.is_empty());
}

#[test]
fn late_answers_are_not_waited_for_for_ever() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.subscribe(&[("0B", "005930")]);
    bench.wait(ms(5_000));
    bench.text(REG_OK);
    bench.subscribe(&[("0B", "000660")]);
    assert_eq!(bench.take_sent().len(), 2);
    // The two were sent 5 s apart, and an answer has 5 s.
    bench.wait(ms(9_999));
    assert!(bench.take_sent().is_empty());
    bench.wait(ms(1));
    assert_eq!(bench.take_sent().len(), 1);
    bench.text(REG_OK);
    assert_eq!(bench.session.stats().unexpected, 0);
}

#[test]
fn a_removal_that_fails_is_told_and_keeps_its_place() {
    let settings = SessionSettings {
        max_retries: 0,
        items_per_group: 1,
        ..SessionSettings::default()
    };
    let mut bench = Bench::live(settings);
    bench.subscribe(&[("0B", "A")]);
    bench.text(REG_OK);
    bench.unsubscribe(&[("0B", "A")]);
    bench.wait(ms(400));
    bench.text(BUSY_REMOVE);
    let key = made(&[("0B", "A")])[0];
    let why = Rejection::Server {
        code: ReturnCode::TOO_MANY_REQUESTS,
    };
    assert_eq!(bench.take_events(), [LinkEvent::NotRemoved { key, why }]);
    // The server still counts A in group 2.
    bench.subscribe(&[("0B", "B")]);
    bench.take_sent();
    bench.wait(ms(400));
    assert_eq!(
        bench.take_sent(),
        [reg(3, r#"{"item":["B"],"type":["0B"]}"#)]
    );
    bench.text(REG_OK);
    bench.subscribe(&[("0B", "A")]);
    bench.wait(ms(400));
    assert_eq!(
        bench.take_sent(),
        [reg(2, r#"{"item":["A"],"type":["0B"]}"#)]
    );
}

#[test]
fn answers_that_belong_to_nothing_change_nothing() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.subscribe(&[("0B", "005930")]);
    let request = bench.take_sent();
    bench.text(REMOVE_OK);
    bench.text(BUSY);
    bench.text(REG_OK);
    assert_eq!(bench.session.stats().unexpected, 2);
    bench.wait(ms(800));
    assert_eq!(
        bench.take_sent(),
        request,
        "it was put off, and nothing else answered it"
    );
    bench.text(REG_OK);
    bench.wait(ms(20_000));
    assert!(bench.take_sent().is_empty() && bench.events.is_empty());
}

#[test]
fn the_pace_is_kept_when_answers_have_less_time() {
    let settings = SessionSettings {
        answer_timeout: ms(100),
        ..SessionSettings::default()
    };
    let mut bench = Bench::live(settings);
    bench.subscribe(&[("0B", "005930")]);
    for _ in 0..3 {
        assert_eq!(bench.take_sent().len(), 1);
        bench.wait(ms(399));
        assert!(bench.take_sent().is_empty());
        bench.wait(ms(1));
    }
    assert_eq!(bench.take_sent().len(), 1);
}

#[test]
fn what_is_wanted_again_while_its_removal_fails_is_registered_again() {
    let mut bench = Bench::live(SessionSettings::default());
    bench.subscribe(&[("0B", "A"), ("0D", "A")]);
    bench.text(REG_OK);
    bench.unsubscribe(&[("0B", "A"), ("0D", "A")]);
    bench.wait(ms(400));
    bench.subscribe(&[("0B", "A")]);
    bench.take_sent();
    bench.text(r#"{"trnm":"REMOVE","return_code":1}"#);
    let why = Rejection::Server {
        code: ReturnCode::new(1),
    };
    let key = made(&[("0D", "A")])[0];
    assert_eq!(bench.take_events(), [LinkEvent::NotRemoved { key, why }]);
    bench.wait(ms(400));
    assert_eq!(
        bench.take_sent(),
        [reg(2, r#"{"item":["A"],"type":["0B"]}"#)]
    );
}

#[test]
fn what_may_have_been_registered_is_removed_when_nobody_wants_it() {
    let settings = SessionSettings {
        max_retries: 0,
        ..SessionSettings::default()
    };
    let mut bench = Bench::live(settings);
    bench.subscribe(&[("0B", "A")]);
    bench.unsubscribe(&[("0B", "A")]);
    bench.take_sent();
    bench.wait(ms(9_999));
    assert!(bench.take_sent().is_empty(), "an answer may come late");
    bench.wait(ms(1));
    assert_eq!(
        bench.take_sent(),
        [remove(2, r#"{"item":["A"],"type":["0B"]}"#)]
    );
}
