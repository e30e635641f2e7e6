//! From a field's code to its number.

/// The fields' numbers by code: a page for each run of 64 codes that the type
/// uses, so that a look-up is two loads and no comparison of text.
#[derive(Debug)]
pub struct CodeMap {
    pages: &'static [u8],
    slots: &'static [[u8; 64]],
}

impl CodeMap {
    /// Stands for "no such field".
    pub(crate) const NO_FIELD: u8 = 255;

    pub(crate) const fn new(pages: &'static [u8], slots: &'static [[u8; 64]]) -> Self {
        Self { pages, slots }
    }

    /// The number of the field with this code, in the order of the wire.
    #[inline]
    #[must_use]
    pub fn index(&self, code: u16) -> Option<usize> {
        let slot = self.slot(code.into());
        (slot != Self::NO_FIELD).then_some(usize::from(slot))
    }

    /// The same for any number; [`CodeMap::NO_FIELD`] for none.
    #[inline(always)]
    pub(crate) fn slot(&self, code: u32) -> u8 {
        let page = self.pages.get((code >> 6) as usize);
        let slots = page.and_then(|page| self.slots.get(usize::from(*page)));
        slots.map_or(Self::NO_FIELD, |slots| slots[(code & 63) as usize])
    }
}
