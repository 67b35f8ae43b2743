use super::{original, outline, read, source_of};
use factlock::document::Format::Html;
use factlock::document::{Document, ReadOptions};
use jiff::civil::Date;

#[test]
fn blocks_white_space_and_entities() {
    let page = "<!doctype html><title>5 km</title><h1>Fuel</h1><p>It costs\n   $<b>10</b>&ndash;12&nbsp;bn.<p>Second<br>line<br><br>third<div>in <i>a</i> box</div>after\n";
    let draft = read(Html, page);
    assert_eq!(
        outline(&draft),
        [
            "h1 Fuel",
            "p It costs $10–12\u{a0}bn. [under 0]",
            "p Second line [under 0]",
            "p third [under 0]",
            "p in a box [under 0]",
            "p after [under 0]",
        ]
    );
    assert_eq!(source_of(&draft, "$10–12\u{a0}bn"), "$<b>10</b>&ndash;12&nbsp;bn");
    assert_eq!(source_of(&draft, "costs $10"), "costs\n   $<b>10");
}

#[test]
fn what_a_reader_does_not_see_is_left_out() {
    let page = "<p>One<script>2</script><style>3</style><template>4</template> <span hidden>5<span>6</span>7</span>\
        <span style='color:red; DISPLAY : none'>8</span><code>9</code> two<span class=\"x sr-only\">10</span>.</p>\
        <p hidden>11<p>Three.</p><ul><li hidden>12<ul><li>13</ul>14<li>Four</ul><textarea>15</textarea><!-- 16 -->\
        <div style=\"display:none\">17<div>18</div>19</div><p>Five <input hidden> six <span aria-hidden=true>seven</span>.";
    assert_eq!(
        outline(&read(Html, page)),
        ["p One two.", "p Three.", "i1 Four [led in by 1]", "p Five six seven."]
    );
}

#[test]
fn embedded_things_are_named_as_unread() {
    let draft = read(Html, "<p>Text <svg><text>5</text></svg><iframe src=x>6</iframe></p>");
    assert_eq!(outline(&draft), ["p Text"]);
    assert_eq!(draft.unread, ["2 embedded pictures, frames or videos"]);
}

#[test]
fn deletions_and_insertions_are_tracked_changes() {
    let page = "<p>It cost <del>$5</del><ins>$6</ins> million, <s>perhaps</s> more.</p>";
    assert_eq!(outline(&read(Html, page)), ["p It cost $6 million, more."]);
    assert_eq!(outline(&original(Html, page)), ["p It cost $5 million, perhaps more."]);
}

#[test]
fn tables_with_spans_and_headers() {
    let page = "<table><caption>Fuel</caption><thead><tr><th rowspan=2>Kind<th colspan=2>Tonnes<tr><th>2023<th>2024</thead>\
        <tr><td rowspan=2>jet<td>1<td>2<tr><td>3<td>4</table>\
        <table><tr><td>Kind<td>2023<tr><td>oil<td>5</table>\
        <table><tr><td>a<td>b<tr><td>c<td>d</table>";
    assert_eq!(
        outline(&read(Html, page)),
        [
            "p Fuel",
            "R Kind | Tonnes",
            "R 2023 | 2024",
            "r Kind: jet | 2023: 1 | 2024: 2",
            "r 2023: 3 | 2024: 4",
            "R Kind | 2023",
            "r Kind: oil | 2023: 5",
            "r a | b",
            "r c | d",
        ]
    );
}

#[test]
fn a_table_for_the_layout_holds_paragraphs() {
    let page = "<table><tr><td>Menu<td><h2>News</h2><p>It <i>rained</i>.<p>A lot.<table><tr><td>k<td>v<tr><td>x<td>1</table></table><p>End.";
    assert_eq!(
        outline(&read(Html, page)),
        [
            "p Menu",
            "h2 News",
            "p It rained. [under 1]",
            "p A lot. [under 1]",
            "R k | v [under 1]",
            "r k: x | v: 1 [under 1]",
            "p End. [under 1]",
        ]
    );
}

#[test]
fn footnote_marks_vanish_and_raised_figures_stay() {
    let page = "<p>It cost $5<a href=\"#fn1\" role=doc-noteref><sup>1</sup></a> per m<sup>2</sup>, or 10<sup>6</sup> on the 27<sup>th</sup>.";
    assert_eq!(outline(&read(Html, page)), ["p It cost $5 per m², or 10⁶ on the 27th."]);
}

#[test]
fn quotations_and_lists() {
    let page = "<p>He said <q>no</q>:<ol><li>one<p>more</p><ul><li>deep</ul><li>two</ol><dl><dt>Term<dd>Meaning</dl>";
    assert_eq!(
        outline(&read(Html, page)),
        [
            "p He said “no”:",
            "i1 one [led in by 0]",
            "i1 more [led in by 1]",
            "i2 deep [led in by 1]",
            "i1 two [led in by 0]",
            "i1 Term [led in by 0]",
            "i1 Meaning [led in by 5]",
        ]
    );
}

#[test]
fn a_page_says_when_it_was_written_and_how_it_is_encoded() {
    let page = b"<meta charset=windows-1251><meta property='article:published_time' content='2024-11-29T08:00Z'><p>\xcc\xe8\xf0";
    let options = ReadOptions { format: Some(Html), ..ReadOptions::default() };
    let draft = Document::read("page.html", page, options).unwrap();
    assert_eq!(outline(&draft), ["p Мир"]);
    assert_eq!(draft.written, Some(Date::constant(2024, 11, 29)));
}

#[test]
fn a_table_between_two_cells_of_another_stands_behind_them() {
    let page = "<table><tr><td>one</td><table><tr><td>two<td>three</table><h6>four</h6><tr><td>five</table>";
    assert_eq!(outline(&read(Html, page)), ["p one", "r two | three", "h6 four", "p five [under 2]"]);
}
