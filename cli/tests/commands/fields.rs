//! `fields`.

use super::*;

#[test]
fn tables_are_for_programs() {
    let all = output(&["fields", "--format", "tsv"]);
    let lines = good(&all);
    assert_eq!(
        lines[0],
        "type\tcode\tname\tname_ko\tkind\tunit\tscale\toffset\tsize"
    );
    assert_eq!(lines.len(), 1 + 617);
    for line in &lines {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), 9, "{line}");
        assert!(cells[..5].iter().all(|cell| !cell.is_empty()), "{line}");
    }
    assert!(
        lines.contains(&"0B\t10\tlast\t현재가\tprice\twon\t0\t92\t4"),
        "{:?}",
        lines.iter().find(|line| line.starts_with("0B\t10\t"))
    );
    // One type: by code or by name, with the same lines.
    let of_trades: Vec<&str> = lines[1..]
        .iter()
        .copied()
        .filter(|line| line.starts_with("0B\t"))
        .collect();
    for name in ["0B", "trade"] {
        let one = output(&["fields", name, "--format", "tsv"]);
        assert_eq!(good(&one)[1..], of_trades);
    }
}

#[test]
fn every_line_of_json_is_a_field() {
    let output = output(&["fields", "--format", "json"]);
    let fields = json(&good(&output));
    assert_eq!(fields.len(), 617);
    let types: std::collections::BTreeSet<_> = fields
        .iter()
        .map(|it| it["type"].as_str().unwrap())
        .collect();
    assert_eq!(types.len(), 25);
    let sign = fields
        .iter()
        .find(|it| it["type"] == "0B" && it["code"] == 25)
        .unwrap();
    assert_eq!(
        (sign["name"].as_str(), sign["kind"].as_str()),
        (Some("change_sign"), Some("code"))
    );
    assert_eq!(sign["values"].as_object().unwrap().len(), 6);
}

#[test]
fn the_table_is_for_people() {
    let all = output(&["fields"]);
    let all = good(&all).join("\n");
    let one = output(&["fields", "0D"]);
    let one = good(&one);
    assert!(
        one[0].starts_with("0D order_book 주식호가잔량 ("),
        "{}",
        one[0]
    );
    assert!(all.contains(&one.join("\n")));
    assert!(
        one.iter()
            .any(|line| line.contains(" ask_price_1 ") && line.ends_with("매도호가1"))
    );
}
