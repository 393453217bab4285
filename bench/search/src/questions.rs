//! What is asked.

use crate::corpus::{Corpus, Dice};

/// A question with its filters.
pub struct Asked {
    /// As it is typed.
    pub text: String,
    /// Only of this office.
    pub body: Option<String>,
    /// Only of this year.
    pub year: Option<u64>,
    /// Whether the last word is not finished.
    pub is_typing: bool,
}

type Make = fn(&Corpus, u64, u64) -> Asked;

/// Kinds of questions, from the easy to the hard.
pub const KINDS: &[(&str, Make)] = &[
    ("a rare word", |corpus, n, _| words(corpus.words[10_000 + n as usize].clone())),
    ("a word of one document in a hundred", |corpus, n, _| words(corpus.words[30 + n as usize % 30].clone())),
    ("`laporan`, in half of all", |_, _, _| words("laporan".to_owned())),
    ("three words, all common", |_, n, _| {
        words(
            ["laporan pengawasan pemilihan", "informasi publik tahun", "laporan kegiatan kabupaten"]
                [n as usize % 3]
                .to_owned(),
        )
    }),
    ("a common and a rare word", |corpus, n, _| {
        words(format!("laporan {}", corpus.words[2_000 + n as usize]))
    }),
    ("two rare words", |corpus, n, _| {
        words(format!("{} {}", corpus.words[100 + n as usize], corpus.words[400 + n as usize]))
    }),
    ("two common words that are never together", |_, _, _| words("maklumat statistik".to_owned())),
    ("words that synonyms widen", |_, n, _| {
        words(
            ["dana pemilu", "daftar informasi publik", "lhkpn", "pengadaan barang jasa"][n as usize % 4]
                .to_owned(),
        )
    }),
    ("a phrase of common words", |_, n, _| {
        words(
            ["\"laporan keuangan\"", "\"informasi publik\"", "\"pengawasan kampanye\""][n as usize % 3]
                .to_owned(),
        )
    }),
    ("a common word without another", |_, n, _| {
        words(
            ["laporan -informasi", "peraturan -laporan", "tahun -laporan -publik"][n as usize % 3].to_owned(),
        )
    }),
    ("a common word within an office", |_, n, _| Asked {
        body: Some(Corpus::body(n)),
        ..words("laporan".to_owned())
    }),
    ("a common word of an old year", |_, n, _| Asked {
        year: Some(2011 + n % 4),
        ..words("laporan".to_owned())
    }),
    ("an office and a year that exclude each other", |_, n, _| Asked {
        body: Some("99.99".to_owned()),
        year: Some(2011 + n % 4),
        ..words("laporan".to_owned())
    }),
    ("a beginning of two letters", |_, n, _| typing(["la", "pe", "ba", "ka", "in"][n as usize % 5])),
    ("a beginning after a word", |_, n, _| {
        typing(["laporan keu", "daftar inf", "rencana ang"][n as usize % 3])
    }),
    ("nothing (the newest)", |_, _, _| words(String::new())),
    ("a word that is nowhere", |_, n, _| words(format!("tiada{n}x"))),
    ("one to three words as people mix them", |corpus, n, documents| {
        let mut dice = Dice::new(documents + n);
        let count = 1 + dice.below(3);
        let mut text: Vec<String> = (0..count).map(|_| corpus.rare(&mut dice).to_owned()).collect();
        if dice.below(2) == 0 {
            text[0] = dice
                .of(&["laporan", "anggaran", "informasi", "keputusan", "putusan", "pengawasan"])
                .to_owned();
        }
        words(text.join(" "))
    }),
];

fn words(text: String) -> Asked {
    Asked { text, body: None, year: None, is_typing: false }
}

fn typing(text: &str) -> Asked {
    Asked { is_typing: true, ..words(text.to_owned()) }
}
