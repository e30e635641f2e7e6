//! Numbers as the wire writes them, straight into a byte buffer.

/// Appends `value` in decimal.
pub(crate) fn uint(out: &mut Vec<u8>, mut value: u64) {
    let mut digits = [0u8; 20];
    let mut at = digits.len();
    loop {
        at -= 1;
        digits[at] = b'0' + (value % 10) as u8;
        value /= 10;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(&digits[at..]);
}

/// Appends `value` with a minus when negative and nothing otherwise.
pub(crate) fn int(out: &mut Vec<u8>, value: i64) {
    if value < 0 {
        out.push(b'-');
    }
    uint(out, value.unsigned_abs());
}

/// Appends `value` with `+` or `-`; zero has no sign.
pub(crate) fn signed(out: &mut Vec<u8>, value: i64) {
    sign(out, value);
    uint(out, value.unsigned_abs());
}

/// Appends `value` with `+` or `-`; zero has a blank where the sign stands.
pub(crate) fn blank_signed(out: &mut Vec<u8>, value: i64) {
    if value == 0 {
        out.push(b' ');
    }
    signed(out, value);
}

/// Appends the sign of `value`: `+`, `-` or nothing.
pub(crate) fn sign(out: &mut Vec<u8>, value: i64) {
    match value {
        1.. => out.push(b'+'),
        0 => {}
        _ => out.push(b'-'),
    }
}

/// Appends `value` with leading zeros up to `width` digits.
pub(crate) fn padded(out: &mut Vec<u8>, value: u64, width: u32) {
    let mut bound = 1;
    for _ in 1..width {
        bound *= 10;
        if value < bound {
            out.push(b'0');
        }
    }
    // The zeros were pushed for each missing digit; the digits follow.
    uint(out, value);
}

/// Appends `value`, which counts units of ten to the minus `decimals`.
pub(crate) fn fixed(out: &mut Vec<u8>, value: u64, decimals: u32) {
    let scale = 10u64.pow(decimals);
    uint(out, value / scale);
    out.push(b'.');
    padded(out, value % scale, decimals);
}

/// Appends a magnitude with the sign of its distance to `base`, which is how
/// prices tell their direction against the previous close.
pub(crate) fn direction(out: &mut Vec<u8>, magnitude: u64, base: u64) {
    direction_sign(out, magnitude, base);
    uint(out, magnitude);
}

/// The sign that [`direction`] writes.
pub(crate) fn direction_sign(out: &mut Vec<u8>, magnitude: u64, base: u64) {
    match magnitude.cmp(&base) {
        std::cmp::Ordering::Greater => out.push(b'+'),
        std::cmp::Ordering::Equal => {}
        std::cmp::Ordering::Less => out.push(b'-'),
    }
}

/// A hundred times `part / whole` in hundredths, rounded half up; zero when
/// there is no whole.
pub(crate) fn percent(part: u64, whole: u64) -> u64 {
    if whole == 0 {
        return 0;
    }
    match part.checked_mul(20_000) {
        Some(doubled) => (doubled + whole) / (2 * whole),
        None => ((u128::from(part) * 20_000 + u128::from(whole)) / (2 * u128::from(whole))) as u64,
    }
}

/// Appends [`percent`] of a signed part with a true sign and two decimals.
pub(crate) fn signed_percent(out: &mut Vec<u8>, part: i64, whole: u64) {
    let value = percent(part.unsigned_abs(), whole);
    if value > 0 {
        sign(out, part);
    }
    fixed(out, value, 2);
}

/// Appends the time of day `seconds` after midnight as HHMMSS.
pub(crate) fn time(out: &mut Vec<u8>, seconds: u32) {
    for part in [seconds / 3600 % 24, seconds / 60 % 60, seconds % 60] {
        out.push(b'0' + (part / 10) as u8);
        out.push(b'0' + (part % 10) as u8);
    }
}

/// Appends text.
pub(crate) fn text(out: &mut Vec<u8>, text: &str) {
    out.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_written_as_the_wire_has_them() {
        for value in [0, 7, 10, 99, 100, 65_536, u64::MAX] {
            assert_eq!(written(|out| uint(out, value)), value.to_string());
        }
        assert_eq!(written(|out| int(out, i64::MIN)), i64::MIN.to_string());
        assert_eq!(written(|out| signed(out, 5)), "+5");
        assert_eq!(written(|out| signed(out, 0)), "0");
        assert_eq!(written(|out| blank_signed(out, 0)), " 0");
        assert_eq!(written(|out| blank_signed(out, -19)), "-19");
        assert_eq!(written(|out| padded(out, 18, 7)), "0000018");
        assert_eq!(written(|out| padded(out, 0, 2)), "00");
        assert_eq!(written(|out| padded(out, 12345, 4)), "12345");
        assert_eq!(written(|out| fixed(out, 5, 2)), "0.05");
        assert_eq!(written(|out| fixed(out, 1_984_200, 4)), "198.4200");
        assert_eq!(written(|out| direction(out, 0, 100)), "-0");
        assert_eq!(written(|out| direction(out, 101, 100)), "+101");
        assert_eq!(written(|out| direction(out, 100, 100)), "100");
        assert_eq!(written(|out| time(out, 9 * 3600 + 61)), "090101");
    }

    #[test]
    fn percentages_round_half_up() {
        assert_eq!(percent(1, 8), 1250);
        assert_eq!(percent(3_266_718, 3_645_181), 8962);
        assert_eq!(percent(1, 20_000), 1);
        assert_eq!(percent(1, 20_001), 0);
        assert_eq!(percent(u64::MAX / 4, u64::MAX / 2), 5000);
        assert_eq!(percent(1, 0), 0);
        assert_eq!(
            written(|out| signed_percent(out, -11_250, 269_000)),
            "-4.18"
        );
        assert_eq!(written(|out| signed_percent(out, -1, 1_000_000)), "0.00");
    }
}
