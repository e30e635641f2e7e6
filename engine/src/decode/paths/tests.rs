use super::{DecoderPath, Look, MOST_CLOSERS, Portable};

/// What one way is called with, and gives.
type Way<I, O> = fn(&I) -> O;

/// All ways that this processor has, of something that is written once for each.
macro_rules! ways {
    ($function:ident) => {{
        let mut ways = vec![$function::<Portable> as Way<_, _>];
        #[cfg(target_arch = "x86_64")]
        if DecoderPath::Avx2.is_available() {
            ways.push($function::<super::Avx2>);
        }
        #[cfg(target_arch = "x86_64")]
        if DecoderPath::Avx512.is_available() {
            ways.push($function::<super::Avx512>);
        }
        ways
    }};
}

fn texts<L: Look>(block: &[u8; 32]) -> (u32, u32) {
    L::texts(block)
}

fn closers<L: Look>(block: &[u8; 65]) -> Vec<u32> {
    let mut places = [0; MOST_CLOSERS];
    let found = L::closers(block, 1_000, &mut places);
    places[..found].to_vec()
}

#[test]
fn texts_end_at_quotes_and_are_plain() {
    for byte in 0..=u8::MAX {
        for other in [b'a', b'"', 0x1f, 0x80] {
            for at in 0..32 {
                let mut block = [other; 32];
                block[at] = byte;
                let expected = block.iter().enumerate().fold((0, 0), |all, (at, byte)| {
                    let is_odd = *byte < 0x20 || *byte >= 0x80 || *byte == b'\\';
                    (
                        all.0 | u32::from(*byte == b'"') << at,
                        all.1 | u32::from(is_odd) << at,
                    )
                });
                for way in ways!(texts) {
                    assert_eq!(way(&block), expected);
                }
            }
        }
    }
}

#[test]
fn closers_are_quotes_before_commas() {
    let mut random = 1_u64;
    for _ in 0..10_000 {
        let mut block = [0; 65];
        for byte in &mut block {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            *byte = [b'"', b',', b'1', 0xa2, 0xac, 0x23, 0x2d, 0x80][(random >> 61) as usize];
        }
        let is_closer = |at: &usize| block[*at] == b'"' && block[at + 1] == b',';
        let places = (0..64).filter(is_closer).map(|at| at as u32 + 1_000);
        let expected: Vec<u32> = places.collect();
        for way in ways!(closers) {
            assert_eq!(way(&block), expected);
        }
    }
    // The most that there can be.
    let mut block = [b','; 65];
    block.iter_mut().step_by(2).for_each(|byte| *byte = b'"');
    for way in ways!(closers) {
        assert_eq!(way(&block).len(), MOST_CLOSERS);
    }
}
