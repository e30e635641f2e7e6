//! The records that no table says, as C sees them, against the engine's own.
//!
//! Those of the tables need no test here: both sides are written from one layout,
//! and both assert it when they are compiled.

use engine::record::{
    Gap, Link, LinkEventKind, RecordFlags, RecordRef, Staleness, StalenessEvent, SymbolId,
    TradesMissing, Unknown, UnknownField, Venue,
};
use engine::schema::{MESSAGES, RecordKind};
use std::mem::offset_of;

const RECORDS: &str = include_str!("../include/kiwoom_records.h");
const VALUES: &str = include_str!("../include/kiwoom_values.h");

/// The header asserts this, so a C compiler holds it.
fn asserts(what: &str) {
    assert!(
        RECORDS.contains(&format!("KW_LAYOUT({what});")),
        "kiwoom_records.h doesn't say {what}"
    );
}

macro_rules! same {
    ($record:ident, $name:literal; $($member:ident)+) => {
        asserts(&format!("sizeof(kw_{}) == {}", $name, size_of::<$record>()));
        $(asserts(&format!(
            "offsetof(kw_{}, {}) == {}",
            $name, stringify!($member), offset_of!($record, $member)
        ));)+
    };
}

#[test]
fn own_records_lie_as_the_engine_has_them() {
    same! { Link, "link"; code accepted rejected event message_type item system_code text last_rx_ns retry_in_ms }
    same! { Gap, "gap"; lost first last }
    same! { Unknown, "unknown"; message_type count kept }
    same! { TradesMissing, "trades_missing"; quantity previous cumulative }
    same! { Staleness, "staleness"; quiet_ns limit_ns message_type event }
}

#[test]
fn records_of_the_tables_have_the_engines_sizes_and_numbers() {
    for spec in MESSAGES {
        asserts(&format!("sizeof(kw_{}) == {}", spec.name, spec.record_size));
        let kind = format!(
            "KW_KIND_{} = {},",
            spec.name.to_uppercase(),
            spec.kind.number()
        );
        assert!(RECORDS.contains(&kind), "{kind}");
        for field in spec.fields {
            // Those of arrays are asserted by element.
            if RECORDS.contains(&format!("offsetof(kw_{}, {})", spec.name, field.name)) {
                asserts(&format!(
                    "offsetof(kw_{}, {}) == {}",
                    spec.name, field.name, field.offset
                ));
            }
        }
    }
    for (name, kind) in [
        ("LINK", RecordKind::Link),
        ("GAP", RecordKind::Gap),
        ("UNKNOWN", RecordKind::Unknown),
        ("TRADES_MISSING", RecordKind::TradesMissing),
        ("STALENESS", RecordKind::Staleness),
    ] {
        let line = format!("KW_KIND_{name} = {},", kind.number());
        assert!(RECORDS.contains(&line), "{line}");
    }
}

/// A record of 1,024 bytes, as the header lays it out, read by the engine. 8-byte
/// words, so that it is aligned.
struct Bytes([u64; 128]);

impl Bytes {
    fn put(&mut self, offset: usize, bytes: &[u8]) {
        let start = self.0.as_mut_ptr().cast::<u8>();
        for (at, byte) in bytes.iter().enumerate() {
            assert!(offset + at < size_of::<Self>());
            // SAFETY: within the array.
            #[expect(unsafe_code, reason = "bytes of words, without another crate")]
            unsafe {
                start.add(offset + at).write(*byte);
            }
        }
    }

    fn record(&self) -> RecordRef<'_> {
        // SAFETY: the array's bytes.
        #[expect(unsafe_code, reason = "bytes of words, without another crate")]
        let bytes =
            unsafe { std::slice::from_raw_parts(self.0.as_ptr().cast::<u8>(), size_of::<Self>()) };
        RecordRef::from_bytes(bytes).unwrap()
    }

    /// Puts a member where the header says that it is.
    fn member(&mut self, of: &str, name: &str, bytes: &[u8]) {
        let line = format!("KW_LAYOUT(offsetof(kw_{of}, {name}) == ");
        let rest = RECORDS
            .split(&line)
            .nth(1)
            .unwrap_or_else(|| panic!("{line}"));
        let offset = rest.split(')').next().unwrap().parse().unwrap();
        self.put(offset, bytes);
    }
}

