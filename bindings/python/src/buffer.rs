//! Records of one kind, for NumPy to look at where they are.

use pyo3::ffi;
use pyo3::prelude::*;
use std::ffi::c_int;

/// Bytes of records, one after the other. Read-only, so that any number of arrays
/// may lie over them.
#[pyclass(frozen, module = "kiwoom_engine._native")]
pub(crate) struct Buffer {
    /// Words, so that records are aligned as they must be.
    words: Box<[u64]>,
}

impl Buffer {
    pub(crate) fn new(words: Vec<u64>) -> Self {
        Self {
            words: words.into_boxed_slice(),
        }
    }
}

#[pymethods]
impl Buffer {
    #[expect(unsafe_code, reason = "Python's buffer protocol")]
    unsafe fn __getbuffer__(
        slf: &Bound<'_, Self>,
        view: *mut ffi::Py_buffer,
        flags: c_int,
    ) -> PyResult<()> {
        let words = &slf.get().words;
        let length = ffi::Py_ssize_t::try_from(size_of_val::<[u64]>(words))?;
        let start = words.as_ptr().cast_mut().cast();
        // SAFETY: Python gives a view to be filled. The words live as long as this
        // object, which the view keeps, never move, and are shown read-only.
        let done = unsafe { ffi::PyBuffer_FillInfo(view, slf.as_ptr(), start, length, 1, flags) };
        match done {
            0 => Ok(()),
            _ => Err(PyErr::fetch(slf.py())),
        }
    }
}
