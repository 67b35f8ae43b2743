use super::invariants::document::{RELATIONS, pack};
use super::{holds_together, outline};
use factlock::document::{Document, Format, ReadOptions};
use jiff::civil::Date;

/// A Word file with this body, and further parts.
pub fn word(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document><w:body>{body}</w:body></w:document>");
    let mut all = vec![("_rels/.rels", RELATIONS), ("word/document.xml", &document)];
    all.extend_from_slice(parts);
    pack(&all)
}

fn read_as(bytes: &[u8], original: bool) -> Document {
    let options = ReadOptions { format: Some(Format::Docx), original };
    let document = Document::read("draft.docx", bytes, options).unwrap();
    holds_together(&document);
    document
}

fn lines(body: &str) -> Vec<String> {
    outline(&read_as(&word(body, &[]), false))
}

fn lines_before(body: &str) -> Vec<String> {
    outline(&read_as(&word(body, &[]), true))
}

#[test]
fn runs_are_joined_and_special_characters_read() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">It cost $</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>10</w:t></w:r>\
        <w:proofErr/><w:r><w:t>–12&#160;bil</w:t><w:softHyphen/><w:t>lion &amp; mo\u{ad}re</w:t><w:br/><w:t>on 350</w:t><w:noBreakHyphen/>\
        <w:t>km,</w:t><w:tab/><w:t>5 km</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r></w:p>\
        <w:p><w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr></w:p><w:p><w:r><w:t>Next.</w:t></w:r></w:p>";
    assert_eq!(lines(body), ["p It cost $10–12\u{a0}billion & more on 350\u{2011}km,\t5 km²", "p Next."]);
    let document = read_as(&word(body, &[]), false);
    assert_eq!(document.source.lines().count(), 2);
    assert_eq!(document.blocks[1].paragraph, Some(2));
}

#[test]
fn tracked_changes_are_taken_or_undone() {
    let body = "<w:p><w:r><w:t xml:space=\"preserve\">It cost </w:t></w:r><w:del><w:r><w:delText>$5</w:delText></w:r></w:del>\
        <w:ins><w:r><w:t>$6</w:t></w:r></w:ins><w:moveFrom><w:r><w:t> a year</w:t></w:r></w:moveFrom><w:r><w:t> million</w:t></w:r>\
        <w:moveTo><w:r><w:t> a year</w:t></w:r></w:moveTo><w:r><w:rPr><w:strike/></w:rPr><w:t> or so</w:t></w:r><w:r><w:t>.</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>It opened</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\"> in May.</w:t></w:r></w:p>\
        <w:p><w:pPr><w:rPr><w:ins/></w:rPr></w:pPr><w:r><w:t>It closed</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\"> in June.</w:t></w:r></w:p>";
    assert_eq!(
        lines(body),
        ["p It cost $6 million a year.", "p It opened in May.", "p It closed", "p in June."]
    );
    assert_eq!(
        lines_before(body),
        ["p It cost $5 a year million or so.", "p It opened", "p in May.", "p It closed in June."]
    );
}

#[test]
fn styles_make_headings_and_items_whatever_their_identifiers() {
    let styles = "<w:styles><w:style w:type=\"paragraph\" w:styleId=\"berschrift2\"><w:name w:val=\"heading 2\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Own\"><w:name w:val=\"House\"/><w:basedOn w:val=\"berschrift2\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Titel\"><w:name w:val=\"Title\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"V1\"><w:name w:val=\"toc 1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"Loop\"><w:name w:val=\"loop\"/><w:basedOn w:val=\"Loop\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"L\"><w:name w:val=\"List Bullet\"/><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style></w:styles>";
    let p = |style: &str, more: &str, text: &str| {
        format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
    };
    let body = [
        p("Titel", "", "Dams"),
        p("V1", "", "Cost 3"),
        p("Own", "", "Cost"),
        p("Loop", "", "They are:"),
        p("L", "", "one"),
        p("L", "<w:numPr><w:ilvl w:val=\"1\"/></w:numPr>", "deep"),
        p("L", "<w:numPr><w:numId w:val=\"0\"/></w:numPr>", "none"),
        p(
            "L",
            "<w:pPrChange><w:pPr><w:numPr><w:numId w:val=\"0\"/></w:numPr></w:pPr></w:pPrChange>",
            "again",
        ),
        p("", "<w:outlineLvl w:val=\"0\"/>", "End"),
    ];
    assert_eq!(
        outline(&read_as(&word(&body.concat(), &[("word/styles.xml", styles)]), false)),
        [
            "h1 Dams",
            "h2 Cost [under 0]",
            "p They are: [under 1]",
            "i1 one [led in by 2] [under 1]",
            "i2 deep [led in by 3] [under 1]",
            "p none [under 1]",
            "i1 again [led in by 5] [under 1]",
            "h1 End",
        ]
    );
}

