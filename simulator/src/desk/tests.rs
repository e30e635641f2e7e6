//! The protocol in virtual time.

mod random;

use super::*;
use crate::rules::{Symbols, Tokens};

/// A desk with a clock and what it has said since it was last asked.
struct Bench {
    desk: Desk,
    now: Duration,
    actions: Vec<Action>,
}

impl Bench {
    fn new(rules: Rules) -> Self {
        Self::on(rules, false)
    }

    fn on(rules: Rules, us: bool) -> Self {
        let now = Duration::from_secs(1_000);
        Self {
            desk: Desk::new(Arc::new(rules), us, now),
            now,
            actions: Vec::new(),
        }
    }

    /// Logged in, with nothing left to read.
    fn open(rules: Rules) -> Self {
        let mut bench = Self::new(rules);
        bench.login();
        bench
    }

    fn login(&mut self) {
        self.say(r#"{"trnm":"LOGIN","token":"a"}"#);
        self.wait(Duration::from_millis(10));
        let said = self.taken();
        assert_eq!(said, [send(texts::LOGIN_OK), Action::LoggedIn("a".into())]);
    }

    fn say(&mut self, text: &str) {
        self.desk.text(self.now, text, &mut self.actions);
    }

    /// Lets time pass as a driver would, from deadline to deadline.
    fn wait(&mut self, time: Duration) {
        let end = self.now + time;
        while let Some(deadline) = self.desk.deadline().filter(|deadline| *deadline <= end) {
            self.now = self.now.max(deadline);
            self.desk.tick(self.now, &mut self.actions);
        }
        self.now = end;
    }

    fn taken(&mut self) -> Vec<Action> {
        std::mem::take(&mut self.actions)
    }

    /// The code of the one answer, whose form is checked on the way.
    fn code(&mut self) -> u64 {
        let said = self.taken();
        let Some(Action::Send(text)) = said.first() else {
            panic!("no answer but {said:?}");
        };
        let answer: Value = serde_json::from_str(text).unwrap();
        let code = answer["return_code"].as_u64().unwrap();
        assert_eq!(said.contains(&Action::Subscribed), code == 0, "{said:?}");
        code
    }

    fn reg(&mut self, group: &str, refresh: &str, items: &[String], kinds: &[&str]) -> u64 {
        self.wait(Duration::from_secs(1));
        self.taken();
        let data = serde_json::json!([{"item": items, "type": kinds}]);
        let request =
            serde_json::json!({"trnm":"REG","grp_no":group,"refresh":refresh,"data":data});
        self.say(&request.to_string());
        self.code()
    }

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let pairs = self.desk.subscriptions().pairs.into_iter();
        pairs.map(|(kind, item)| (kind.code(), item)).collect()
    }
}

fn send(text: &str) -> Action {
    Action::Send(text.to_owned())
}

fn bye(ending: Ending) -> Action {
    Action::Close(1000, "Bye", ending)
}

fn codes(range: std::ops::Range<u32>) -> Vec<String> {
    range.map(|code| format!("{code:06}")).collect()
}

