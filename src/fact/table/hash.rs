//! The hash of the word tables, shared by the build script that fills them and the lexer that reads them.

/// FNV-1a over the bytes of a word (Fowler, Noll, Vo), folded to 32 bits.
pub const fn hash(word: &[u8]) -> u32 {
    let mut value: u32 = 0x811c_9dc5;
    let mut at = 0;
    while at < word.len() {
        value ^= word[at] as u32;
        value = value.wrapping_mul(0x0100_0193);
        at += 1;
    }
    value ^ (value >> 15)
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
