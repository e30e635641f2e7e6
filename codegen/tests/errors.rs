//! What is wrong with a table is told with its file, its row and a reason.

use kiwoom_codegen::{Tables, generate};

const TABLE: &str = "\
# type	9Z
# name	sample
# name_ko	보기
# wire_name	보기
# segment	domestic
# doc	A sample.
# group	levels	SampleLevel	-	One level.
code	name	name_ko	kind	unit	scale	size	group	index	hot	values	note
10	last	현재가	price	won	0	4	-	-	1	-	Last price.
20	time	시간	time	kst	-	4	-	-	-	-	Time.
25	sign	기호	code	-	-	4	-	-	-	sample_sign	Sign.
302	label	이름	text	-	-	16	-	-	-	-	Label.
41	ask	매도1	price	won	0	4	levels	1	-	-	Ask.
42	ask	매도2	price	won	0	4	levels	2	-	-	Ask.
";

const VALUES: &str = "\
enumeration	size	value	name	name_ko	note
sample_sign	4	2	up	상승	-
sample_sign	4	5	down	하락	-
";

fn error(table: &str, values: &str) -> String {
    let tables = Tables::parse([("sample.tsv", table), ("values.tsv", values)]);
    let result = tables.and_then(|tables| generate(&tables));
    result.expect_err("the tables must be refused").to_string()
}