#[test]
fn a_token_is_accepted_or_refused() {
    let list = || Tokens::List(vec!["a".to_owned(), "b".to_owned()]);
    for (tokens, token, welcome) in [
        (Tokens::Any, r#""x""#, true),
        (Tokens::Any, r#""""#, false),
        (Tokens::Any, "null", false),
        (list(), r#""b""#, true),
        (list(), r#""c""#, false),
    ] {
        let mut bench = Bench::new(Rules {
            tokens,
            ..Rules::default()
        });
        bench.say(&format!(r#"{{"trnm":"LOGIN","token":{token}}}"#));
        assert_eq!(bench.taken(), []);
        bench.wait(Duration::from_millis(10));
        let said = bench.taken();
        if welcome {
            assert_eq!(said[0], send(texts::LOGIN_OK));
        } else {
            assert_eq!(
                said,
                [send(&texts::login_refused(8005)), bye(Ending::Refused)]
            );
            assert_eq!(bench.desk.deadline(), None);
        }
    }
}

#[test]
fn what_comes_before_the_login_is_done_is_ignored() {
    let mut bench = Bench::new(Rules::default());
    let reg =
        r#"{"trnm":"REG","grp_no":"1","refresh":"1","data":[{"item":["005930"],"type":["0B"]}]}"#;
    let ignored = r#"{"trnm":"REG","return_code":100013,"return_msg":"로그인 인증이 들어오기 전에 다른 전문이 들어왔습니다. 해당 전문은 무시됩니다. (TRNM=%s)"}"#;
    bench.say(reg);
    bench.say(r#"{"trnm":"LOGIN","token":"a"}"#);
    bench.say(reg);
    bench.wait(Duration::from_millis(10));
    let said = bench.taken();
    assert_eq!(
        said[..3],
        [send(ignored), send(ignored), send(texts::LOGIN_OK)]
    );
    assert!(bench.pairs().is_empty());
    bench.say(reg);
    assert_eq!(
        bench.taken(),
        [
            send(r#"{"trnm":"REG","return_code":0,"return_msg":""}"#),
            Action::Subscribed
        ]
    );
    assert_eq!(bench.pairs(), [("0B", "005930".to_owned())]);
}

#[test]
fn a_message_needs_a_trnm_at_any_time() {
    let missing = r#"{"trnm":"","return_code":100002,"return_msg":"필수 파라미터가 누락되어 있습니다(parameter=trnm)"}"#;
    let mut bench = Bench::new(Rules::default());
    for round in 0..2 {
        for text in [
            "{}",
            "[]",
            "PING",
            "{\"trnm\":7}",
            "{\"trnm\":\"\"}",
            "{\"broken",
            "",
        ] {
            bench.say(text);
            assert_eq!(bench.taken(), [send(missing)], "{round} {text}");
        }
        if round == 0 {
            bench.login();
        }
    }
}

#[test]
fn without_a_login_the_connection_ends_ten_seconds_after_the_last_frame() {
    let mut bench = Bench::new(Rules::default());
    bench.wait(Duration::from_secs(4));
    bench.say("{}");
    bench.taken();
    bench.wait(Duration::from_millis(9_999));
    assert_eq!(bench.taken(), []);
    bench.wait(Duration::from_millis(1));
    assert_eq!(bench.taken(), [send(texts::NO_LOGIN), bye(Ending::NoLogin)]);
}

#[test]
fn a_ping_follows_ten_idle_seconds_and_any_frame_defers_it() {
    let mut bench = Bench::open(Rules::default());
    let ping = [send(texts::PING)];
    for _ in 0..20 {
        bench.wait(Duration::from_millis(9_989));
        assert_eq!(bench.taken(), []);
        bench.wait(Duration::from_millis(11));
        assert_eq!(bench.taken(), ping);
        bench.say(texts::PING);
    }
    // A ping of the WebSocket's own counts as a frame.
    for _ in 0..10 {
        bench.wait(Duration::from_secs(9));
        bench.desk.heard(bench.now);
    }
    assert_eq!(bench.taken(), []);
}

#[test]
fn unanswered_pings_end_the_connection() {
    for limit in [1, 5] {
        let mut bench = Bench::open(Rules {
            unanswered_pings: limit,
            ..Rules::default()
        });
        bench.wait(Duration::from_secs(10) * limit);
        assert_eq!(bench.taken(), vec![send(texts::PING); limit as usize]);
        // An answer at the last moment starts the count anew.
        bench.say(texts::PING);
        bench.wait(Duration::from_secs(10) * limit);
        assert_eq!(bench.taken().len(), limit as usize);
        bench.wait(Duration::from_secs(10));
        assert_eq!(
            bench.taken(),
            [send(texts::NO_HEARTBEAT), bye(Ending::NoHeartbeat)]
        );
    }
}

#[test]
fn a_system_message_sent_back_ends_the_connection() {
    let mut bench = Bench::open(Rules::default());
    bench.say(texts::KICKED);
    assert_eq!(bench.taken(), [bye(Ending::Misbehaved)]);
    bench.say("{}");
    bench.wait(Duration::from_secs(60));
    assert_eq!(bench.taken(), []);
}

#[test]
fn the_second_login_with_a_token_kicks_the_first() {
    let mut tills = Tills::default();
    assert_eq!(tills.enter("a", 1, SecondSession::Kick), [0u64; 0]);
    assert_eq!(tills.enter("b", 2, SecondSession::Kick), [0u64; 0]);
    assert_eq!(tills.enter("a", 3, SecondSession::Kick), [1]);
    tills.leave(3);
    assert_eq!(tills.enter("a", 4, SecondSession::Kick), [0u64; 0]);
    assert_eq!(tills.enter("a", 4, SecondSession::Kick), [0u64; 0]);
    assert_eq!(tills.enter("a", 5, SecondSession::Stay), [0u64; 0]);
    assert_eq!(tills.enter("a", 6, SecondSession::Kick), [4, 5]);

    let mut bench = Bench::open(Rules::default());
    bench.desk.kick(&mut bench.actions);
    assert_eq!(bench.taken(), [send(texts::KICKED), bye(Ending::Kicked)]);
    bench.desk.kick(&mut bench.actions);
    assert_eq!(bench.taken(), []);
}

#[test]
fn items_and_types_are_crossed_and_groups_add_up() {
    let mut bench = Bench::open(Rules::default());
    let items = ["005930".to_owned(), "000660_NX".to_owned()];
    assert_eq!(bench.reg("1", "1", &items, &["0B", "0D"]), 0);
    assert_eq!(bench.pairs().len(), 4);
    // The same pair in another group doesn't come twice.
    assert_eq!(bench.reg("2", "1", &items[..1], &["0B"]), 0);
    assert_eq!(bench.pairs().len(), 4);
    // Refresh 0 empties its own group only.
    assert_eq!(bench.reg("1", "0", &items[1..], &["0C"]), 0);
    assert_eq!(
        bench.pairs(),
        [("0B", "005930".to_owned()), ("0C", "000660_NX".to_owned())]
    );
    // Rubbish is acknowledged, and silent.
    let rubbish = ["rubbish".to_owned(), "😀".to_owned()];
    assert_eq!(bench.reg("3", "1", &rubbish, &["0B", "ZZ"]), 0);
    // So is a US type on the domestic socket.
    assert_eq!(bench.reg("3", "1", &["NVDA".to_owned()], &["FE"]), 0);
    assert_eq!(bench.pairs().len(), 2);
    // Account and market types take an empty item, or any.
    assert_eq!(
        bench.reg("4", "1", &[String::new()], &["00", "04", "0s", "1h"]),
        0
    );
    assert_eq!(bench.reg("4", "1", &items, &["00"]), 0);
    assert_eq!(bench.pairs().len(), 6);
}

#[test]
fn several_entries_of_one_request_all_count() {
    let mut bench = Bench::open(Rules::default());
    bench.say(
        r#"{"trnm":"REG","grp_no":1,"data":[{"item":["005930"],"type":["0B"]},{"type":["00"]},{"item":["001"],"type":["0J","0U"]}]}"#,
    );
    assert_eq!(bench.code(), 0);
    let pairs = bench.pairs();
    assert_eq!(pairs.len(), 4);
    // The number 1 and the text "1" are the same group.
    bench.say(
        r#"{"trnm":"REMOVE","grp_no":"1","data":[{"item":["005930","001"],"type":["0B","0J"]}]}"#,
    );
    assert_eq!(
        bench.taken(),
        [
            send(r#"{"trnm":"REMOVE","return_code":0,"return_msg":""}"#),
            Action::Subscribed
        ]
    );
    assert_eq!(
        bench.pairs(),
        [("00", String::new()), ("0U", "001".to_owned())]
    );
}

#[test]
fn a_request_beyond_a_limit_is_refused_whole() {
    let rules = Rules {
        items_per_group: 100,
        items_per_session: 150,
        ..Rules::default()
    };
    let mut bench = Bench::open(rules);
    assert_eq!(bench.reg("1", "1", &codes(0..101), &["0B"]), 105_118);
    assert!(bench.pairs().is_empty());
    assert_eq!(bench.reg("1", "1", &codes(0..100), &["0B"]), 0);
    // More types of the same items cost nothing, nor does the empty item.
    assert_eq!(bench.reg("1", "1", &codes(0..100), &["0D", "0F", "0w"]), 0);
    assert_eq!(bench.reg("1", "1", &[String::new()], &["00"]), 0);
    // Suffixes are items of their own.
    assert_eq!(
        bench.reg("1", "1", &["000001_NX".to_owned()], &["0B"]),
        105_118
    );
    assert_eq!(bench.reg("2", "1", &codes(200..251), &["0B"]), 105_115);
    assert_eq!(bench.reg("2", "1", &codes(200..250), &["0B"]), 0);
    assert_eq!(bench.pairs().len(), 451);
    // Refresh 0 on one group makes room only there.
    assert_eq!(bench.reg("2", "0", &codes(300..350), &["0B"]), 0);
    assert_eq!(bench.reg("3", "0", &codes(400..401), &["0B"]), 105_115);
    // What is removed makes room, once the item has no type left.
    let remove = |types: &str| {
        format!(
            r#"{{"trnm":"REMOVE","grp_no":"2","data":[{{"item":["000300"],"type":[{types}]}}]}}"#
        )
    };
    bench.say(&remove(r#""0D""#));
    assert_eq!(bench.code(), 0);
    assert_eq!(bench.reg("3", "0", &codes(400..401), &["0B"]), 105_115);
    bench.say(&remove(r#""0B""#));
    assert_eq!(bench.code(), 0);
    assert_eq!(bench.reg("3", "0", &codes(400..401), &["0B"]), 0);
}

#[test]
fn refusals_have_the_captured_words() {
    let mut bench = Bench::open(Rules::paper());
    let mut refusal = |items: std::ops::Range<u32>, group: &str| {
        bench.wait(Duration::from_secs(1));
        bench.taken();
        let data = serde_json::json!([{"item": codes(items), "type": ["0B"]}]);
        let request = serde_json::json!({"trnm":"REG","grp_no":group,"refresh":"1","data":data});
        bench.say(&request.to_string());
        bench.taken().remove(0)
    };
    assert_eq!(
        refusal(0..101, "1"),
        send(
            r#"{"trnm":"REG","return_code":105118,"return_msg":"실시간 항목 등록에 실패했습니다. 등록 종목이 그룹번호에 등록할 수 있는 허용 개수(100)를 초과했습니다"}"#
        )
    );
    refusal(0..60, "1");
    assert_eq!(
        refusal(60..110, "2"),
        send(
            r#"{"trnm":"REG","return_code":105115,"return_msg":"실시간 항목 등록에 실패했습니다. 등록 종목이 허용 개수(100)를 초과했습니다"}"#
        )
    );
}

#[test]
fn requests_have_a_form() {
    for (request, code) in [
        (
            r#"{"trnm":"REG","grp_no":"1","data":[{"item":"005930","type":["0B"]}]}"#,
            105_111,
        ),
        (
            r#"{"trnm":"REG","grp_no":"1","data":[{"item":["005930"],"type":"0B"}]}"#,
            105_111,
        ),
        (
            r#"{"trnm":"REG","grp_no":"1","data":[{"item":["005930"]}]}"#,
            105_111,
        ),
        (
            r#"{"trnm":"REG","grp_no":"1","data":[{"item":[5930],"type":["0B"]}]}"#,
            105_111,
        ),
        (r#"{"trnm":"REG","grp_no":"1","data":{}}"#, 105_111),
        (r#"{"trnm":"REG","grp_no":"1"}"#, 100_002),
        (r#"{"trnm":"REG","data":[]}"#, 100_002),
        (
            r#"{"trnm":"REMOVE","grp_no":"9","data":[{"item":["005930"],"type":["0B"]}]}"#,
            0,
        ),
        (r#"{"trnm":"REG","grp_no":"1","refresh":1,"data":[]}"#, 0),
    ] {
        let mut bench = Bench::open(Rules::default());
        bench.say(request);
        assert_eq!(bench.code(), code, "{request}");
    }
}

#[test]
fn more_than_five_requests_in_a_second_are_refused() {
    let mut bench = Bench::open(Rules::default());
    let reg =
        r#"{"trnm":"REG","grp_no":"1","refresh":"1","data":[{"item":["005930"],"type":["0B"]}]}"#;
    let remove = reg.replace("REG", "REMOVE");
    let burst = |bench: &mut Bench| {
        let mut accepted = 0;
        for step in 0..50 {
            bench.say(if step % 2 == 0 { reg } else { &remove });
            match bench.code() {
                0 => accepted += 1,
                code => assert_eq!(code, 105_110),
            }
            bench.wait(Duration::from_millis(1));
        }
        accepted
    };
    assert_eq!(burst(&mut bench), 5);
    bench.wait(Duration::from_millis(949));
    assert_eq!(burst(&mut bench), 5);
    bench.say(reg);
    assert_eq!(
        bench.taken(),
        [send(
            r#"{"trnm":"REG","return_code":105110,"return_msg":"해당 TRNM으로 허용된 요청 건수를 초과하였습니다 (TRNM=REG)"}"#
        )]
    );
    // Spaced requests all pass.
    bench.wait(Duration::from_secs(1));
    for _ in 0..20 {
        bench.wait(Duration::from_millis(200));
        bench.say(reg);
        assert_eq!(bench.code(), 0);
    }
}

#[test]
fn only_known_symbols_have_a_market() {
    let known_symbols = Symbols::List(vec!["005930".to_owned()]);
    let mut bench = Bench::open(Rules {
        known_symbols,
        ..Rules::default()
    });
    let items: Vec<String> = ["005930", "005930_AL", "000660", ""]
        .map(str::to_owned)
        .into();
    assert_eq!(bench.reg("1", "1", &items, &["0B", "00"]), 0);
    assert_eq!(
        bench.pairs(),
        [
            ("00", String::new()),
            ("0B", "005930".to_owned()),
            ("0B", "005930_AL".to_owned())
        ]
    );
}

#[test]
fn condition_searches_start_after_the_list_and_stop() {
    for us in [false, true] {
        let g = if us { "G" } else { "" };
        let mut bench = Bench::on(
            Rules {
                conditions_per_session: 2,
                ..Rules::default()
            },
            us,
        );
        bench.login();
        let search = |seq: &str, kind: &str| {
            format!(r#"{{"trnm":"{g}CNSRREQ","seq":"{seq}","search_type":"{kind}"}}"#)
        };
        let mut ask = |text: String| {
            bench.wait(Duration::from_secs(1));
            bench.taken();
            bench.say(&text);
            let said = bench.taken();
            let Action::Send(answer) = &said[0] else {
                panic!("{said:?}")
            };
            let answer: Value = serde_json::from_str(answer).unwrap();
            (answer, bench.desk.subscriptions().conditions.len())
        };
        // Before the list nothing is found.
        assert_eq!(
            ask(search("1", "1")),
            (
                serde_json::json!({"trnm":format!("{g}CNSRREQ"),"seq":"1","return_code":0,"data":null}),
                0
            )
        );
        let (list, _) = ask(format!(r#"{{"trnm":"{g}CNSRLST"}}"#));
        assert_eq!(list["data"][4], serde_json::json!(["4", "조건5"]));
        let (page, running) = ask(search("1", "0"));
        assert_eq!((page["seq"].as_str().unwrap(), running), ("1  ", 0));
        assert!(!page["data"].as_array().unwrap().is_empty());
        let (live, running) = ask(search("1", "1"));
        assert_eq!((live["seq"].as_str().unwrap(), running), ("1", 1));
        assert!(live["data"][0]["jmcode"].is_string());
        assert_eq!(ask(search("9", "1")).0["data"], Value::Null);
        assert_eq!(ask(search("2 ", "1")).1, 2);
        let (full, running) = ask(search("3", "1"));
        assert_eq!(
            (full["return_code"].as_u64().unwrap(), running),
            (105_115, 2)
        );
        let (clear, running) = ask(format!(r#"{{"trnm":"{g}CNSRCLR","seq":"1"}}"#));
        assert_eq!((clear["seq"].as_str().unwrap(), running), ("1", 1));
    }
}

#[test]
fn each_socket_has_its_own_names() {
    for (us, request) in [(false, "GCNSRLST"), (true, "CNSRLST"), (false, "NOSUCH")] {
        let mut bench = Bench::on(Rules::default(), us);
        bench.login();
        bench.say(&format!(r#"{{"trnm":"{request}"}}"#));
        assert_eq!(bench.taken(), []);
    }
}