/// Members that only the engine itself can name are found by what they do.
#[test]
fn the_header_of_records_is_read_where_c_has_it() {
    let mut bytes = Bytes([0; 128]);
    let of = "record_header";
    bytes.member(of, "kind", &[RecordKind::Unknown.number()]);
    bytes.member(of, "lines", &[16]);
    bytes.member(of, "flags", &RecordFlags::CONFLATED.bits().to_ne_bytes());
    bytes.member(of, "symbol", &7_u32.to_ne_bytes());
    bytes.member(of, "epoch", &3_u32.to_ne_bytes());
    bytes.member(of, "connection", &2_u16.to_ne_bytes());
    bytes.member(of, "venue", &[Venue::NXT.number()]);
    bytes.member(of, "sequence", &11_u64.to_ne_bytes());
    bytes.member(of, "rx_kernel_ns", &12_u64.to_ne_bytes());
    bytes.member(of, "rx_mono_ns", &13_u64.to_ne_bytes());
    bytes.member(of, "ready_mono_ns", &14_u64.to_ne_bytes());
    bytes.member(of, "item", b"\x09005930_NX");
    let of = "unknown";
    bytes.member(of, "message_type", b"\x020B");
    bytes.member(of, "count", &2_u32.to_ne_bytes());
    bytes.member(of, "kept", &1_u32.to_ne_bytes());
    bytes.member(of, "used", &9_u32.to_ne_bytes());
    bytes.member(of, "bytes", b"\x04\x02\x009999ab");

    let header = bytes.record().header();
    assert_eq!(header.len_bytes(), 1024);
    assert_eq!(header.flags(), RecordFlags::CONFLATED);
    assert_eq!(header.symbol(), SymbolId::from_index(7));
    assert_eq!((header.epoch(), header.connection()), (3, 2));
    assert_eq!(header.venue(), Venue::NXT);
    assert_eq!(header.sequence(), 11);
    assert_eq!(header.rx_kernel().unwrap().get(), 12);
    assert_eq!(header.rx_mono().nanos(), 13);
    assert_eq!(header.ready_mono().nanos(), 14);
    assert_eq!(header.item(), "005930_NX");
    let unknown = bytes.record().get::<Unknown>().unwrap();
    assert_eq!((unknown.count, unknown.kept), (2, 1));
    let field = UnknownField {
        code: "9999",
        text: "ab",
    };
    assert_eq!(unknown.fields().collect::<Vec<_>>(), [field]);
}

#[test]
fn constants_are_the_engines() {
    let mut wanted = vec![format!(
        "KW_LAYOUT_VERSION {}",
        engine::record::LAYOUT_VERSION
    )];
    let numbered = |prefix: &str, name: &str, number: u64| format!("KW_{prefix}_{name} = {number}");
    for event in LinkEventKind::ALL {
        // Its number stands nowhere else than in a record.
        let number = (0..=u8::MAX).find(|number| {
            let mut bytes = Bytes([0; 128]);
            bytes.member("record_header", "kind", &[RecordKind::Link.number()]);
            bytes.member("record_header", "lines", &[5]);
            bytes.member("link", "event", &[*number]);
            bytes.record().get::<Link>().unwrap().event == event
        });
        wanted.push(numbered(
            "LINK",
            event.name().unwrap(),
            u64::from(number.unwrap()),
        ));
    }
    for (event, number) in [(StalenessEvent::STALE, 1), (StalenessEvent::FRESH, 2)] {
        let mut bytes = Bytes([0; 128]);
        bytes.member("record_header", "kind", &[RecordKind::Staleness.number()]);
        bytes.member("record_header", "lines", &[2]);
        bytes.member("staleness", "event", &[number]);
        assert_eq!(bytes.record().get::<Staleness>().unwrap().event, event);
        wanted.push(numbered(
            "STALENESS",
            event.name().unwrap(),
            u64::from(number),
        ));
    }
    for (name, flag) in [
        ("LAST_IN_FRAME", RecordFlags::LAST_IN_FRAME),
        ("TRUNCATED", RecordFlags::TRUNCATED),
        ("GAP_BEFORE", RecordFlags::GAP_BEFORE),
        ("NOT_REPRESENTABLE", RecordFlags::NOT_REPRESENTABLE),
        ("UNKNOWN_FIELDS", RecordFlags::UNKNOWN_FIELDS),
        ("DUPLICATE_FIELDS", RecordFlags::DUPLICATE_FIELDS),
        ("CONFLATED", RecordFlags::CONFLATED),
        ("SNAPSHOT", RecordFlags::SNAPSHOT),
    ] {
        wanted.push(numbered("FLAG", name, u64::from(flag.bits())));
    }
    for venue in [
        Venue::KRX,
        Venue::NXT,
        Venue::SOR,
        Venue::NYSE,
        Venue::NASDAQ,
        Venue::AMEX,
    ] {
        wanted.push(numbered(
            "VENUE",
            &format!("{venue:?}"),
            u64::from(venue.number()),
        ));
    }
    for line in wanted {
        let ends = [",", "\n", " }"].map(|end| format!("{line}{end}"));
        assert!(ends.iter().any(|it| VALUES.contains(it)), "{line}");
    }
}