/// A change to the table, and what must be said of it.
const TABLE_CASES: &[(&str, &str, &str)] = &[
    // The head.
    (
        "# type	9Z\n",
        "",
        "sample.tsv: `# type` is missing: add it above the columns",
    ),
    (
        "# name	sample\n",
        "",
        "sample.tsv: `# name` is missing: add it above the columns",
    ),
    (
        "# name_ko	보기\n",
        "",
        "sample.tsv: `# name_ko` is missing: add it above the columns",
    ),
    (
        "# wire_name	보기\n",
        "",
        "sample.tsv: `# wire_name` is missing: add it above the columns",
    ),
    (
        "# segment	domestic\n",
        "",
        "sample.tsv: `# segment` is missing: add it above the columns",
    ),
    (
        "# doc	A sample.\n",
        "",
        "sample.tsv: `# doc` is missing: add it above the columns",
    ),
    (
        "# doc	A",
        "# name	sample\n# doc	A",
        "sample.tsv:6: `# name` stands twice: remove one",
    ),
    (
        "# type	9Z",
        "# type",
        "sample.tsv:1: `# type` must be followed by a tab and one value",
    ),
    (
        "# type	9Z",
        "# type 9Z",
        "sample.tsv:1: `# type 9Z` must be followed by a tab and one value",
    ),
    (
        "# doc	A sample.",
        "# doc	",
        "sample.tsv:6: `# doc` must have a value",
    ),
    (
        "# type	9Z",
        "# type	9",
        "sample.tsv: `# type` must be two letters or digits",
    ),
    (
        "# type	9Z",
        "# type	9-",
        "sample.tsv: `# type` must be two letters or digits",
    ),
    (
        "	domestic",
        "	japan",
        "sample.tsv:5: unknown segment \"japan\": use domestic or us",
    ),
    (
        "# doc	",
        "# docs	",
        "sample.tsv:6: unknown key \"docs\": use type, name, name_ko, wire_name, segment, doc or group",
    ),
    (
        "# name	sample",
        "# name	other",
        "sample.tsv: the file must be called other.tsv, as its `# name`",
    ),
    (
        "# name	sample",
        "# name	link",
        "sample.tsv:2: the engine has a Link of its own: use another name",
    ),
    (
        "code	name	name_ko",
        "code	nam	name_ko",
        "sample.tsv:8: the line under the head must name the columns, with tabs between them: code, \
         name, name_ko, kind, unit, scale, size, group, index, hot, values, note",
    ),
    (
        "# type	9Z",
        "\u{feff}# type	9Z",
        "sample.tsv:1: the file starts with a byte order mark: save it without one",
    ),
    // A row.
    (
        "Last price.",
        "Last price.	more",
        "sample.tsv:9: 13 cells instead of 12: put tabs between them, and - where there is nothing",
    ),
    (
        "20	time",
        "\n20	time",
        "sample.tsv:10: 1 cells instead of 12: put tabs between them, and - where there is nothing",
    ),
    (
        "10	last",
        "# doc	Late.\n10	last",
        "sample.tsv:9: 2 cells instead of 12: put tabs between them, and - where there is nothing",
    ),
    (
        "10	last",
        "0	last",
        "sample.tsv:9: code \"0\" isn't a plain number from 1 to 65535",
    ),
    (
        "10	last",
        "65536	last",
        "sample.tsv:9: code \"65536\" isn't a plain number from 1 to 65535",
    ),
    (
        "10	last",
        "010	last",
        "sample.tsv:9: code \"010\" isn't a plain number from 1 to 65535",
    ),
    (
        "10	last",
        "+10	last",
        "sample.tsv:9: code \"+10\" isn't a plain number from 1 to 65535",
    ),
    (
        "10	last",
        "x	last",
        "sample.tsv:9: code \"x\" isn't a plain number from 1 to 65535",
    ),
    (
        "10	last",
        "10	Last",
        "sample.tsv:9: name \"Last\" isn't snake case: use small letters, digits and single \
         underscores, a letter first",
    ),
    (
        "10	last",
        "10	type",
        "sample.tsv:9: name \"type\" is a word of Rust: use another",
    ),
    (
        "10	last",
        "10	override",
        "sample.tsv:9: name \"override\" is a word of Rust: use another",
    ),
    ("현재가", "", "sample.tsv:9: a field needs its Korean name"),
    (
        "	price	won	0	4	-",
        "	prize	won	0	4	-",
        "sample.tsv:9: unknown kind \"prize\": use price, change, quantity, signed_quantity, amount, \
         signed_amount, percent, directed_percent, ratio, time, date, code, flag, text",
    ),
    (
        "price	won	0	4	-",
        "price	yen	0	4	-",
        "sample.tsv:9: unknown unit \"yen\": use won, thousand_won, million_won, hundred_million_won, \
         usd, thousand_usd, foreign, points, percent, basis_points, shares, thousand_shares, \
         contracts, trades, issues, times, kst, us_eastern, duration, or -",
    ),
    (
        "won	0	4	-",
        "won	10	4	-",
        "sample.tsv:9: scale \"10\" isn't a plain number up to 9",
    ),
    (
        "won	0	4	-",
        "won	-1	4	-",
        "sample.tsv:9: scale \"-1\" isn't a plain number up to 9",
    ),
    (
        "won	0	4	-",
        "won	-	4	-",
        "sample.tsv:9: kind price needs a scale from 0 to 9",
    ),
    (
        "kst	-	4",
        "kst	0	4",
        "sample.tsv:10: kind time has no scale: write -",
    ),
    (
        "won	0	4	-",
        "won	0	four	-",
        "sample.tsv:9: size \"four\" isn't a plain number",
    ),
    (
        "won	0	4	-",
        "won	0	5	-",
        "sample.tsv:9: kind price can't have size 5: use 4 or 8",
    ),
    (
        "kst	-	4",
        "kst	-	8",
        "sample.tsv:10: kind time can't have size 8: use 4",
    ),
    (
        "-	-	16	",
        "-	-	129	",
        "sample.tsv:12: size 129 isn't between 2 and 128",
    ),
    (
        "-	-	16	",
        "-	-	1	",
        "sample.tsv:12: size 1 isn't between 2 and 128",
    ),
    (
        "-	-	1	-	Last",
        "-	-	yes	-	Last",
        "sample.tsv:9: hot must be 1 or -, not \"yes\"",
    ),
    (
        "Last price.",
        "-",
        "sample.tsv:9: a field needs a note that says what it is",
    ),
    (
        "Last price.",
        "",
        "sample.tsv:9: a field needs a note that says what it is",
    ),
    // Value lists.
    (
        "sample_sign	Sign",
        "-	Sign",
        "sample.tsv:11: kind code needs a value list of values.tsv",
    ),
    (
        "sample_sign	Sign",
        "signs	Sign",
        "sample.tsv:11: unknown value list \"signs\": add it to values.tsv",
    ),
    (
        "-	4	-	-	-	sample_sign",
        "-	8	-	-	-	sample_sign",
        "sample.tsv:11: size 8, but the value list sample_sign has size 4: use the same",
    ),
    (
        "1	-	Last",
        "1	sample_sign	Last",
        "sample.tsv:9: kind price has no value list: write -",
    ),
    (
        "25	sign	기호	code	-	-	4	-	-	-	sample_sign	Sign.\n",
        "",
        "values.tsv:2: no field uses the value list sample_sign: remove it, or name it in a field",
    ),
    // Rows together.
    (
        "20	time",
        "10	time",
        "sample.tsv:10: code 10 stands in line 9 already",
    ),
    (
        "20	time",
        "20	last",
        "sample.tsv:10: name last stands in line 9 already",
    ),
    (
        "20	time",
        "20	ask_1",
        "sample.tsv:13: name ask_1 stands in line 10 already",
    ),
    (
        "20	time",
        "20	ask2",
        "sample.tsv:14: name ask_2 is too much like ask2 in line 10",
    ),
    (
        "20	time",
        "20	header",
        "sample.tsv:10: name header is the record's own: use another",
    ),
    (
        "20	time",
        "20	levels",
        "sample.tsv:10: name levels is that of a group: use another",
    ),
    // Groups.
    (
        "SampleLevel	-	One",
        "SampleLevel	One",
        "sample.tsv:7: `# group` must be followed by a member, an element type, a prefix or -, and a \
         doc, with tabs between them",
    ),
    (
        "SampleLevel",
        "sample_level",
        "sample.tsv:7: type \"sample_level\" isn't camel case: use letters and digits, a capital first",
    ),
    (
        "SampleLevel",
        "Price",
        "sample.tsv:7: the engine has a Price of its own: use another name",
    ),
    (
        "SampleLevel",
        "Sample",
        "sample.tsv: type Sample comes from sample.tsv already: use another name",
    ),
    (
        "SampleLevel",
        "SampleSign",
        "sample.tsv: type SampleSign comes from values.tsv already: use another name",
    ),
    (
        "SampleLevel	-",
        "SampleLevel	Lp",
        "sample.tsv:7: name \"Lp\" isn't snake case: use small letters, digits and single underscores, \
         a letter first",
    ),
    (
        "code	name	name_ko",
        "# group	levels	Other	-	Again.\ncode	name	name_ko",
        "sample.tsv: group levels stands twice: give it another name",
    ),
    (
        "code	name	name_ko",
        "# group	nothing	Other	-	None.\ncode	name	name_ko",
        "sample.tsv: group nothing has no field with index 1",
    ),
    (
        "levels	1",
        "floors	1",
        "sample.tsv:13: unknown group \"floors\": describe it with `# group` above the columns",
    ),
    (
        "levels	1",
        "levels	0",
        "sample.tsv:13: index \"0\" isn't a plain number from 1 to 99",
    ),
    (
        "levels	1",
        "levels	-",
        "sample.tsv:13: index \"-\" isn't a plain number from 1 to 99",
    ),
    (
        "levels	1",
        "-	1",
        "sample.tsv:13: an index without a group: name the group, or write -",
    ),
    (
        "levels	1",
        "levels	3",
        "sample.tsv: group levels has no field with index 1",
    ),
    (
        "levels	2",
        "levels	3",
        "sample.tsv: element 2 of levels lacks ask: add it",
    ),
    (
        "levels	2",
        "levels	1",
        "sample.tsv:14: name ask_1 stands in line 13 already",
    ),
    (
        "42	ask",
        "42	bid",
        "sample.tsv: element 2 of levels lacks ask: add it",
    ),
    (
        "42	ask",
        "43	bid	매수2	price	won	0	4	levels	2	-	-	Bid.\n42	ask",
        "sample.tsv:14: element 1 of levels lacks bid: add it there",
    ),
    (
        "매도2	price	won	0	4",
        "매도2	price	won	0	8",
        "sample.tsv:14: kind, unit, scale, size and value list must be those of line 13, as ask \
         stands in element 1 of levels",
    ),
    (
        "매도2	price	won",
        "매도2	price	usd",
        "sample.tsv:14: kind, unit, scale, size and value list must be those of line 13, as ask \
         stands in element 1 of levels",
    ),
];

