//! Pointers from C, checked as far as they can be.

#![expect(unsafe_code, reason = "pointers from C")]

use crate::status::{Failure, KW_NULL, KW_OK, KW_VALUE, kw_status};
use std::ffi::{CStr, c_char};

fn null(what: &str) -> Failure {
    Failure::new(KW_NULL, format!("{what} is null"))
}

/// What is pointed to.
///
/// # Safety
/// Null, or from this library and not freed.
pub(crate) unsafe fn shared<'a, T>(pointer: *const T, what: &str) -> Result<&'a T, Failure> {
    // SAFETY: as this function's.
    unsafe { pointer.as_ref() }.ok_or_else(|| null(what))
}

/// What is pointed to, for changing it.
///
/// # Safety
/// Null, or valid for reading and writing, and used by nobody else meanwhile.
pub(crate) unsafe fn unique<'a, T>(pointer: *mut T, what: &str) -> Result<&'a mut T, Failure> {
    // SAFETY: as this function's.
    unsafe { pointer.as_mut() }.ok_or_else(|| null(what))
}

/// Takes back what [`give`] gave; `None` for null.
///
/// # Safety
/// Null, or from [`give`], and not taken back before.
pub(crate) unsafe fn take<T>(pointer: *mut T) -> Option<Box<T>> {
    // SAFETY: as this function's.
    (!pointer.is_null()).then(|| unsafe { Box::from_raw(pointer) })
}

/// Gives something to C. It is made only where there is a place for it, so that
/// nothing is lost where there is none.
///
/// # Safety
/// `out` is null, or valid for writing.
pub(crate) unsafe fn give<T>(
    out: *mut *mut T,
    make: impl FnOnce() -> Result<T, Failure>,
) -> Result<kw_status, Failure> {
    if out.is_null() {
        return Err(null("the place for the result"));
    }
    let made = Box::into_raw(Box::new(make()?));
    // SAFETY: as this function's.
    unsafe { put(out, made) }.map(|()| KW_OK)
}

/// Writes a value where C wants it.
///
/// # Safety
/// `out` is null, or valid for writing.
pub(crate) unsafe fn put<T>(out: *mut T, value: T) -> Result<(), Failure> {
    if out.is_null() {
        return Err(null("the place for the result"));
    }
    // SAFETY: not null, and so valid for writing. What stands there is nothing
    // that would have to be dropped.
    unsafe { out.write(value) };
    Ok(())
}

/// A text.
///
/// # Safety
/// Null, or a text with a NUL at its end.
pub(crate) unsafe fn text<'a>(pointer: *const c_char, what: &str) -> Result<&'a str, Failure> {
    if pointer.is_null() {
        return Err(null(what));
    }
    // SAFETY: as this function's.
    let text = unsafe { CStr::from_ptr(pointer) };
    let wrong = |_| Failure::new(KW_VALUE, format!("{what} isn't UTF-8"));
    text.to_str().map_err(wrong)
}

/// So many values in a row. With a count of 0 the pointer may be null.
///
/// # Safety
/// Null, or valid for reading so many.
pub(crate) unsafe fn array<'a, T>(
    pointer: *const T,
    count: usize,
    what: &str,
) -> Result<&'a [T], Failure> {
    match count {
        0 => Ok(&[]),
        _ if pointer.is_null() => Err(null(what)),
        // SAFETY: as this function's.
        _ => Ok(unsafe { std::slice::from_raw_parts(pointer, count) }),
    }
}

/// So many texts in a row.
///
/// # Safety
/// As for [`array`], and each as for [`text`].
pub(crate) unsafe fn texts<'a>(
    pointer: *const *const c_char,
    count: usize,
    what: &str,
) -> Result<Vec<&'a str>, Failure> {
    // SAFETY: as this function's.
    let pointers = unsafe { array(pointer, count, what) }?;
    // SAFETY: as this function's.
    let texts = pointers.iter().map(|it| unsafe { text(*it, what) });
    texts.collect()
}
