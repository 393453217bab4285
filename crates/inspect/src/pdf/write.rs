//! Writing a PDF of pictures and nothing else (ISO 32000-1, 7.5, 8.9.5): no text, no metadata, nothing that acts.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use crate::fault::Fault;

/// A page: a JPEG over all of it.
pub(super) struct Sheet {
    /// Its bytes, without any metadata.
    pub(super) jpeg: Vec<u8>,
    /// Pixels across and down.
    pub(super) pixels: (u32, u32),
    /// Whether it is without colours.
    pub(super) is_grey: bool,
    /// Width and height on paper, in points of 1/72 inch.
    pub(super) points: (f32, f32),
}

/// A PDF that grows page by page.
pub(super) struct Writer {
    file: BufWriter<File>,
    written: u64,
    /// Where each object begins. The first two, the catalogue and the list of pages, are written last.
    places: Vec<u64>,
    pages: Vec<usize>,
}

impl Writer {
    pub(super) fn create(path: &Path) -> Result<Self, Fault> {
        let file = BufWriter::new(File::create_new(path)?);
        let mut writer = Self { file, written: 0, places: vec![0, 0], pages: Vec::new() };
        // The second line tells programs that the file is not plain text.
        writer.put(b"%PDF-1.4\n%\xE2\xE3\xCF\xD3\n")?;
        Ok(writer)
    }

    pub(super) fn add(&mut self, sheet: &Sheet) -> Result<(), Fault> {
        let (width, height) = sheet.points;
        let content = format!("q {width:.2} 0 0 {height:.2} 0 0 cm /P Do Q");
        let colours = if sheet.is_grey { "DeviceGray" } else { "DeviceRGB" };
        let (across, down) = sheet.pixels;
        let image = format!(
            "/Type /XObject /Subtype /Image /Width {across} /Height {down} /ColorSpace /{colours} \
             /BitsPerComponent 8 /Filter /DCTDecode"
        );
        let image = self.stream(&image, &sheet.jpeg)?;
        let content = self.stream("", content.as_bytes())?;
        let page = self.object(&format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.2} {height:.2}] /Contents {content} 0 R \
             /Resources << /XObject << /P {image} 0 R >> >> >>"
        ))?;
        self.pages.push(page);
        Ok(())
    }

    /// Writes what leads to the pages. Without this the file is none.
    pub(super) fn finish(mut self) -> Result<(), Fault> {
        let kids: Vec<String> = self.pages.iter().map(|page| format!("{page} 0 R")).collect();
        let pages = format!("<< /Type /Pages /Kids [{}] /Count {} >>", kids.join(" "), kids.len());
        self.object_at(1, "<< /Type /Catalog /Pages 2 0 R >>")?;
        self.object_at(2, &pages)?;
        let table = self.written;
        let count = self.places.len() + 1;
        self.put(format!("xref\n0 {count}\n0000000000 65535 f \n").as_bytes())?;
        for place in std::mem::take(&mut self.places) {
            self.put(format!("{place:010} 00000 n \n").as_bytes())?;
        }
        let trailer = format!("trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        self.put(trailer.as_bytes())?;
        Ok(self.file.flush()?)
    }

    fn object(&mut self, value: &str) -> Result<usize, Fault> {
        self.places.push(0);
        let number = self.places.len();
        self.object_at(number, value)?;
        Ok(number)
    }

    fn object_at(&mut self, number: usize, value: &str) -> Result<(), Fault> {
        self.places[number - 1] = self.written;
        self.put(format!("{number} 0 obj\n{value}\nendobj\n").as_bytes())
    }

    fn stream(&mut self, dictionary: &str, bytes: &[u8]) -> Result<usize, Fault> {
        self.places.push(self.written);
        let number = self.places.len();
        let length = bytes.len();
        self.put(format!("{number} 0 obj\n<< {dictionary} /Length {length} >>\nstream\n").as_bytes())?;
        self.put(bytes)?;
        self.put(b"\nendstream\nendobj\n")?;
        Ok(number)
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), Fault> {
        self.file.write_all(bytes)?;
        self.written += bytes.len() as u64;
        Ok(())
    }
}