/// The same for the value lists.
const VALUE_CASES: &[(&str, &str, &str)] = &[
    (
        "enumeration	size",
        "list	size",
        "values.tsv:1: the first line must name the columns, with tabs between them: enumeration, \
         size, value, name, name_ko, note",
    ),
    (
        "상승	-",
        "상승",
        "values.tsv:2: 5 cells instead of 6: put tabs between them, and - where there is nothing",
    ),
    (
        "sample_sign	4	2",
        "Sign	4	2",
        "values.tsv:2: name \"Sign\" isn't snake case: use small letters, digits and single \
         underscores, a letter first",
    ),
    (
        "sample_sign	4	2",
        "price	4	2",
        "values.tsv:2: the engine has a Price of its own: use another name",
    ),
    (
        "	up	",
        "	none	",
        "values.tsv:2: name \"none\" has a meaning of its own: use another",
    ),
    (
        "	up	",
        "	values	",
        "values.tsv:2: name \"values\" has a meaning of its own: use another",
    ),
    (
        "	up	",
        "	in	",
        "values.tsv:2: name \"in\" is a word of Rust: use another",
    ),
    (
        "	4	2	",
        "	x	2	",
        "values.tsv:2: size \"x\" isn't a plain number",
    ),
    (
        "	4	2	",
        "	1	2	",
        "values.tsv:2: size 1 isn't between 2 and 128",
    ),
    (
        "	4	2	",
        "	129	2	",
        "values.tsv:2: size 129 isn't between 2 and 128",
    ),
    (
        "	4	2	",
        "	4		",
        "values.tsv:2: value \"\" is empty or has blanks around it: remove them",
    ),
    (
        "	4	2	",
        "	4	2 	",
        "values.tsv:2: value \"2 \" is empty or has blanks around it: remove them",
    ),
    (
        "	4	2	",
        "	4	매도	",
        "values.tsv:2: value \"매도\" has 6 bytes and needs size 7 at least, in all rows of sample_sign",
    ),
    (
        "sample_sign	4	5",
        "sample_sign	8	5",
        "values.tsv:3: size 8, but sample_sign has size 4 above: use the same",
    ),
    (
        "	5	down",
        "	2	down",
        "values.tsv:3: value \"2\" stands twice in sample_sign",
    ),
    (
        "	5	down",
        "	5	up",
        "values.tsv:3: name up stands twice in sample_sign",
    ),
    (
        "sample_sign	4	5",
        "other	4	1	x	하	-\nsample_sign	4	5",
        "values.tsv:4: the rows of sample_sign must stand together: move this one up",
    ),
];

