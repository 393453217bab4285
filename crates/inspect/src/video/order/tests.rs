use std::io::Cursor;

use proptest::prelude::*;

use super::{Fault, Move, put_in_order, shift_places};
use crate::tests::corpus::mp4_box;

/// How a place is written.
#[derive(Debug, Clone, Copy)]
enum Width {
    Four,
    Eight,
}

/// The table of one track with chunks at these places.
fn track(places: &[u64], width: Width) -> Vec<u8> {
    let mut table = [&[0; 4][..], &u32::try_from(places.len()).unwrap().to_be_bytes()].concat();
    for place in places {
        match width {
            Width::Four => table.extend(u32::try_from(*place).unwrap().to_be_bytes()),
            Width::Eight => table.extend(place.to_be_bytes()),
        }
    }
    let name = match width {
        Width::Four => b"stco",
        Width::Eight => b"co64",
    };
    let within = |name: &[u8; 4], inner: Vec<u8>| mp4_box(name, &inner);
    let sizes = mp4_box(b"stsz", &[0; 12]);
    let stbl = within(b"stbl", [sizes, mp4_box(name, &table)].concat());
    within(b"trak", within(b"mdia", within(b"minf", stbl)))
}

/// The places that a file's table tells, in their order.
fn places(file: &[u8]) -> Vec<u64> {
    let mut found = Vec::new();
    for at in 0..file.len().saturating_sub(12) {
        let width = match &file[at..at + 4] {
            b"stco" => 4,
            b"co64" => 8,
            _ => continue,
        };
        let count = usize::try_from(u32::from_be_bytes(file[at + 8..at + 12].try_into().unwrap())).unwrap();
        for place in file[at + 12..].chunks_exact(width).take(count) {
            found.push(place.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)));
        }
    }
    found
}

fn ordered(file: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    let mut out = Vec::new();
    Ok(put_in_order(&mut Cursor::new(file), &mut out)?.then_some(out))
}

/// Bytes that no name of a box is among, each stretch its own.
fn film(length: usize, seed: u8) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at % 61).unwrap() ^ (seed | 0x80)).collect()
}

fn at(file: &[u8], name: &[u8; 4]) -> usize {
    file.windows(4).position(|window| window == name).unwrap()
}

proptest! {
    #[test]
    fn chunks_are_the_same_bytes_before_and_after(
        films in proptest::collection::vec((1_usize..600, any::<u8>()), 1..4),
        picks in proptest::collection::vec(any::<prop::sample::Index>(), 0..20),
        wide in any::<bool>(),
        long_head in any::<bool>(),
        to_the_end in any::<bool>(),
        between in any::<bool>(),
        behind in 0_usize..40,
    ) {
        let mut file = mp4_box(b"ftyp", b"isom\0\0\0\0isom");
        let mut bytes_of_film = Vec::new();
        for (length, seed) in &films {
            let film = film(*length, *seed);
            if long_head {
                file.extend([0, 0, 0, 1]);
                file.extend(b"mdat");
                file.extend((film.len() as u64 + 16).to_be_bytes());
            } else {
                file.extend(u32::try_from(film.len() + 8).unwrap().to_be_bytes());
                file.extend(b"mdat");
            }
            bytes_of_film.extend(file.len()..file.len() + film.len());
            file.extend(film);
            if between {
                file.extend(mp4_box(b"free", &[0; 5]));
            }
        }
        let chunks: Vec<u64> = picks.iter().map(|pick| *pick.get(&bytes_of_film) as u64).collect();
        let width = if wide { Width::Eight } else { Width::Four };
        let (first, second) = chunks.split_at(chunks.len() / 2);
        let mut table = mp4_box(
            b"moov",
            &[mp4_box(b"mvhd", &[0; 100]), track(first, width), track(second, Width::Eight)].concat(),
        );
        if to_the_end {
            table[..4].copy_from_slice(&[0; 4]);
        }
        file.extend(table);
        if !to_the_end && behind > 0 {
            file.extend(film(behind, 7));
        }
        // What stands behind is no box unless it says how long it is.
        let Ok(Some(made)) = ordered(&file) else {
            prop_assert!(behind >= 8 && !to_the_end);
            return Ok(());
        };
        prop_assert_eq!(made.len(), file.len());
        prop_assert!(at(&made, b"moov") < at(&made, b"mdat"));
        let after = places(&made);
        prop_assert_eq!(after.len(), chunks.len());
        for (before, after) in chunks.iter().zip(after) {
            let (before, after) = (usize::try_from(*before).unwrap(), usize::try_from(after).unwrap());
            prop_assert_eq!(file[before], made[after]);
            // As far as the film goes here.
            let first = bytes_of_film.iter().position(|at| *at == before).unwrap();
            let is_next = |step: &usize| bytes_of_film.get(first + step) == Some(&(before + step));
            let run = (0..16).take_while(is_next).count();
            prop_assert_eq!(&file[before..before + run], &made[after..after + run]);
        }
        // Once in order, it stays as it is.
        prop_assert_eq!(ordered(&made), Ok(None));
    }

    #[test]
    fn any_bytes_are_put_in_order_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = ordered(&bytes);
    }
}

