//! The hash of the word tables, shared by the build script that fills them and the lexer that reads them.

/// An odd number whose bits look random: 2⁶⁴ over the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// A multiplicative hash, eight bytes a step (Knuth, The Art of Computer Programming, 6.4).
pub fn hash(word: &[u8]) -> u32 {
    let (mut value, mut rest) = (word.len() as u64, word);
    while let Some((chunk, behind)) = rest.split_first_chunk::<8>() {
        value = mixed(value ^ u64::from_le_bytes(*chunk));
        rest = behind;
    }
    let last = rest.iter().fold(0, |last, byte| last << 8 | u64::from(*byte));
    (mixed(value ^ last) >> 32) as u32
}

const fn mixed(value: u64) -> u64 {
    let product = value.wrapping_mul(SPREAD);
    product ^ (product >> 32)
}

/// Number of the filter's bit for the first three bytes of a word, ASCII case folded.
pub const fn prefix(first: u8, second: u8, third: u8) -> usize {
    ((first & 31) as usize) << 10 | ((second & 31) as usize) << 5 | (third & 31) as usize
}

/// Whether a filter has the bit of these three bytes.
#[inline]
pub const fn bit(filter: &[u64; 512], first: u8, second: u8, third: u8) -> bool {
    let bit = prefix(first, second, third);
    filter[(bit / 64) & 511] >> (bit % 64) & 1 == 1
}
