//! Names: their check and their spellings.

/// Words that can't name a field.
const KEYWORDS: [&str; 39] = [
    "as", "async", "await", "break", "const", "continue", "crate", "dyn", "else", "enum", "extern",
    "false", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut",
    "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "type", "union",
    "unsafe", "use", "where", "while",
];

/// Whether `name` is snake case and can name a field.
pub(crate) fn check(name: &str) -> Result<(), String> {
    let first = name
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_lowercase());
    let rest = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !first || !name.bytes().all(rest) || name.ends_with('_') || name.contains("__") {
        return Err(format!("name {name:?} isn't snake case"));
    }
    if KEYWORDS.contains(&name) {
        return Err(format!("name {name:?} is a word of Rust"));
    }
    Ok(())
}

/// `order_book` as `OrderBook`.
pub(crate) fn camel(name: &str) -> String {
    let mut out = String::new();
    for word in name.split('_') {
        let mut letters = word.chars();
        if let Some(first) = letters.next() {
            // `level_1` and `level1` must not fall together.
            if first.is_ascii_digit() && out.ends_with(|last: char| last.is_ascii_digit()) {
                out.push('_');
            }
            out.push(first.to_ascii_uppercase());
            out.extend(letters);
        }
    }
    out
}

/// `OrderBook` as `order_book`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// `order_book` as `ORDER_BOOK`.
pub(crate) fn upper(name: &str) -> String {
    name.to_ascii_uppercase()
}

/// A cell's text; `-` stands for nothing.
pub(crate) fn cell(text: &str) -> Option<&str> {
    (text != "-").then_some(text)
}
