//! Whether two pictures are near copies, by their perceptual hashes.
//!
//! Each picture has several hashes of 64 bits: that of the whole first, then those of crops of it. One picture may be a crop
//! of the other, so the whole of each is compared with all hashes of the other, and the least distance counts. Crops are
//! never compared with crops: that would find more pictures that have nothing to do with each other than copies.

mod index;

pub use index::{Found, Index};

/// Bits in which the hashes of near copies differ at most. Measured on pictures like photos (`inspect`, tests of likeness):
/// copies encoded again, scaled to 25 to 200 %, cropped by 5 to 12 % at one or all sides, or a tenth brighter or darker differ
/// in 8 at most; of 44,850 pairs of other pictures, three differ in 14 and all others in more.
pub const NEAR: u32 = 10;

/// Least number of bits in which the whole of one picture differs from a hash of the other, 0 to 64; `None` when one of
/// them has no hashes.
#[must_use]
pub fn distance(one: &[u64], other: &[u64]) -> Option<u32> {
    let least = |whole: u64, hashes: &[u64]| hashes.iter().map(|hash| (whole ^ hash).count_ones()).min();
    let there = least(*one.first()?, other)?;
    let back = least(*other.first()?, one)?;
    Some(there.min(back))
}

/// Whether two pictures are near copies. A picture without hashes is near to none.
#[must_use]
pub fn is_near(one: &[u64], other: &[u64]) -> bool {
    distance(one, other).is_some_and(|bits| bits <= NEAR)
}

#[cfg(test)]
mod tests {
    use super::{distance, is_near};

    #[test]
    fn the_whole_of_one_is_compared_with_all_of_the_other() {
        assert_eq!(distance(&[0, u64::MAX], &[0b111, 0b1]), Some(1));
        assert_eq!(distance(&[0b1, 0b111], &[0, u64::MAX]), Some(1));
        // Two crops that are alike say nothing.
        assert_eq!(distance(&[0, 0xFFFF_FFFF], &[u64::MAX, 0xFFFF_FFFF]), Some(32));
        assert_eq!(distance(&[], &[1]), None);
        assert!(!is_near(&[], &[]) && is_near(&[7, 9], &[7]));
    }
}
