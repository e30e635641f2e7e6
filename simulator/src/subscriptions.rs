//! What one connection listens to.

use std::collections::BTreeSet;

use crate::kind::{Kind, Subject};
use crate::universe;

/// A set of (type, item) pairs and of running condition searches: what a
/// [`Market`](crate::Market) makes frames for.
///
/// The same set gives the same frames, in whichever order it was filled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subscriptions {
    pub(crate) pairs: BTreeSet<(Kind, String)>,
    pub(crate) conditions: BTreeSet<(Kind, String)>,
}

impl Subscriptions {
    /// Nothing subscribed.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one pair, such as `("0B", "005930")` or `("0s", "")`.
    ///
    /// Returns whether the exchange can push anything for it. An unknown type
    /// and an item that doesn't have the form of the type's items are left
    /// out, as the live service acknowledges them and then stays silent. The
    /// item of the account types (00, 04, F4, F5) and of the market-wide ones
    /// (0s, 1h) is ignored, and so added once only. The condition types (02,
    /// S2) can't be added here: see [`add_condition`](Self::add_condition).
    pub fn add(&mut self, code: &str, item: &str) -> bool {
        let Some(kind) = Kind::from_code(code) else {
            return false;
        };
        let item = match kind.subject() {
            Subject::Account | Subject::Market => "",
            Subject::Stock if universe::stock_code(item).is_some() => item,
            Subject::Sector if item.len() == 3 && item.bytes().all(|b| b.is_ascii_digit()) => item,
            Subject::Gold if item.starts_with('M') && universe::is_us_symbol(item) => item,
            Subject::UsStock if universe::is_us_symbol(item) => item,
            _ => return false,
        };
        self.pairs.insert((kind, item.to_owned()));
        true
    }

    /// Starts pushes (02, or S2 on the US socket) for the condition with this
    /// serial number: `"0"` to `"4"`. Returns whether there is such a one.
    pub fn add_condition(&mut self, seq: &str, us: bool) -> bool {
        let kind = condition_kind(us);
        let known = crate::market::condition::NAMES
            .iter()
            .any(|(known, _)| *known == seq);
        if known {
            self.conditions.insert((kind, seq.to_owned()));
        }
        known
    }

    /// Stops the pushes of one condition.
    pub fn remove_condition(&mut self, seq: &str, us: bool) {
        self.conditions
            .remove(&(condition_kind(us), seq.to_owned()));
    }

    /// Whether nothing can come.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty() && self.conditions.is_empty()
    }

    /// How many pairs and conditions there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.pairs.len() + self.conditions.len()
    }
}

const fn condition_kind(us: bool) -> Kind {
    if us {
        Kind::UsConditionMatch
    } else {
        Kind::ConditionMatch
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_pushed_is_kept() {
        let mut subscriptions = Subscriptions::new();
        assert!(subscriptions.add("0B", "005930"));
        assert!(subscriptions.add("0D", "005930_NX"));
        assert!(subscriptions.add("00", "whatever"));
        assert!(subscriptions.add("00", ""));
        assert!(subscriptions.add("1h", "005930"));
        assert!(subscriptions.add("0J", "001"));
        assert!(subscriptions.add("0I", "MGU"));
        assert!(subscriptions.add("FE", "NVDA"));
        assert!(subscriptions.add_condition("4", false));
        for (code, item) in [
            ("0B", ""),
            ("0B", "rubbish"),
            ("0J", "005930"),
            ("FE", "005930"),
            ("02", "005930"),
            ("0Z", "005930"),
            ("", ""),
        ] {
            assert!(!subscriptions.add(code, item), "{code} {item}");
        }
        assert!(!subscriptions.add_condition("9", false));
        assert_eq!(subscriptions.len(), 8);
    }
}
