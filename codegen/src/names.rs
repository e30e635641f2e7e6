//! Names: their check and their spellings.

/// Words that can't name a field.
const KEYWORDS: [&str; 51] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Types of the engine that stand where the generated ones do, and the message
/// whose method `Handler` has already.
const TAKEN: [&str; 43] = [
    "Amount",
    "BatchEnd",
    "Change",
    "Change64",
    "CodeMap",
    "Date",
    "Decimal",
    "Direction",
    "DirectedPercent",
    "FieldSpec",
    "Flag",
    "Gap",
    "Handler",
    "Kind",
    "Line",
    "Link",
    "LinkEventKind",
    "MessageSpec",
    "MessageType",
    "Missing",
    "Option",
    "Percent",
    "Price",
    "Price64",
    "Quantity",
    "Quantity32",
    "Ratio",
    "Record",
    "RecordFlags",
    "RecordHeader",
    "RecordKind",
    "RecordRef",
    "Result",
    "Segment",
    "Some",
    "SymbolId",
    "Text",
    "Time",
    "TypedRecord",
    "Unknown",
    "UnknownField",
    "Value",
    "Venue",
];

/// Whether `name` is snake case and can name a field.
pub(crate) fn check(name: &str) -> Result<(), String> {
    let first = name
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_lowercase());
    let rest = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !first || !name.bytes().all(rest) || name.ends_with('_') || name.contains("__") {
        return Err(format!(
            "name {name:?} isn't snake case: use small letters, digits and single underscores, \
             a letter first"
        ));
    }
    if KEYWORDS.contains(&name) {
        return Err(format!("name {name:?} is a word of Rust: use another"));
    }
    Ok(())
}

/// Whether `name` can name a type.
pub(crate) fn check_type(name: &str) -> Result<(), String> {
    let first = name.bytes().next();
    if !first.is_some_and(|byte| byte.is_ascii_uppercase())
        || !name.bytes().all(|byte| byte.is_ascii_alphanumeric())
    {
        return Err(format!(
            "type {name:?} isn't camel case: use letters and digits, a capital first"
        ));
    }
    check_free(name)
}

/// Whether the engine leaves `name` to the tables as a type's name.
pub(crate) fn check_free(name: &str) -> Result<(), String> {
    if TAKEN.contains(&name) {
        return Err(format!(
            "the engine has a {name} of its own: use another name"
        ));
    }
    Ok(())
}

/// A number as people write it: digits, without sign and leading zeros.
pub(crate) fn number<T: std::str::FromStr + ToString>(text: &str) -> Option<T> {
    text.parse()
        .ok()
        .filter(|number: &T| number.to_string() == text)
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
