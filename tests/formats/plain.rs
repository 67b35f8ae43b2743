use super::{outline, read};
use factlock::document::Format::Text;
use factlock::document::{Document, ReadOptions};

#[test]
fn blank_lines_divide_wrapped_paragraphs() {
    let draft = read(Text, "\u{feff}The plant is\r\nin the north.\r\n \r\n\tIt opened.\r\n");
    assert_eq!(outline(&draft), ["p The plant is\r\nin the north.", "p It opened."]);
    assert_eq!(draft.prose().as_ptr(), draft.source.as_ptr());
}

#[test]
fn long_lines_are_paragraphs() {
    let long = "The plant in the north, which was to open in May, stayed closed until the autumn of the year after it. ".repeat(2);
    let long = long.trim_end();
    let draft = read(Text, &format!("On plants\n{long}\n{long}\nComment\n- {long}\n- {long}\n{long}\n"));
    assert_eq!(
        outline(&draft),
        [
            "h1 On plants".to_owned(),
            format!("p {long} [under 0]"),
            format!("p {long} [under 0]"),
            "h2 Comment [under 0]".to_owned(),
            format!("i1 {long} [under 3]"),
            format!("i1 {long} [under 3]"),
            format!("p {long} [under 3]"),
        ]
    );
}

#[test]
fn items_are_told_by_their_markers() {
    let draft = read(
        Text,
        "It may import:\n- petrol\n  by rail\n- diesel\n  • winter\n\n• tar\n\n1. one\n2. two\n\n(a) first\n(b) second\n\nNo list here:\n3.5 is a figure. Of\n12. they say nothing - nor\n- of this.\n",
    );
    assert_eq!(
        outline(&draft),
        [
            "p It may import:",
            "i1 petrol\n  by rail [led in by 0]",
            "i1 diesel [led in by 0]",
            "i2 winter [led in by 2]",
            "i1 tar [led in by 0]",
            "i1 one [led in by 0]",
            "i1 two [led in by 0]",
            "i1 first [led in by 0]",
            "i1 second [led in by 0]",
            "p No list here:\n3.5 is a figure. Of\n12. they say nothing - nor\n- of this.",
        ]
    );
}

#[test]
fn only_sure_titles_are_headings() {
    let draft = read(
        Text,
        "The dam\n=======\n\nIt broke.\n\nWho paid\n\nNobody paid for it.\n\nThe end of it,\n\nsaid Hill.\n\nHill\n\nSmith\n\n1986\n\nWas bad.\n",
    );
    assert_eq!(
        outline(&draft),
        [
            "h1 The dam",
            "p It broke. [under 0]",
            "h2 Who paid [under 0]",
            "p Nobody paid for it. [under 2]",
            "p The end of it, [under 2]",
            "p said Hill. [under 2]",
            "p Hill [under 2]",
            "p Smith [under 2]",
            "p 1986 [under 2]",
            "p Was bad. [under 2]",
        ]
    );
}

#[test]
fn an_indented_line_behind_a_stop_begins_a_paragraph() {
    let draft = read(Text, "    The plant is\nin the north.\n    It opened\nin May.\n");
    assert_eq!(outline(&draft), ["p The plant is\nin the north.", "p It opened\nin May."]);
}

#[test]
fn other_encodings_are_read_as_text() {
    let options = ReadOptions { format: Some(Text), ..ReadOptions::default() };
    let draft = Document::read("a.txt", b"Caf\xe9 \x9610 \x80.", options).unwrap();
    assert_eq!(outline(&draft), ["p Café –10 €."]);
    let draft = Document::read("a.txt", b"\xff\xfe5\0 \0k\0m\0.\0", options).unwrap();
    assert_eq!(outline(&draft), ["p 5 km."]);
}
