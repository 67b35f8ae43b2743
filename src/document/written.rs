//! The day a document says it was written.

use jiff::civil::Date;

/// A day as front matter and document properties write it: `2024-11-29` (a time of day may follow), `29 November 2024`,
/// `November 29, 2024`.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim().trim_matches(['"', '\'']).trim();
    let iso =
        text.split_at_checked(10).filter(|(_, rest)| !rest.starts_with(|next: char| next.is_ascii_digit()));
    iso.and_then(|(day, _)| Date::strptime("%Y-%m-%d", day).ok()).or_else(|| {
        ["%d %B %Y", "%B %d, %Y", "%d %b %Y"].iter().find_map(|form| Date::strptime(form, text).ok())
    })
}

/// The day in YAML or TOML front matter: `written`, or else `date`.
pub(super) fn in_front_matter(text: &str) -> Option<Date> {
    let value = |wanted: &str| {
        text.lines().find_map(|line| {
            let (key, value) = line.split_once([':', '='])?;
            (key.trim_end().eq_ignore_ascii_case(wanted)).then(|| day(value))?
        })
    };
    value("written").or_else(|| value("date"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        let expected = Some(Date::constant(2024, 11, 9));
        for text in [
            "2024-11-09",
            "\"2024-11-09\"",
            "2024-11-09T10:00:00Z",
            "9 November 2024",
            "November 9, 2024",
            " 09 Nov 2024",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        assert_eq!(day("2024-11-091"), None);
        assert_eq!(day("2024-13-09"), None);
        assert_eq!(day("soon"), None);
    }

    #[test]
    fn front_matter_prefers_the_day_of_writing() {
        let text = "title: On dams\ndate: 2024-12-01\nwritten: 2024-11-09\n";
        assert_eq!(in_front_matter(text), Some(Date::constant(2024, 11, 9)));
        assert_eq!(in_front_matter("Date = 2024-11-09"), Some(Date::constant(2024, 11, 9)));
        assert_eq!(in_front_matter("update: 2024-11-09"), None);
    }
}
