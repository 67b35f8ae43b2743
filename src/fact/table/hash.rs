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
    (mixed(value ^ chunk(rest)) >> 32) as u32
}

/// The hash of a word of at most eight letters, from its key.
pub const fn hash_short(key: u64, length: usize) -> u32 {
    let value = mixed(length as u64 ^ key);
    // A full chunk has an empty one behind it.
    ((if length < 8 { value } else { mixed(value) }) >> 32) as u32
}

/// The first eight bytes of a word as a number, as [`key`] has them.
pub fn chunk(word: &[u8]) -> u64 {
    u64::from_le_bytes(padded(word))
}

/// The first eight bytes of a word, with zeros behind a shorter one.
#[cold]
pub fn padded(word: &[u8]) -> [u8; 8] {
    let mut chunk = [0; 8];
    chunk.iter_mut().zip(word).for_each(|(to, from)| *to = *from);
    chunk
}

const fn mixed(value: u64) -> u64 {
    let product = value.wrapping_mul(SPREAD);
    product ^ (product >> 32)
}

/// Words of a filter: 2¹⁶ bits.
pub const FILTER: usize = 1024;

/// The first eight letters of a word as a number, ASCII case folded, for a filter; `bytes` may go on behind the word.
///
/// Returns the number and how many ASCII letters it holds. All eight bytes are looked at together.
#[inline]
pub fn key(bytes: [u8; 8]) -> (u64, usize) {
    let chunk = u64::from_le_bytes(bytes);
    let other = letters(chunk) ^ TOP;
    // Keeps the bytes before the first that is none; all of them where there is none such.
    let keep = ((other & other.wrapping_neg()) >> 7).wrapping_sub(1);
    ((chunk | CASE) & keep, (other.trailing_zeros() / 8).min(8) as usize)
}

/// The top bit of each of eight bytes that is an ASCII letter.
#[inline]
pub const fn letters(chunk: u64) -> u64 {
    // From 'a' to 'z' once the case bit is on.
    let low = (chunk | CASE) & const { eight(0x7f) };
    let from_a = low + const { eight(0x80 - b'a') };
    let past_z = low + const { eight(0x80 - b'z' - 1) };
    from_a & !past_z & !chunk & TOP
}

/// The bit that makes a capital letter a small one, in each byte.
const CASE: u64 = eight(0x20);

/// The top bit of each of eight bytes.
pub const TOP: u64 = eight(0x80);

/// Eight copies of a byte.
pub const fn eight(byte: u8) -> u64 {
    u64::from_ne_bytes([byte; 8])
}

/// Whether a filter has the bit of a word's key.
#[inline]
pub fn bit(filter: &[u64; FILTER], key: u64) -> bool {
    let bit = place(key);
    filter.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
}

/// Number of the filter's bit for the key of a word.
#[inline]
pub const fn place(key: u64) -> usize {
    (key.wrapping_mul(SPREAD) >> 48) as usize
}

/// Words of the filter of beginnings: 2¹⁵ bits.
pub const BEGINNINGS: usize = 512;

/// Number of the filter's bit for a word that begins with these bytes: of each of the first three the five bits that tell
/// letters apart, case aside.
#[inline]
pub const fn begin(first: [u8; 4]) -> usize {
    ((u32::from_le_bytes(first) & 0x1f_1f1f).wrapping_mul(SPREAD as u32) >> 17) as usize
}
