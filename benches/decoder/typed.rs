//! What a user of serde writes: a struct for each type, every field by its code.
//!
//! All fields are read as numbers, which is the work that the engine's decoder
//! does too; the few that hold text cost less than a number here.

use serde::Deserialize;
use serde::de::{self, Deserializer, Visitor};

/// The digits of a number, sign kept, point skipped: the least work that a
/// number can be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Number(pub(crate) Option<i64>);

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits;
        impl Visitor<'_> for Digits {
            type Value = Number;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a number in a text")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Number, E> {
                let text = text.trim_matches(' ').as_bytes();
                let (negative, digits) = match text {
                    [] => return Ok(Number(None)),
                    [b'-', digits @ ..] => (true, digits),
                    [b'+', digits @ ..] => (false, digits),
                    digits => (false, digits),
                };
                let mut number = 0_i64;
                for byte in digits {
                    match byte {
                        b'0'..=b'9' => number = number.wrapping_mul(10) + i64::from(byte - b'0'),
                        b'.' => {}
                        _ => return Ok(Number(None)),
                    }
                }
                Ok(Number(Some(if negative { -number } else { number })))
            }
        }
        deserializer.deserialize_str(Digits)
    }
}

/// What was read, to be checked.
pub(crate) trait Numbers {
    /// Codes and their numbers.
    fn numbers(&self) -> Vec<(u16, Number)>;
}

/// A message with elements of one type.
#[derive(Deserialize)]
pub(crate) struct Frame<'a, V> {
    pub(crate) trnm: &'a str,
    #[serde(borrow, bound(deserialize = "V: Deserialize<'de>"))]
    pub(crate) data: Vec<Element<'a, V>>,
}

#[derive(Deserialize)]
pub(crate) struct Element<'a, V> {
    #[serde(rename = "type")]
    pub(crate) message_type: &'a str,
    /// Read as a user would, and not looked at here.
    #[serde(rename = "item")]
    pub(crate) _item: &'a str,
    pub(crate) values: V,
}

/// A struct whose fields are called as their codes are.
macro_rules! values {
    ($name:ident { $($field:ident = $code:literal)+ }) => {
        #[derive(Deserialize, Default)]
        #[serde(default)]
        pub(crate) struct $name {
            $(#[serde(rename = $code)] $field: Number,)+
        }

        impl Numbers for $name {
            fn numbers(&self) -> Vec<(u16, Number)> {
                vec![$(($code.parse().expect("a code"), self.$field)),+]
            }
        }
    };
}

values! {
    Trade {
        f20 = "20" f10 = "10" f11 = "11" f12 = "12" f27 = "27" f28 = "28"
        f15 = "15" f13 = "13" f14 = "14" f16 = "16" f17 = "17" f18 = "18"
        f25 = "25" f26 = "26" f29 = "29" f30 = "30" f31 = "31" f32 = "32"
        f228 = "228" f311 = "311" f290 = "290" f691 = "691" f567 = "567" f568 = "568"
        f851 = "851" f1890 = "1890" f1891 = "1891" f1892 = "1892" f1030 = "1030" f1031 = "1031"
        f1032 = "1032" f1071 = "1071" f1072 = "1072" f1313 = "1313" f1315 = "1315" f1316 = "1316"
        f1314 = "1314" f1497 = "1497" f1498 = "1498" f620 = "620" f732 = "732" f852 = "852"
        f9081 = "9081"
    }
}

values! {
    BestQuote {
        f27 = "27" f28 = "28"
    }
}

values! {
    OrderBook {
        f21 = "21" f41 = "41" f61 = "61" f81 = "81" f51 = "51" f71 = "71"
        f91 = "91" f42 = "42" f62 = "62" f82 = "82" f52 = "52" f72 = "72"
        f92 = "92" f43 = "43" f63 = "63" f83 = "83" f53 = "53" f73 = "73"
        f93 = "93" f44 = "44" f64 = "64" f84 = "84" f54 = "54" f74 = "74"
        f94 = "94" f45 = "45" f65 = "65" f85 = "85" f55 = "55" f75 = "75"
        f95 = "95" f46 = "46" f66 = "66" f86 = "86" f56 = "56" f76 = "76"
        f96 = "96" f47 = "47" f67 = "67" f87 = "87" f57 = "57" f77 = "77"
        f97 = "97" f48 = "48" f68 = "68" f88 = "88" f58 = "58" f78 = "78"
        f98 = "98" f49 = "49" f69 = "69" f89 = "89" f59 = "59" f79 = "79"
        f99 = "99" f50 = "50" f70 = "70" f90 = "90" f60 = "60" f80 = "80"
        f100 = "100" f121 = "121" f122 = "122" f125 = "125" f126 = "126" f23 = "23"
        f24 = "24" f128 = "128" f129 = "129" f138 = "138" f139 = "139" f200 = "200"
        f201 = "201" f238 = "238" f291 = "291" f292 = "292" f293 = "293" f294 = "294"
        f295 = "295" f621 = "621" f631 = "631" f622 = "622" f632 = "632" f623 = "623"
        f633 = "633" f624 = "624" f634 = "634" f625 = "625" f635 = "635" f626 = "626"
        f636 = "636" f627 = "627" f637 = "637" f628 = "628" f638 = "638" f629 = "629"
        f639 = "639" f630 = "630" f640 = "640" f13 = "13" f299 = "299" f215 = "215"
        f216 = "216" f6044 = "6044" f6045 = "6045" f6046 = "6046" f6047 = "6047" f6048 = "6048"
        f6049 = "6049" f6050 = "6050" f6051 = "6051" f6052 = "6052" f6053 = "6053" f6054 = "6054"
        f6055 = "6055" f6056 = "6056" f6057 = "6057" f6058 = "6058" f6059 = "6059" f6060 = "6060"
        f6061 = "6061" f6062 = "6062" f6063 = "6063" f6064 = "6064" f6065 = "6065" f6066 = "6066"
        f6067 = "6067" f6068 = "6068" f6069 = "6069" f6070 = "6070" f6071 = "6071" f6072 = "6072"
        f6073 = "6073" f6074 = "6074" f6075 = "6075" f6076 = "6076" f6077 = "6077" f6078 = "6078"
        f6079 = "6079" f6080 = "6080" f6081 = "6081" f6082 = "6082" f6083 = "6083" f6084 = "6084"
        f6085 = "6085" f6086 = "6086" f6087 = "6087" f6100 = "6100" f6101 = "6101" f6102 = "6102"
        f6103 = "6103" f6104 = "6104" f6105 = "6105" f6106 = "6106" f6107 = "6107" f6108 = "6108"
        f6109 = "6109" f6110 = "6110" f6111 = "6111" f6112 = "6112" f6113 = "6113" f6114 = "6114"
        f6115 = "6115"
    }
}
