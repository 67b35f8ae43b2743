//! Reports: one file per format, all made from the same [`Results`].

pub mod build;
pub mod clean;
pub mod diagnostic;
mod excerpt;
mod expected;
mod findings;
pub mod json;
mod results;
mod short;
mod text;
pub mod value;
mod words;

pub use results::*;

/// The formats of `--format`, in the order of the documentation. A new one is one file, and one line in each table here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// For an editor at a terminal.
    Text,
    /// One line a finding.
    Short,
    /// Everything, for other programs.
    Json,
}

/// How text is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour it.
    pub colour: bool,
    /// Columns to fill.
    pub width: usize,
    /// How much to show beyond the usual: 0, 1, 2.
    pub verbose: u8,
}

impl Default for Style {
    fn default() -> Self {
        Self { colour: false, width: 96, verbose: 0 }
    }
}

impl Format {
    /// All formats.
    pub const ALL: [Format; 3] = [Format::Text, Format::Short, Format::Json];

    /// The name on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Format::Text => "text",
            Format::Short => "short",
            Format::Json => "json",
        }
    }

    /// The results in this format.
    pub fn render(self, results: &Results, style: &Style) -> String {
        match self {
            Format::Text => text::render(results, style),
            Format::Short => short::render(results),
            Format::Json => json::render(results),
        }
    }
}
