//! Documents that are ZIP files, opened within bounds: what an entry says of its size is not believed, and nothing is
//! unpacked that is not wanted.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use crate::fault::Fault;

/// Most entries.
const ENTRIES: usize = 10_000;
/// Most bytes of all entries, unpacked.
const UNPACKED: u64 = 256 << 20;
/// Bytes from which on the ratio counts: small texts may shrink to next to nothing.
const SMALL: u64 = 16 << 20;
/// How many times larger than its packed bytes an entry may become.
const RATIO: u64 = 200;

/// A document that is a ZIP file.
pub(crate) type Archive = ZipArchive<BufReader<File>>;

/// Opens it and unpacks every entry once, counting: after that, every reader of it knows what it gets.
///
/// # Errors
/// [`Fault::Bomb`] when there are too many entries, when they overlap, or when they unpack to too much.
pub(crate) fn open(file: File) -> Result<Archive, Fault> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(fault)?;
    if archive.len() > ENTRIES || archive.has_overlapping_entries().map_err(fault)? {
        return Err(Fault::Bomb);
    }
    count(&mut archive, UNPACKED, true)?;
    Ok(archive)
}

/// Unpacks everything to nowhere and says how much it was.
fn count<R: Read + Seek>(archive: &mut ZipArchive<R>, most: u64, may_nest: bool) -> Result<u64, Fault> {
    let mut total = 0;
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(fault)?;
        let allowed = most.saturating_sub(total).min((entry.compressed_size() * RATIO).max(SMALL));
        // An archive within a document (the table behind a chart) is looked into once; one within that is a nest.
        if has_suffix(&name(&entry), &ARCHIVES) {
            if !may_nest {
                return Err(Fault::Bomb);
            }
            total += count_inner(entry, allowed)?;
            continue;
        }
        let read = io::copy(&mut entry.take(allowed + 1), &mut io::sink());
        let read = read.map_err(|_| Fault::Broken)?;
        if read > allowed {
            return Err(Fault::Bomb);
        }
        total += read;
    }
    Ok(total)
}

fn count_inner<R: Read + Seek>(entry: ZipFile<'_, R>, allowed: u64) -> Result<u64, Fault> {
    const INNER: u64 = 32 << 20;
    let mut bytes = Vec::new();
    let most = allowed.min(INNER);
    entry.take(most + 1).read_to_end(&mut bytes).map_err(|_| Fault::Broken)?;
    let size = bytes.len() as u64;
    if size > most {
        return Err(Fault::Bomb);
    }
    // What is named like an archive and is none is a file like any other.
    let Ok(mut inner) = ZipArchive::new(io::Cursor::new(bytes)) else { return Ok(size) };
    if inner.len() > ENTRIES {
        return Err(Fault::Bomb);
    }
    Ok(size + count(&mut inner, allowed, false)?)
}

/// Suffixes of archives, and of documents that are some.
const ARCHIVES: [&str; 13] =
    ["zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "jar", "7z", "rar", "gz", "xz", "bz2"];

/// Whether a name ends in one of these suffixes, in small or capital letters.
pub(crate) fn has_suffix(name: &str, suffixes: &[&str]) -> bool {
    let found = name.rsplit_once('.').map_or("", |(_, suffix)| suffix);
    suffixes.iter().any(|suffix| found.eq_ignore_ascii_case(suffix))
}

/// Name of an entry, as far as it is one.
fn name<R: Read>(entry: &ZipFile<'_, R>) -> String {
    String::from_utf8_lossy(entry.name_raw()).into_owned()
}

/// Names of all entries.
pub(crate) fn names(archive: &Archive) -> Vec<String> {
    archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}

/// One entry, which is there and was counted.
pub(crate) fn entry<'a>(archive: &'a mut Archive, name: &str) -> Result<impl io::BufRead + use<'a>, Fault> {
    Ok(BufReader::new(archive.by_name(name).map_err(fault)?.take(UNPACKED)))
}

/// What an error of the library says of the file.
pub(crate) fn fault(error: ZipError) -> Fault {
    match error {
        ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => Fault::Locked,
        _ => Fault::Broken,
    }
}