#[test]
fn the_sample_is_sound() {
    let tables = Tables::parse([("sample.tsv", TABLE), ("values.tsv", VALUES)]).unwrap();
    assert!(generate(&tables).is_ok());
    assert_eq!(tables.messages[0].rows[0].line, 9);
    assert_eq!(tables.enumeration("sample_sign").unwrap().values.len(), 2);
    assert!(tables.enumeration("sample").is_none());
}

#[test]
fn every_mistake_in_a_table_is_told() {
    for (from, to, expected) in TABLE_CASES {
        assert!(TABLE.contains(from), "{from:?}");
        assert_eq!(
            error(&TABLE.replacen(from, to, 1), VALUES),
            *expected,
            "{from:?} to {to:?}"
        );
    }
}

#[test]
fn every_mistake_in_the_value_lists_is_told() {
    for (from, to, expected) in VALUE_CASES {
        assert!(VALUES.contains(from), "{from:?}");
        assert_eq!(
            error(TABLE, &VALUES.replacen(from, to, 1)),
            *expected,
            "{from:?} to {to:?}"
        );
    }
}

#[test]
fn a_record_has_at_most_4096_bytes() {
    let rows = |count: usize| {
        let row = |at| {
            format!(
                "{}\tfill_{at}\t칸\ttext\t-\t-\t128\t-\t-\t-\t-\tFill.\n",
                1000 + at
            )
        };
        TABLE.to_owned() + &(0..count).map(row).collect::<String>()
    };
    assert_eq!(
        error(&rows(32), VALUES),
        "sample.tsv: the record has 4224 bytes, and at most 4096 are possible: make fields smaller \
         or fewer"
    );
    let tables =
        Tables::parse([("sample.tsv", rows(31).as_str()), ("values.tsv", VALUES)]).unwrap();
    assert!(generate(&tables).is_ok());
}

