//! How long a search for near copies takes among 100,000 pictures, each with as many hashes as the argument says (13).

use std::time::Instant;

use domain::likeness::Index;
use domain::random::{Random as _, Seeded};

fn main() {
    let hashes = std::env::args().nth(1).and_then(|text| text.parse().ok()).unwrap_or(13);
    let random = Seeded::new(7);
    let picture = || -> Vec<u64> {
        let mut bytes = [0; 8];
        (0..hashes)
            .map(|_| {
                random.fill(&mut bytes);
                u64::from_le_bytes(bytes)
            })
            .collect()
    };
    let mut index = Index::default();
    for _ in 0..100_000 {
        index.add(&picture());
    }
    let mut times: Vec<_> = (0..200)
        .map(|_| {
            let wanted = picture();
            let begun = Instant::now();
            let found = index.near(&wanted, 50);
            (begun.elapsed(), found.len())
        })
        .collect();
    times.sort();
    let found: usize = times.iter().map(|(_, found)| found).sum();
    println!(
        "100,000 pictures of {hashes} hashes: median {:?}, p99 {:?}, {found} found in 200 searches",
        times[100].0, times[198].0
    );
}