fn simple(extra: &[u8], chunks: &[u64]) -> Vec<u8> {
    let moov = mp4_box(b"moov", &[track(chunks, Width::Four), extra.to_vec()].concat());
    [mp4_box(b"ftyp", b"isom"), mp4_box(b"mdat", &film(50, 1)), moov].concat()
}

#[test]
fn what_is_in_order_or_in_pieces_stays() {
    let moov = mp4_box(b"moov", &track(&[200], Width::Four));
    let first = [mp4_box(b"ftyp", b"isom"), moov.clone(), mp4_box(b"mdat", &[0; 400])].concat();
    assert_eq!(ordered(&first), Ok(None));
    let pieces = [mp4_box(b"moof", &[0; 8]), mp4_box(b"mdat", &[0; 8]), moov].concat();
    assert_eq!(ordered(&pieces), Ok(None));
    assert!(ordered(&simple(&[], &[20, 60])).unwrap().is_some());
}

#[test]
fn u18_what_makes_no_sense_is_refused() {
    let table_at = 12 + 58;
    for (name, file) in [
        ("a chunk in the table", simple(&[], &[table_at + 4])),
        ("a chunk behind the end", simple(&[], &[10_000])),
        (
            "places of another kind",
            simple(&mp4_box(b"trak", &mp4_box(b"mdia", &mp4_box(b"saio", &[0; 8]))), &[]),
        ),
        ("a table that is packed", simple(&mp4_box(b"cmov", &[0; 8]), &[])),
        ("pieces announced", simple(&mp4_box(b"mvex", &[0; 8]), &[])),
        ("places of items", simple(&mp4_box(b"meta", b"\0\0\0\0\0\0\0\x08iloc"), &[])),
        ("two tables", [simple(&[], &[]), mp4_box(b"moov", &[])].concat()),
        ("no table", mp4_box(b"mdat", &[0; 9])),
        ("a box within that is too long", simple(&[0, 0, 1, 0, b'a', b'b', b'c', b'd'], &[])),
    ] {
        assert_eq!(ordered(&file), Err(Fault::Broken), "{name}");
    }
    // More places told than there are.
    let mut more = simple(&[], &[20]);
    let count = at(&more, b"stco") + 8;
    more[count..count + 4].copy_from_slice(&u32::MAX.to_be_bytes());
    assert_eq!(ordered(&more), Err(Fault::Broken));
}

#[test]
fn u18_a_place_that_no_longer_fits_is_refused() {
    let film = u64::from(u32::MAX) - 10;
    let moved = Move { to: 8, from: film + 100, length: 50, size: film + 200 };
    let mut table = [&[0; 4][..], &1_u32.to_be_bytes(), &u32::try_from(film).unwrap().to_be_bytes()].concat();
    assert_eq!(shift_places::<4>(&mut table, moved), Err(Fault::Broken));
    let mut table = [&[0; 4][..], &1_u32.to_be_bytes(), &film.to_be_bytes()].concat();
    assert_eq!(shift_places::<8>(&mut table, moved), Ok(()));
    assert_eq!(table[8..], (film + 50).to_be_bytes());
}

#[test]
fn a_table_that_is_too_large_stays_where_it_is() {
    let free = mp4_box(b"free", &vec![0; 17 << 20]);
    assert_eq!(ordered(&simple(&free, &[])), Err(Fault::TooCostly));
}
