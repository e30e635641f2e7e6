//! Where the fields of a record lie.

use kiwoom_codegen::{Tables, message_pages};

/// A field as the type's page lists it: name, kind, offset, size.
#[derive(Clone, Debug, PartialEq)]
struct Field {
    name: String,
    kind: String,
    offset: usize,
    size: usize,
}

/// The fields of one table of rows `code name kind scale size group index hot`,
/// and the size of its record.
fn layout(groups: &str, rows: &[&str]) -> (Vec<Field>, usize) {
    let mut text = String::from(
        "# type\t9Z\n# name\tsample\n# name_ko\t보기\n# wire_name\t보기\n# segment\tus\n# doc\tA.\n",
    );
    text.push_str(groups);
    text.push_str(
        "code\tname\tname_ko\tkind\tunit\tscale\tsize\tgroup\tindex\thot\tvalues\tnote\n",
    );
    for row in rows {
        let cells: Vec<&str> = row.split_whitespace().collect();
        let [code, name, kind, scale, size, group, index, hot] = cells[..] else {
            panic!("{row}");
        };
        text.push_str(&format!(
            "{code}\t{name}\t이름\t{kind}\t-\t{scale}\t{size}\t{group}\t{index}\t{hot}\t-\tNote.\n"
        ));
    }
    let tables = Tables::parse([("sample.tsv", text.as_str())]).unwrap();
    let pages = message_pages(&tables).unwrap();
    let page = pages.iter().find(|(name, _)| name == "sample.md");
    read(&page.unwrap().1)
}

fn read(markdown: &str) -> (Vec<Field>, usize) {
    let mut fields = Vec::new();
    let mut size = 0;
    for line in markdown.lines() {
        if let Some((_, rest)) = line.split_once("Record `Sample`, ") {
            size = rest.trim_end_matches(" bytes.").parse().unwrap();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let is_field = cells.len() > 8 && cells[1].parse::<u16>().is_ok();
        if is_field {
            fields.push(Field {
                name: cells[2].trim_matches('`').to_owned(),
                kind: cells[4].to_owned(),
                offset: cells[7].parse().unwrap(),
                size: cells[8].parse().unwrap(),
            });
        }
    }
    (fields, size)
}

fn offsets(fields: &[Field]) -> Vec<(&str, usize)> {
    fields
        .iter()
        .map(|field| (field.name.as_str(), field.offset))
        .collect()
}

#[test]
fn fields_lie_behind_the_header_with_the_widest_first() {
    let rows = [
        "1 small flag - 1 - - -",
        "2 label text - 5 - - -",
        "3 price price 0 4 - - -",
        "4 money amount 0 8 - - -",
        "5 other amount 0 8 - - -",
        "6 time time - 4 - - -",
    ];
    let (fields, size) = layout("", &rows);
    let expected = [
        ("small", 88),
        ("label", 89),
        ("price", 80),
        ("money", 64),
        ("other", 72),
        ("time", 84),
    ];
    assert_eq!(offsets(&fields), expected);
    assert_eq!(size, 128);
}

/// What strategies read most stands in the first lines, whatever its width.
#[test]
fn hot_fields_come_first() {
    let rows = [
        "1 money amount 0 8 - - -",
        "2 label text - 5 - - 1",
        "3 price price 0 4 - - 1",
        "4 other amount 0 8 - - -",
        "5 hot_money amount 0 8 - - 1",
    ];
    let (fields, _) = layout("", &rows);
    // Three bytes are lost before `money`, to align it.
    let expected = [
        ("money", 88),
        ("label", 76),
        ("price", 72),
        ("other", 96),
        ("hot_money", 64),
    ];
    assert_eq!(offsets(&fields), expected);
}

#[test]
fn elements_of_a_group_lie_one_after_the_other() {
    let groups = "# group\tlevels\tLevel\t-\tOne level.\n# group\tsides\tSide2\tside_\tOne side.\n";
    let rows = [
        "1 total amount 0 8 - - -",
        // In the order of the wire, which isn't that of memory.
        "11 ask price 0 4 levels 1 1",
        "12 volume quantity 0 8 levels 1 1",
        "22 volume quantity 0 8 levels 2 1",
        "21 ask price 0 4 levels 2 1",
        "31 label text - 3 sides 1 -",
        "32 label text - 3 sides 2 -",
        "33 label text - 3 sides 3 -",
    ];
    let (fields, size) = layout(groups, &rows);
    let expected = [
        ("total", 96),
        ("ask_1", 72),
        ("volume_1", 64),
        // An element of 12 bytes is filled up to its alignment.
        ("volume_2", 80),
        ("ask_2", 88),
        ("side_label_1", 104),
        ("side_label_2", 107),
        ("side_label_3", 110),
    ];
    assert_eq!(offsets(&fields), expected);
    assert_eq!(size, 128);
}

#[test]
fn a_record_fills_whole_lines() {
    let size = |bytes: usize| {
        let row = format!("1 label text - {bytes} - - -");
        layout("", &[&row]).1
    };
    assert_eq!(
        (size(2), size(64), size(65), size(128)),
        (128, 128, 192, 192)
    );
}

/// In any order of any fields nothing overlaps, and everything is aligned.
#[test]
fn no_order_of_fields_lets_them_overlap() {
    let kinds = [
        "flag - 1",
        "text - 2",
        "text - 7",
        "price 0 4",
        "price 4 8",
        "time - 4",
        "date - 4",
        "amount 0 8",
        "quantity 0 4",
        "ratio 6 8",
        "percent 2 4",
        "text - 128",
    ];
    let mut state = 1_u64;
    let mut dice = |sides: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % sides
    };
    for _ in 0..200 {
        let rows: Vec<String> = (1..=1 + dice(20))
            .map(|code| {
                let (kind, hot) = (kinds[dice(kinds.len())], ["-", "1"][dice(2)]);
                format!("{code} f{code}x {kind} - - {hot}")
            })
            .collect();
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let (mut fields, size) = layout("", &rows);
        assert_eq!(fields.len(), rows.len());
        assert_eq!(size % 64, 0);
        fields.sort_by_key(|field| field.offset);
        let mut end = 64;
        for field in &fields {
            assert!(field.offset >= end, "{field:?} overlaps in {rows:?}");
            let align = if matches!(field.kind.as_str(), "text" | "flag") {
                1
            } else {
                field.size
            };
            assert_eq!(field.offset % align, 0, "{field:?} of {rows:?}");
            end = field.offset + field.size;
        }
        assert!(end <= size && size - end < 64, "{end} of {size} bytes");
    }
}
