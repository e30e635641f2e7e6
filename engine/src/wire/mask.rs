//! Mask keys.

use std::fmt;

/// Hands out mask keys from a block of random bytes that the caller fills.
///
/// RFC 6455 (10.3) wants them unpredictable. A good random source has a price
/// per call, so it is asked for many keys at a time.
pub(crate) struct MaskKeys {
    block: [u8; Self::BLOCK],
    used: usize,
}

impl MaskKeys {
    const BLOCK: usize = 256;

    /// Without any keys: the first [`take`](Self::take) fetches them.
    #[must_use]
    pub(crate) const fn new() -> Self {
        Self {
            block: [0; Self::BLOCK],
            used: Self::BLOCK,
        }
    }

    /// A key that wasn't handed out before. When the block is used up, `fill`
    /// is asked to fill it with random bytes.
    ///
    /// # Errors
    /// What `fill` returned; no key was taken then.
    pub(crate) fn take<E>(
        &mut self,
        fill: impl FnOnce(&mut [u8]) -> Result<(), E>,
    ) -> Result<[u8; 4], E> {
        let key = match self.block[self.used..].first_chunk() {
            Some(key) => *key,
            None => {
                fill(&mut self.block)?;
                self.used = 0;
                [self.block[0], self.block[1], self.block[2], self.block[3]]
            }
        };
        self.used += key.len();
        Ok(key)
    }
}

impl fmt::Debug for MaskKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MaskKeys").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_used_once_and_a_failed_source_hands_out_none() {
        let mut keys = MaskKeys::new();
        assert_eq!(keys.take(|_| Err("dry")), Err("dry"));
        let mut fills = 0_u32;
        let mut seen = std::collections::HashSet::new();
        for _ in 0..MaskKeys::BLOCK {
            let key = keys
                .take(|block| {
                    for (at, key) in block.chunks_exact_mut(4).enumerate() {
                        key.copy_from_slice(&(fills * 1000 + at as u32).to_le_bytes());
                    }
                    fills += 1;
                    Ok::<_, ()>(())
                })
                .unwrap();
            assert!(seen.insert(key));
        }
        assert_eq!(fills, 4);
        assert_eq!(keys.take(|_| Err("dry again")), Err("dry again"));
    }
}