#[test]
fn a_table_has_1_to_254_fields() {
    let head: String = TABLE
        .lines()
        .take(8)
        .map(|line| format!("{line}\n"))
        .collect();
    let head = head.replace("# group	levels	SampleLevel	-	One level.\n", "");
    let rows = |count: usize| {
        let row = |at| {
            format!(
                "{}\tfill_{at}\t칸\tflag\t-\t-\t1\t-\t-\t-\t-\tFill.\n",
                1 + at
            )
        };
        head.clone() + &(0..count).map(row).collect::<String>()
    };
    let result = |count| Tables::parse([("sample.tsv", rows(count).as_str())]).map(|_| ());
    let reason = |count: usize| result(count).unwrap_err().to_string();
    assert_eq!(
        reason(0),
        "sample.tsv: the table has 0 fields: 1 to 254 are possible"
    );
    assert_eq!(
        reason(255),
        "sample.tsv: the table has 255 fields: 1 to 254 are possible"
    );
    assert_eq!(result(254), Ok(()));
}

/// Groups may share a type of element only if one type can be both.
#[test]
fn groups_that_share_a_type_must_be_alike() {
    let table = |row: &str| {
        let group = "# group	others	SampleLevel	other_	Another level.\ncode	name	name_ko";
        TABLE.replacen("code	name	name_ko", group, 1) + row
    };
    let same = table("51	ask	매도	price	won	0	4	others	1	-	-	Ask.\n");
    let tables = Tables::parse([("sample.tsv", same.as_str()), ("values.tsv", VALUES)]).unwrap();
    assert!(generate(&tables).is_ok());
    for row in [
        "51	bid	매도	price	won	0	4	others	1	-	-	Bid.\n",
        "51	ask	매도	price	won	0	8	others	1	-	-	Ask.\n",
        "51	ask	매도	price	won	0	4	others	1	1	-	Ask.\n",
        "51	ask	매도	price	won	0	4	others	1	-	-	Ask.\n52	bid	매수	price	won	0	4	others	1	-	-	Bid.\n",
    ] {
        assert_eq!(
            error(&table(row), VALUES),
            "sample.tsv: the fields of others aren't those of levels, in their order, and yet both \
             are SampleLevel: give one of them another type",
            "{row}"
        );
    }
}

#[test]
fn tables_together_must_not_collide() {
    let other = TABLE.replace("SampleLevel", "OtherLevel");
    let both = |file: &str, text: &str| {
        let files = [("sample.tsv", TABLE), ("values.tsv", VALUES), (file, text)];
        Tables::parse(files).unwrap_err().to_string()
    };
    assert_eq!(
        both("other.tsv", &other.replace("# name	sample", "# name	other")),
        "sample.tsv: type 9Z stands in other.tsv already"
    );
    let renamed = other.replace("9Z", "9Y");
    assert_eq!(
        both(
            "sample_field.tsv",
            &renamed.replace("# name	sample", "# name	sample_field")
        ),
        "sample.tsv: type SampleField comes from sample_field.tsv already: use another name"
    );
    assert_eq!(
        both(
            "other.tsv",
            &TABLE
                .replace("9Z", "9Y")
                .replace("# name	sample", "# name	other")
        ),
        "sample.tsv: type SampleLevel comes from other.tsv already: use another name"
    );
}

#[test]
fn without_tables_nothing_is_generated() {
    let error = Tables::parse([("values.tsv", VALUES)]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "tables: there is no message table: the folder needs .tsv files"
    );
    let error = Tables::read("no such folder".as_ref()).unwrap_err();
    assert_eq!(error.file, "no such folder");
    assert!(error.to_string().starts_with("no such folder: "), "{error}");
}

/// A checkout with the line ends of Windows gives the same records.
#[test]
fn line_ends_do_not_matter() {
    let generated = |table: &str, values: &str| {
        let tables = Tables::parse([("sample.tsv", table), ("values.tsv", values)]).unwrap();
        generate(&tables).unwrap()
    };
    let windows = |text: &str| text.replace('\n', "\r\n");
    assert_eq!(
        generated(&windows(TABLE), &windows(VALUES)),
        generated(TABLE, VALUES)
    );
    assert_eq!(
        generated(TABLE.trim_end(), VALUES.trim_end()),
        generated(TABLE, VALUES)
    );
}
