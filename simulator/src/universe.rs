//! What can be traded: well-known names, and a plausible invention for every
//! other code.

use crate::price::Ticks;
use crate::rng::Rng;

/// What the exchange knows of one stock before the day starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Listing {
    pub(crate) name: String,
    /// Previous close, in won (Korea) or ten-thousandths of a dollar (US).
    pub(crate) previous: u64,
    /// Shares listed.
    pub(crate) shares: u64,
}

/// Code, name, previous close in won, shares listed in thousands.
type Row = (&'static str, &'static str, u64, u64);

/// The built-in Korean stocks. The first ones are what market-wide pushes,
/// conditions and the account's orders are about.
#[rustfmt::skip]
pub(crate) const STOCKS: [Row; 34] = [
    ("005930", "삼성전자", 269_000, 5_846_279),
    ("000660", "SK하이닉스", 1_842_000, 712_702),
    ("373220", "LG에너지솔루션", 425_500, 234_000),
    ("207940", "삼성바이오로직스", 1_396_000, 46_290),
    ("005380", "현대차", 406_500, 204_757),
    ("000270", "기아", 131_400, 390_412),
    ("068270", "셀트리온", 187_300, 230_973),
    ("105560", "KB금융", 128_900, 381_462),
    ("035420", "NAVER", 251_000, 156_852),
    ("035720", "카카오", 62_700, 442_243),
    ("005490", "POSCO홀딩스", 312_500, 80_932),
    ("051910", "LG화학", 331_000, 70_592),
    ("006400", "삼성SDI", 268_500, 80_585),
    ("028260", "삼성물산", 226_000, 169_976),
    ("012330", "현대모비스", 301_000, 91_836),
    ("055550", "신한지주", 71_800, 485_495),
    ("086790", "하나금융지주", 92_400, 278_407),
    ("012450", "한화에어로스페이스", 948_000, 51_563),
    ("034020", "두산에너빌리티", 81_300, 640_561),
    ("329180", "HD현대중공업", 517_000, 88_773),
    ("015760", "한국전력", 42_350, 641_964),
    ("033780", "KT&G", 139_500, 118_230),
    ("017670", "SK텔레콤", 54_900, 214_790),
    ("003550", "LG", 76_200, 155_500),
    ("011200", "HMM", 22_850, 1_024_797),
    ("039490", "키움증권", 231_500, 26_217),
    ("247540", "에코프로비엠", 148_200, 97_801),
    ("196170", "알테오젠", 455_500, 53_464),
    ("000880", "한화", 97_600, 74_959),
    ("00088K", "한화3우B", 40_350, 22_472),
    ("109670", "씨싸이트", 3_490, 31_200),
    ("078860", "엔에스이엔엠", 2_875, 44_870),
    ("069500", "KODEX 200", 74_800, 198_200),
    ("122630", "KODEX 레버리지", 61_200, 74_500),
];

/// The built-in ELWs: prices are those of the warrant.
const ELWS: [Row; 2] = [
    ("57JBHH", "한국JBHH삼성전자콜", 450, 30_000),
    ("58K2A1", "KBK2A1코스피200풋", 1_265, 24_000),
];

/// The built-in US stocks: code, name, previous close in ten-thousandths of a
/// dollar, shares listed in thousands, exchange.
#[rustfmt::skip]
pub(crate) const US_STOCKS: [(&str, &str, u64, u64, &str); 10] = [
    ("NVDA", "엔비디아", 1_949_700, 24_300_000, "ND"),
    ("AAPL", "애플", 2_734_200, 14_780_000, "ND"),
    ("TSLA", "테슬라", 4_118_500, 3_325_000, "ND"),
    ("MSFT", "마이크로소프트", 5_241_000, 7_430_000, "ND"),
    ("AMZN", "아마존닷컴", 2_318_800, 10_690_000, "ND"),
    ("GOOGL", "알파벳 A", 3_012_600, 5_810_000, "ND"),
    ("META", "메타 플랫폼스", 7_095_300, 2_520_000, "ND"),
    ("COIN", "코인베이스", 3_127_400, 224_000, "ND"),
    ("SOFI", "소파이 테크놀로지스", 274_600, 1_197_000, "ND"),
    ("BRK.B", "버크셔 해서웨이 B", 4_986_200, 1_340_000, "NY"),
];

