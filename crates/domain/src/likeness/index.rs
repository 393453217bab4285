//! The hashes of many pictures, one behind the other, so that all of them are compared in a few milliseconds.

use super::NEAR;

/// Pictures that can be searched for near copies. A picture is known by its number, from 0, in the order of arrival.
#[derive(Debug, Clone, Default)]
pub struct Index {
    hashes: Vec<u64>,
    /// Where the hashes of each picture end.
    ends: Vec<usize>,
}

/// A near copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Number of the picture.
    pub number: usize,
    /// Bits in which they differ ([`super::distance`]).
    pub bits: u32,
}

impl Index {
    /// How many pictures there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds a picture and gives its number.
    pub fn add(&mut self, hashes: &[u64]) -> usize {
        self.hashes.extend_from_slice(hashes);
        self.ends.push(self.hashes.len());
        self.ends.len() - 1
    }

    /// The near copies of a picture, the nearest first, at most `limit`. Every picture is looked at: at 100,000 of them that
    /// is quicker than a tree, since the bound is a wide part of 64 bits.
    #[must_use]
    pub fn near(&self, hashes: &[u64], limit: usize) -> Vec<Found> {
        let Some(whole) = hashes.first() else { return Vec::new() };
        let mut found = Vec::new();
        let mut start = 0;
        for (number, end) in self.ends.iter().enumerate() {
            let theirs = &self.hashes[start..*end];
            start = *end;
            let Some(their_whole) = theirs.first() else { continue };
            let bits = least(*whole, theirs).min(least(*their_whole, hashes));
            if bits <= NEAR {
                found.push(Found { number, bits });
            }
        }
        found.sort_by_key(|found| found.bits);
        found.truncate(limit);
        found
    }
}

fn least(whole: u64, hashes: &[u64]) -> u32 {
    hashes.iter().map(|hash| (whole ^ hash).count_ones()).min().unwrap_or(u64::BITS)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{distance, is_near};
    use super::*;

    proptest! {
        /// The index finds what comparing one by one finds.
        #[test]
        fn the_index_says_what_each_comparison_says(
            pictures in prop::collection::vec(prop::collection::vec(0_u64..4096, 0..4), 0..40),
            wanted in prop::collection::vec(0_u64..4096, 0..4),
        ) {
            let mut index = Index::default();
            for picture in &pictures {
                index.add(picture);
            }
            prop_assert_eq!(index.len(), pictures.len());
            let mut found: Vec<usize> = index.near(&wanted, usize::MAX).iter().map(|found| found.number).collect();
            found.sort_unstable();
            let expected: Vec<usize> =
                (0..pictures.len()).filter(|number| is_near(&pictures[*number], &wanted)).collect();
            prop_assert_eq!(found, expected);
            for found in index.near(&wanted, 3) {
                prop_assert_eq!(Some(found.bits), distance(&pictures[found.number], &wanted));
            }
        }
    }
}