#[test]
fn fields_give_their_results_and_hidden_text_nothing() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let (begin, separate, end) = (mark("begin"), mark("separate"), mark("end"));
    let text = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let instruction = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText></w:r>");
    let body = format!(
        "<w:p>{}{begin}{}{begin}{}{separate}{}{end}{separate}{}{end}{}</w:p><w:p>{}{begin}{}{separate}{}{end}\
         <w:fldSimple w:instr=\" NUMPAGES \">{}</w:fldSimple><w:fldSimple w:instr=\"TITLE\">{}</w:fldSimple>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>9</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>.</w:t></w:r></w:p>\
         <w:p><w:hyperlink>{}</w:hyperlink><w:smartTag>{}</w:smartTag><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}\
         </w:sdtContent></w:sdt><w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
        text("A "),
        instruction(" IF 1 "),
        instruction("DATE"),
        text("2"),
        text("result"),
        text(" here."),
        text("Page "),
        instruction(" PAGE \\* MERGEFORMAT"),
        text("7"),
        text("8"),
        text("of"),
        text("A link, "),
        text("a place, "),
        text("click here"),
        text("a choice."),
    );
    assert_eq!(lines(&body), ["p A result here.", "p Page of.", "p A link, a place, a choice."]);
}

#[test]
fn text_boxes_come_behind_their_paragraph_and_once() {
    let inner =
        |text: &str| format!("<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>");
    let body = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">Before </w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>{}</w:drawing></mc:Choice>\
         <mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>after.</w:t></w:r></w:p>\
         <w:p><w:r><w:drawing><a:blip/></w:drawing><w:drawing><c:chart/></w:drawing><w:object><o:OLEObject/></w:object></w:r></w:p>",
        inner("In the box."),
        inner("In the old box.")
    );
    assert_eq!(lines(&body), ["p Before after.", "p In the box."]);
    assert_eq!(read_as(&word(&body, &[]), false).unread, ["1 picture", "1 chart", "1 embedded object"]);
}

#[test]
fn tables_have_rows_headers_and_wide_cells() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let wide = "<w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>Tonnes</w:t></w:r></w:p><w:p><w:r><w:t>a year</w:t></w:r></w:p></w:tc>";
    let head = "<w:trPr><w:tblHeader/></w:trPr>";
    let gone = "<w:trPr><w:del/></w:trPr>";
    let body = format!(
        "<w:tbl><w:tblPr/><w:tr>{head}{}{wide}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{gone}{}</w:tr></w:tbl><w:p><w:r><w:t>End.</w:t></w:r></w:p>",
        cell("Fuel"),
        cell("oil"),
        cell("5"),
        cell("6"),
        cell("gas")
    );
    assert_eq!(
        lines(&body),
        ["R Fuel | Tonnes a year", "r Fuel: oil | Tonnes a year: 5 | Tonnes a year: 6", "p End."]
    );
    assert_eq!(read_as(&word(&body, &[]), false).source, "Fuel\tTonnes a year\noil\t5\t6\nEnd.");
    assert_eq!(lines_before(&body).len(), 4);
}

#[test]
fn notes_and_page_headers_follow_the_body() {
    let note = |root: &str, text: &str| {
        format!(
            "<w:{root}><w:footnote w:type=\"separator\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:{root}>"
        )
    };
    let (foot, end) = (note("footnotes", "A note."), note("endnotes", "At the end."));
    let header = "<w:hdr><w:p><w:r><w:t>Draft of 5 May</w:t></w:r></w:p></w:hdr>";
    let custom =
        "<Properties><property name=\"Written\"><vt:lpwstr>2024-11-29</vt:lpwstr></property></Properties>";
    let parts = [
        ("word/header1.xml", header),
        ("word/endnotes.xml", end.as_str()),
        ("word/footnotes.xml", foot.as_str()),
        ("docProps/custom.xml", custom),
    ];
    let draft = read_as(
        &word("<w:p><w:r><w:t>Body</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>", &parts),
        false,
    );
    assert_eq!(outline(&draft), ["p Body", "p A note.", "p At the end.", "p Draft of 5 May"]);
    assert_eq!(draft.written, Some(Date::constant(2024, 11, 29)));
}

#[test]
fn what_cannot_be_read_is_refused_with_a_reason() {
    let refused = |bytes: &[u8]| {
        let options = ReadOptions { format: Some(Format::Docx), original: false };
        Document::read("draft.docx", bytes, options).unwrap_err().message
    };
    let good = word("<w:p><w:r><w:t>Text</w:t></w:r></w:p>", &[]);
    assert!(refused(&good[..good.len() / 2]).contains("damaged or only a part"));
    assert!(refused(&pack(&[("a.txt", "x")])).contains("no Word file"));
    assert!(refused(&word("<w:p><w:r></w:p>", &[])).contains("does not close"));
    assert!(refused(&word(&"<w:sdt>".repeat(5000), &[])).contains("nest too deep"));
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><w:document>&b;</w:document>";
    assert!(
        refused(&pack(&[("_rels/.rels", RELATIONS), ("word/document.xml", bomb)])).contains("XML entities")
    );
    let huge = word(&" ".repeat(60_000_001), &[]);
    assert!(huge.len() < 1_000_000, "{}", huge.len());
    assert!(refused(&huge).contains("unpacks to too much"), "{}", refused(&huge));
    let many: Vec<(String, &str)> = (0..5_001).map(|at| (format!("a{at}"), "")).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    assert!(refused(&pack(&many)).contains("5000 files"));
}
