//! The names and file endings of the formats.

use super::Format;

impl Format {
    /// All formats, in the order of the documentation.
    pub const ALL: [Format; 6] =
        [Format::Text, Format::Markdown, Format::Html, Format::Docx, Format::Odt, Format::Pdf];

    /// The name in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Text => "txt",
            Format::Markdown => "md",
            Format::Html => "html",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Pdf => "pdf",
        }
    }

    /// The format that a path's ending names.
    pub fn of_path(path: &str) -> Option<Format> {
        let name = path.rsplit(['/', '\\']).next()?;
        let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match ending.as_str() {
            "txt" | "text" => Some(Format::Text),
            "md" | "markdown" | "mdown" | "mkd" => Some(Format::Markdown),
            "html" | "htm" | "xhtml" => Some(Format::Html),
            "docx" | "docm" | "dotx" => Some(Format::Docx),
            "odt" | "ott" => Some(Format::Odt),
            "pdf" => Some(Format::Pdf),
            _ => None,
        }
    }

    /// Whether reported offsets refer to extracted text rather than to the file's bytes.
    pub const fn is_packed(self) -> bool {
        matches!(self, Format::Docx | Format::Odt | Format::Pdf)
    }
}
