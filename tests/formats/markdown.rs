use super::{original, outline, read, source_of};
use factlock::document::Format::Markdown;
use jiff::civil::Date;

#[test]
fn markup_is_left_out_and_places_lead_back_to_it() {
    let draft =
        read(Markdown, "The reactor costs $**10** billion, see [the *plan*](https://plan.example/a5).\n");
    assert_eq!(outline(&draft), ["p The reactor costs $10 billion, see the plan."]);
    assert_eq!(source_of(&draft, "$10 billion"), "$**10** billion");
    assert_eq!(source_of(&draft, "10"), "10");
    assert_eq!(source_of(&draft, "the plan"), "the *plan");
}

#[test]
fn headings_lists_and_what_leads_them_in() {
    let draft = read(
        Markdown,
        "Report\n======\n\nIntro.\n\n## Fuel\n\nIt may import:\n\n- petrol:\n  - by rail\n  - by road\n\n  and more\n- diesel\n\n1. one\n2. two\n\n# End\n",
    );
    assert_eq!(
        outline(&draft),
        [
            "h1 Report",
            "p Intro. [under 0]",
            "h2 Fuel [under 0]",
            "p It may import: [under 2]",
            "i1 petrol: [led in by 3] [under 2]",
            "i2 by rail [led in by 4] [under 2]",
            "i2 by road [led in by 4] [under 2]",
            "i1 and more [led in by 4] [under 2]",
            "i1 diesel [led in by 3] [under 2]",
            "i1 one [led in by 3] [under 2]",
            "i1 two [led in by 3] [under 2]",
            "h1 End",
        ]
    );
}

#[test]
fn tables_keep_their_header_cells() {
    let draft = read(
        Markdown,
        "| Fuel | Tonnes |\n|------|-------:|\n| diesel | **300**,000 |\n| jet \\| fuel | |\n",
    );
    assert_eq!(
        outline(&draft),
        ["R Fuel | Tonnes", "r Fuel: diesel | Tonnes: 300,000", "r Fuel: jet | fuel | Tonnes: "]
    );
    assert_eq!(source_of(&draft, "300,000"), "300**,000");
}

#[test]
fn code_images_and_front_matter_are_left_out() {
    let draft = read(
        Markdown,
        "---\ntitle: 5 dams\ndate: 2024-11-29\n---\n\nBefore `5 km` after ![6 km](a.png).\n\n```\n7 km\n```\n\n    8 km\n\nEnd.\n",
    );
    assert_eq!(outline(&draft), ["p Before  after .", "p End."]);
    assert_eq!(draft.written, Some(Date::constant(2024, 11, 29)));
    assert_eq!(
        read(Markdown, "+++\nwritten = 2024-11-30\n+++\n\nEnd.\n").written,
        Some(Date::constant(2024, 11, 30))
    );
}

#[test]
fn footnotes_stand_where_they_are_written_and_marks_vanish() {
    let draft = read(Markdown, "It cost $5 million[^1].\n\n[^1]: Or *more*.\n");
    assert_eq!(outline(&draft), ["p It cost $5 million.", "p Or more."]);
}

#[test]
fn entities_escapes_and_breaks() {
    let draft = read(Markdown, "27&ndash;28 May\\\nand 10\r\nmillion \\$5 R&D\n");
    assert_eq!(outline(&draft), ["p 27–28 May and 10 million $5 R&D"]);
    assert_eq!(source_of(&draft, "27–28"), "27&ndash;28");
    assert_eq!(source_of(&draft, "10 million"), "10\r\nmillion");
    assert_eq!(source_of(&draft, "–"), "&ndash;");
}

#[test]
fn html_inside_is_read_as_html() {
    let draft = read(
        Markdown,
        "An area of 5 km<sup>2</sup><br>here <!-- 6 --><del>7</del><span hidden>8</span>.\n\n<div>\nWas <b>9</b>&nbsp;t\n</div>\n\n<script>\n10\n</script>\n\nEnd <del>now.\n\nReally.\n",
    );
    assert_eq!(outline(&draft), ["p An area of 5 km² here .", "p Was 9\u{a0}t", "p End", "p Really."]);
    assert_eq!(source_of(&draft, "km²"), "km<sup>2");
    assert_eq!(source_of(&draft, "9\u{a0}t"), "9</b>&nbsp;t");
}

#[test]
fn struck_out_text_is_deleted_text() {
    let text = "It cost ~~$5~~ $6 million, ~5 to 6~ a day.\n";
    assert_eq!(outline(&read(Markdown, text)), ["p It cost  $6 million, ~5 to 6~ a day."]);
    assert_eq!(outline(&original(Markdown, text)), ["p It cost $5 $6 million, ~5 to 6~ a day."]);
}

#[test]
fn a_year_at_the_start_of_a_line_is_no_list_number() {
    let draft = read(Markdown, "1986\\. was bad.\n\n1986. was worse.\n\nIt closed in\n1991. So it goes.\n");
    assert_eq!(
        outline(&draft),
        ["p 1986. was bad.", "i1 1986. was worse. [led in by 0]", "p It closed in 1991. So it goes."]
    );
    assert_eq!(source_of(&draft, "1986. was worse"), "1986. was worse");
}

#[test]
fn dollars_and_tildes_are_no_formulas() {
    let draft = read(Markdown, "From $7$ to ~5~ and ^6^ ==8==.\n");
    assert_eq!(outline(&draft), ["p From $7$ to ~5~ and ^6^ ==8==."]);
}

#[test]
fn a_byte_order_mark_takes_no_part() {
    let draft = read(Markdown, "\u{feff}# Title\n\nText.\n");
    assert_eq!(outline(&draft), ["h1 Title", "p Text. [under 0]"]);
    let at = draft.position(draft.original(draft.blocks[0].span).start);
    assert_eq!((at.line, at.column), (1, 3));
}
