//! A quick hash for tables of words. The one of the standard library costs more than what is done with most words. Like
//! that one, this begins with a number that nobody knows before, so that no claim file can have its words collide.

use std::hash::{BuildHasher, Hasher, RandomState};

/// An odd number whose bits look random: 2⁶⁴ over the golden ratio.
const SPREAD: u64 = 0x9e37_79b9_7f4a_7c15;

/// Makes the hashers of a table.
#[derive(Debug, Clone, Copy)]
pub struct Quick {
    seed: u64,
}

impl Default for Quick {
    fn default() -> Self {
        Self { seed: RandomState::new().hash_one(SPREAD) }
    }
}

impl BuildHasher for Quick {
    type Hasher = QuickHasher;

    fn build_hasher(&self) -> QuickHasher {
        QuickHasher(self.seed)
    }
}

/// The hash of what was written so far: multiplicative, eight bytes a step (Knuth, The Art of Computer Programming, 6.4).
#[derive(Debug)]
pub struct QuickHasher(u64);

impl QuickHasher {
    fn mix(&mut self, chunk: u64) {
        let product = (self.0 ^ chunk).wrapping_mul(SPREAD);
        self.0 = product ^ (product >> 32);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut rest = bytes;
        while let Some((chunk, behind)) = rest.split_first_chunk() {
            self.mix(u64::from_le_bytes(*chunk));
            rest = behind;
        }
        let last = rest.iter().fold(0, |chunk, byte| chunk << 8 | u64::from(*byte));
        self.mix(last ^ (bytes.len() as u64) << 56);
    }

    // The standard library's mark of where a text ends; its length is in its hash already.
    fn write_u8(&mut self, _: u8) {}

    fn write_usize(&mut self, _: usize) {}

    fn finish(&self) -> u64 {
        self.0
    }
}
