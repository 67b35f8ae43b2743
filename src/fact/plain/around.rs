//! What stands beside a figure.

use super::Look;
use crate::fact::table;

/// What stands on one side of a figure, past the blanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// The edge of the text or of the paragraph.
    Edge,
    /// A word that no grammar asks for.
    Unheard,
    /// A word beyond which nothing counts for an amount; its far end.
    Silent(usize),
    /// A word that means nothing here unless what is beyond it does; its far end.
    Quiet(usize),
    /// Any other word.
    Heard,
    /// A mark.
    Mark(u8),
    /// A digit, a letter beyond ASCII, the fact before.
    Other,
}

/// How many quiet words are looked past.
const PAST: usize = 3;

impl Look<'_> {
    /// What stands in front of `at`, and whether blanks are between.
    pub(super) fn ahead(&self, at: usize) -> (Beside, bool) {
        let mut end = at;
        let mut lines = 0;
        while let byte @ (b' ' | b'\n') = self.before(end) {
            end -= 1;
            lines += usize::from(byte == b'\n');
        }
        let gap = end < at;
        let beside = match self.before(end) {
            _ if lines > 1 => Beside::Edge,
            _ if end == 0 => Beside::Edge,
            _ if end == self.floor => Beside::Other,
            b'A'..=b'Z' | b'a'..=b'z' => self.word_ahead(end),
            b'0'..=b'9' | 0x80.. => Beside::Other,
            mark => Beside::Mark(mark),
        };
        (beside, gap)
    }

    /// What stands at or behind `at`, and whether blanks are between.
    pub(super) fn behind(&self, at: usize) -> (Beside, bool) {
        let mut start = at;
        let mut lines = 0;
        while let byte @ (b' ' | b'\n') = self.byte(start) {
            start += 1;
            lines += usize::from(byte == b'\n');
        }
        let gap = start > at;
        let beside = match self.byte(start) {
            _ if lines > 1 || start >= self.bytes.len() => Beside::Edge,
            b'A'..=b'Z' | b'a'..=b'z' => self.word_behind(start),
            b'0'..=b'9' | 0x80.. => Beside::Other,
            mark => Beside::Mark(mark),
        };
        (beside, gap)
    }

    fn word_ahead(&self, end: usize) -> Beside {
        let front = self.bytes.get(self.floor..end).unwrap_or_default();
        let length = front.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
        let start = end - length;
        let opens = start == 0 || matches!(self.before(start), b' ' | b'\n' | b'(' | b'/' | b'>');
        if !opens || length < 2 {
            return Beside::Heard;
        }
        let (key, letters) = table::head(self.bytes, start);
        match () {
            () if !table::may_matter(key) => Beside::Unheard,
            () if letters != length => Beside::Heard,
            () if table::is_silent_ahead(key) => Beside::Silent(start),
            () if table::is_quiet_ahead(key) => Beside::Quiet(start),
            () => Beside::Heard,
        }
    }

    fn word_behind(&self, start: usize) -> Beside {
        let (key, letters) = table::head(self.bytes, start);
        let end = start + letters;
        // Of a longer word the filters know the first letters.
        let closes = letters == 8 || !matches!(self.byte(end), b'0'..=b'9' | b'-' | b'_' | b'\'' | 0x80..);
        match () {
            () if !closes || letters < 2 => Beside::Heard,
            () if !table::may_matter(key) => Beside::Unheard,
            () if table::is_quiet_behind(key) && matches!(self.byte(end), b' ' | b'\n') => Beside::Quiet(end),
            () => Beside::Heard,
        }
    }

    /// Whether nothing in front of an amount that starts at `at` means anything to it, what touches it aside.
    pub(super) fn opens(&self, at: usize) -> bool {
        self.opens_behind(self.ahead(at))
    }

    /// As [`opens`](Self::opens), with what stands in front.
    pub(super) fn opens_behind(&self, ahead: (Beside, bool)) -> bool {
        match ahead {
            (Beside::Edge, _) | (Beside::Unheard | Beside::Silent(_), true) => true,
            (Beside::Mark(b',' | b';' | b':' | b')'), true) => true,
            (Beside::Quiet(start), true) => self.is_quiet_ahead(start, true),
            _ => false,
        }
    }

    /// Whether what is beyond the quiet word that starts at `start` means nothing; to an amount, or to a date as well.
    pub(super) fn is_quiet_ahead(&self, mut start: usize, amount: bool) -> bool {
        for _ in 0..PAST {
            match self.ahead(start) {
                (Beside::Edge | Beside::Unheard, _) => return true,
                (Beside::Mark(b',' | b';' | b':' | b'.' | b')'), true) => return true,
                (Beside::Silent(_), true) if amount => return true,
                // "by the 4 May"
                (Beside::Quiet(next), true) if !amount && self.is_by(next) => return false,
                (Beside::Quiet(next) | Beside::Silent(next), true) => start = next,
                _ => return false,
            }
        }
        false
    }

    /// Whether the word at `start` is "by", which makes a term of a date.
    pub(super) fn is_by(&self, start: usize) -> bool {
        let word = self.bytes.get(start..start + 3).unwrap_or_default();
        word.trim_ascii_end().eq_ignore_ascii_case(b"by")
    }

    /// Whether what is beyond the quiet word that ends at `end` means nothing.
    pub(super) fn is_quiet_behind(&self, mut end: usize) -> bool {
        for _ in 0..PAST {
            match self.behind(end) {
                (Beside::Unheard, true) => return true,
                (Beside::Quiet(next), true) => end = next,
                _ => return false,
            }
        }
        false
    }
}
