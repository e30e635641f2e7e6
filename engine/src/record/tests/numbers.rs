//! Numbers with an arithmetic sign.

use crate::record::{Amount, Change, Change64, Missing, Percent, Quantity, Quantity32, Ratio};
use crate::schema::Decimal;
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_number_keeps_its_units(units in Change::<0>::MIN..=Change::<0>::MAX) {
        let number = Change::<0>::new(units);
        prop_assert_eq!(number.get(), Some(units));
        prop_assert_eq!(number.check(), Ok(units));
        prop_assert_eq!(number.bits(), units);
        prop_assert!(number > Change::NONE && number > Change::NOT_REPRESENTABLE);
    }

    #[test]
    fn numbers_compare_as_their_units_do(a: i64, b: i64) {
        let (left, right) = (Amount::<0>::new(a), Amount::<0>::new(b));
        prop_assume!(left.get().is_some() && right.get().is_some());
        prop_assert_eq!(left.cmp(&right), a.cmp(&b));
        prop_assert_eq!(left == right, a == b);
    }

    /// The text of a decimal is the number, digit by digit.
    #[test]
    fn a_decimal_reads_back(mantissa: i64, scale in 0..=19_u8) {
        let text = Decimal { mantissa, scale }.to_string();
        let digits: String = text.chars().filter(|letter| *letter != '.').collect();
        prop_assert_eq!(digits.parse::<i128>(), Ok(i128::from(mantissa)));
        let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        prop_assert_eq!(decimals, usize::from(scale));
        // And it is a number of JSON.
        prop_assert!(serde_json::from_str::<serde_json::Number>(&text).is_ok());
    }

    #[test]
    fn a_decimal_is_the_nearest_double_where_its_digits_fit_one(
        mantissa in -(1_i64 << 53)..1 << 53,
        scale in 0..=9_u8,
    ) {
        let number = Decimal { mantissa, scale };
        let nearest: f64 = number.to_string().parse().unwrap();
        prop_assert_eq!(number.to_f64(), nearest);
    }
}

/// Sentinels and limits of one type.
macro_rules! limits {
    ($($name:ident, $int:ident;)+) => {$(
        assert_eq!($name::<0>::NONE.bits(), $int::MIN);
        assert_eq!($name::<0>::NOT_REPRESENTABLE.bits(), $int::MIN + 1);
        assert_eq!($name::<0>::MIN, $int::MIN + 2);
        assert_eq!($name::<0>::MAX, $int::MAX);
        assert_eq!($name::<0>::new($int::MIN + 2).get(), Some($int::MIN + 2));
        assert_eq!($name::<0>::new($int::MAX).get(), Some($int::MAX));
        for below in [$int::MIN, $int::MIN + 1] {
            assert_eq!($name::<0>::new(below).check(), Err(Missing::NotRepresentable));
        }
        assert_eq!($name::<0>::default().check(), Err(Missing::Absent));
        assert_eq!($name::<0>::NONE.decimal(), None);
        assert_eq!($name::<0>::NONE.to_f64(), None);
        assert!($name::<0>::NONE < $name::<0>::NOT_REPRESENTABLE);
        assert!($name::<0>::NOT_REPRESENTABLE < $name::<0>::new($name::<0>::MIN));
        let shown = ($name::<0>::NONE, $name::<0>::NOT_REPRESENTABLE);
        assert_eq!(format!("{:>3} {}", shown.0, shown.1), "  - -");
        assert_eq!(format!("{shown:?}"), "(None, NotRepresentable)");
    )+};
}

#[test]
fn the_two_lowest_integers_are_no_numbers() {
    limits! {
        Change, i32;
        Change64, i64;
        Quantity, i64;
        Quantity32, i32;
        Amount, i64;
        Percent, i32;
        Ratio, i64;
    }
}

#[test]
fn numbers_show_their_decimals() {
    assert_eq!(Percent::<2>::new(-24).to_string(), "-0.24");
    assert_eq!(Percent::<2>::new(-2400).to_string(), "-24.00");
    assert_eq!(Percent::<2>::new(5).to_string(), "0.05");
    assert_eq!(Ratio::<6>::new(-1).to_string(), "-0.000001");
    assert_eq!(Quantity::<0>::new(-82).to_string(), "-82");
    assert_eq!(
        Amount::<6>::new(36_384_473_963_000).to_string(),
        "36384473.963000"
    );
    assert_eq!(
        Amount::<0>::new(i64::MAX).to_string(),
        "9223372036854775807"
    );
    assert_eq!(format!("[{:>8}]", Percent::<2>::new(-24)), "[   -0.24]");
    assert_eq!(format!("[{:+}]", Change::<0>::new(50)), "[+50]");
    assert_eq!(format!("{:?}", Percent::<2>::new(-24)), "-0.24");
    assert_eq!(Percent::<2>::new(-24).to_f64(), Some(-0.24));
    let number = Percent::<2>::new(-24).decimal();
    assert_eq!(
        number,
        Some(Decimal {
            mantissa: -24,
            scale: 2
        })
    );
}

/// A decimal can be made by anyone, with more decimals than fields have.
#[test]
fn a_decimal_of_absurd_scale_is_shown_all_the_same() {
    let shown = |mantissa, scale| Decimal { mantissa, scale }.to_string();
    assert_eq!(shown(i64::MIN, 19), "-0.9223372036854775808");
    assert_eq!(shown(-5, 20), "-5e-20");
    assert_eq!(shown(i64::MIN, 255), "-9223372036854775808e-255");
}
