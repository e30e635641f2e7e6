//! The order in which the live service writes the members of each type: that of
//! the engine's tables.

use crate::kind::Kind;
use kiwoom_engine::schema::{MessageSpec, MessageType};

/// Codes that the official tables list, and that neither the official example
/// nor any frame of the live service carries.
const NEVER_SENT: [(Kind, &[u16]); 2] = [
    (Kind::EtfNav, &[667, 668, 669]),
    (Kind::ProgramTrading, &[214, 215, 216]),
];

/// The field codes of one type's `values` object, in wire order.
pub(crate) fn layout(kind: Kind) -> impl Iterator<Item = u16> {
    let never = NEVER_SENT.iter().find(|(of, _)| *of == kind);
    let never = never.map_or(&[][..], |(_, codes)| codes);
    let codes = spec(kind).fields.iter().map(|field| field.code);
    codes.filter(move |code| !never.contains(code))
}

/// The `name` member as the live service writes it, which isn't always the
/// name in the official tables (04, 0A and 0w differ).
pub(crate) fn wire_name(kind: Kind) -> &'static str {
    spec(kind).wire_name
}

fn spec(kind: Kind) -> &'static MessageSpec {
    MessageType::from_code(kind.code())
        .and_then(MessageType::spec)
        .expect("the engine's tables have every type of the exchange")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_engine_knows_every_type() {
        for kind in Kind::ALL {
            assert!(layout(kind).count() > 0, "{}", kind.code());
            assert!(!wire_name(kind).is_empty());
        }
    }
}