/// The stock behind a bare six-character code: a built-in one, or one that the
/// code and the seed make up.
pub(crate) fn stock(seed: u64, code: &str) -> Listing {
    let known = STOCKS.iter().chain(&ELWS).find(|row| row.0 == code);
    if let Some(&(_, name, previous, thousands)) = known {
        return Listing {
            name: name.to_owned(),
            previous,
            shares: thousands * 1_000,
        };
    }
    let mut rng = Rng::named(seed, code);
    // Evenly over the decades from 1,000 to 999,999 won; warrants are cheap.
    let decade = if is_warrant(code) {
        100
    } else {
        1_000 * 10u64.pow(rng.below(3) as u32)
    };
    let previous = Ticks::Korea.floor(rng.between(decade, decade * 10 - 1));
    Listing {
        name: format!("종목{code}"),
        previous,
        shares: rng.between(10_000, 500_000) * 1_000,
    }
}

/// The US stock behind a symbol, with its exchange.
pub(crate) fn us_stock(seed: u64, symbol: &str) -> (Listing, &'static str) {
    if let Some(row) = US_STOCKS.iter().find(|row| row.0 == symbol) {
        let listing = Listing {
            name: row.1.to_owned(),
            previous: row.2,
            shares: row.3 * 1_000,
        };
        return (listing, row.4);
    }
    let mut rng = Rng::named(seed, symbol);
    let listing = Listing {
        name: symbol.to_owned(),
        previous: Ticks::Cent.floor(rng.between(50_000, 5_000_000)),
        shares: rng.between(10_000, 1_000_000) * 1_000,
    };
    (listing, ["ND", "NY", "NA"][rng.below(3) as usize])
}

/// Whether a stock code is that of an ELW, which start with a 5.
pub(crate) fn is_warrant(code: &str) -> bool {
    code.starts_with('5') && code.bytes().any(|byte| byte.is_ascii_uppercase())
}

/// Previous close of a sector index in hundredths of a point, and the number
/// of its issues.
pub(crate) fn sector(seed: u64, code: &str) -> (u64, u64) {
    match code {
        "001" => (629_656, 963),
        "101" => (102_418, 1_812),
        "201" => (84_725, 200),
        _ => {
            let mut rng = Rng::named(seed, code);
            (rng.between(50_000, 400_000), rng.between(20, 400))
        }
    }
}

/// Previous price of gold in won.
pub(crate) fn gold(seed: u64, item: &str) -> u64 {
    match item {
        "MGU" => 339_456,
        _ => Rng::named(seed, item).between(150_000, 400_000),
    }
}

/// Whether `item` has the form of a Korean stock, with its bare code.
pub(crate) fn stock_code(item: &str) -> Option<&str> {
    let code = item
        .strip_suffix("_NX")
        .or_else(|| item.strip_suffix("_AL"))
        .unwrap_or(item);
    let fits = code.len() == 6
        && code
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    fits.then_some(code)
}

/// Whether `item` has the form of a US symbol.
pub(crate) fn is_us_symbol(item: &str) -> bool {
    (1..=5).contains(&item.len())
        && item
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_prices_are_valid_and_codes_are_unique() {
        let mut codes: Vec<&str> = STOCKS.iter().map(|row| row.0).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), STOCKS.len());
        for row in &STOCKS {
            assert_eq!(stock_code(row.0), Some(row.0));
            assert_eq!(Ticks::Korea.floor(row.2), row.2, "{}", row.1);
        }
    }

    #[test]
    fn any_code_has_a_price_of_its_own_that_the_seed_decides() {
        assert_eq!(stock(7, "0004V0"), stock(7, "0004V0"));
        assert_ne!(stock(7, "0004V0"), stock(8, "0004V0"));
        assert_ne!(stock(7, "0004V0").previous, stock(7, "123456").previous);
        assert_eq!(stock(7, "005930"), stock(8, "005930"));
        assert!(stock(7, "52ABCD").previous < 1_000);
    }

    #[test]
    fn items_are_told_by_their_form() {
        assert_eq!(stock_code("005930_AL"), Some("005930"));
        assert_eq!(stock_code("00088K_NX"), Some("00088K"));
        for rubbish in [
            "",
            "5930",
            "A005930",
            "005930_XX",
            "00593é",
            "00593\"",
            "_NX",
        ] {
            assert_eq!(stock_code(rubbish), None, "{rubbish}");
        }
        assert!(is_us_symbol("BRK.B") && !is_us_symbol("nvda") && !is_us_symbol(""));
    }
}
