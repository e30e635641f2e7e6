//! From a field's code to its number.

/// The fields' numbers by code: a page for each run of 64 codes that the type
/// uses, so that a look-up is two loads and no comparison of text.
#[derive(Debug)]
pub struct CodeMap {
    pages: &'static [u8],
    slots: &'static [[u8; 64]],
}

/// Stands for "no such field".
const NO_FIELD: u8 = 255;

impl CodeMap {
    pub(crate) const fn new(pages: &'static [u8], slots: &'static [[u8; 64]]) -> Self {
        Self { pages, slots }
    }

    /// The number of the field with this code, in the order of the wire.
    #[inline]
    #[must_use]
    pub fn index(&self, code: u16) -> Option<usize> {
        let page = *self.pages.get(usize::from(code >> 6))?;
        let slot = self.slots.get(usize::from(page))?[usize::from(code & 63)];
        (slot != NO_FIELD).then_some(usize::from(slot))
    }
}
