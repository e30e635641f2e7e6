//! Magnitudes with a direction.

use crate::record::{DirectedPercent, Direction, Missing, Price, Price64};
use Direction::{Down, Unchanged, Up};
use proptest::prelude::*;
use std::cmp::Ordering;

fn direction() -> impl Strategy<Value = Direction> {
    proptest::sample::select(&[Unchanged, Up, Down][..])
}

proptest! {
    #[test]
    fn a_price_keeps_magnitude_and_direction(
        magnitude in 0..=Price::<0>::MAX,
        direction in direction(),
    ) {
        let price = Price::<0>::new(magnitude, direction);
        prop_assert_eq!(price.get(), Some(magnitude));
        prop_assert_eq!(price.check(), Ok(magnitude));
        prop_assert_eq!(price.direction(), Some(direction));
        let again = Price::<0>::from_bits(price.bits());
        prop_assert_eq!(again.get(), Some(magnitude));
        prop_assert_eq!(again.direction(), Some(direction));
    }

    #[test]
    fn prices_compare_by_magnitude(
        a in 0..=Price64::<4>::MAX,
        b in 0..=Price64::<4>::MAX,
        one in direction(),
        other in direction(),
    ) {
        let (left, right) = (Price64::<4>::new(a, one), Price64::<4>::new(b, other));
        prop_assert_eq!(left.partial_cmp(&right), Some(a.cmp(&b)));
        prop_assert_eq!(left == right, a == b);
        prop_assert_eq!(left, Price64::<4>::new(a, other));
    }

    /// Bytes from elsewhere are a price or none, but never a panic.
    #[test]
    fn any_bits_read_as_something(bits: u32) {
        let price = Price::<2>::from_bits(bits);
        prop_assert_eq!(price.get().is_some(), price.direction().is_some());
        prop_assert_eq!(price.get(), price.check().ok());
        let shown = format!("{price} {price:?}");
            prop_assert!(!shown.is_empty());
        prop_assert_eq!(price.partial_cmp(&price), Some(Ordering::Equal));
    }
}

#[test]
fn the_limits_are_where_the_documentation_has_them() {
    assert_eq!(Price::<0>::MAX, 1_073_741_821);
    assert_eq!(Price64::<0>::MAX, (1 << 62) - 3);
    for direction in [Unchanged, Up, Down] {
        let most = Price::<0>::new(Price::<0>::MAX, direction);
        assert_eq!(
            (most.get(), most.direction()),
            (Some(Price::<0>::MAX), Some(direction))
        );
        let more = Price::<0>::new(Price::<0>::MAX + 1, direction);
        assert_eq!(more.check(), Err(Missing::NotRepresentable));
        let more = Price64::<0>::new(u64::MAX, direction);
        assert_eq!(more.check(), Err(Missing::NotRepresentable));
        let more = DirectedPercent::<2>::new(u32::MAX, direction);
        assert_eq!(more.check(), Err(Missing::NotRepresentable));
    }
}

#[test]
fn no_price_is_neither_more_nor_less() {
    let (none, unfit) = (Price::<0>::NONE, Price::<0>::NOT_REPRESENTABLE);
    let price = Price::<0>::new(1, Unchanged);
    for missing in [none, unfit] {
        assert_eq!(missing.get(), None);
        assert_eq!(missing.direction(), None);
        assert_eq!(missing.decimal(), None);
        assert_eq!(missing.to_f64(), None);
        for (left, right) in [(missing, price), (price, missing)] {
            assert_eq!(left.partial_cmp(&right), None);
            assert_ne!(left, right);
        }
        // As PartialOrd promises: what is equal also compares as equal.
        assert_eq!(missing, missing);
        assert_eq!(missing.partial_cmp(&missing), Some(Ordering::Equal));
    }
    assert_ne!(none, unfit);
    assert_eq!(none.partial_cmp(&unfit), None);
    assert_eq!(none.check(), Err(Missing::Absent));
    assert_eq!(unfit.check(), Err(Missing::NotRepresentable));
    assert_eq!(Price::<0>::default().check(), Err(Missing::Absent));
}

#[test]
fn prices_show_the_magnitude_and_debug_the_direction() {
    let won = |direction| Price::<0>::new(20_800, direction);
    assert_eq!(
        format!("{} {} {}", won(Up), won(Down), won(Unchanged)),
        "20800 20800 20800"
    );
    assert_eq!(
        format!("{:?} {:?} {:?}", won(Up), won(Down), won(Unchanged)),
        "+20800 -20800 20800"
    );
    let dollars = Price64::<4>::new(1_984_205, Down);
    assert_eq!(format!("{dollars} {dollars:?}"), "198.4205 -198.4205");
    assert_eq!(
        format!("{} {:?}", Price::<2>::new(5, Up), Price::<2>::new(0, Down)),
        "0.05 -0.00"
    );
    assert_eq!(
        format!("[{:>8}] [{:<8}] [{:08}]", won(Up), won(Up), won(Up)),
        "[   20800] [20800   ] [00020800]"
    );
    assert_eq!(
        format!("[{:>4}] {:?}", Price::<0>::NONE, Price::<0>::NONE),
        "[   -] None"
    );
    let unfit = Price::<0>::NOT_REPRESENTABLE;
    assert_eq!(format!("{unfit} {unfit:?}"), "- NotRepresentable");
}

#[test]
fn prices_as_floating_point_numbers() {
    assert_eq!(Price64::<4>::new(1_984_200, Down).to_f64(), Some(198.42));
    assert_eq!(DirectedPercent::<2>::new(4726, Down).to_f64(), Some(47.26));
    assert_eq!(Price::<0>::new(0, Unchanged).to_f64(), Some(0.0));
}

#[test]
fn directions_have_names() {
    assert_eq!(
        [Unchanged, Up, Down].map(Direction::name),
        ["unchanged", "up", "down"]
    );
}
