//! The press: Typst templates with data, as PDF.
//!
//! A template reads its data from `sys.inputs.data`; they never become part of its source. It may read nothing else: no file,
//! no package, no clock. An operator can replace any template by a file of the same name in a folder.

mod picture;
mod share;
mod world;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use print::press::{DrawError, Press, PressError, ShareCard, Sheet};
use resvg::usvg::fontdb;
use serde_json::Value;
use typst::diag::{SourceDiagnostic, SourceResult};
use typst::foundations::{Bytes, Smart};
use typst::text::{Font, FontInfo};
use typst::{World as _, WorldExt as _};
use typst_kit::fonts::{self, FontStore};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards};

use world::{Desk, Shelf};

/// What templates share, each imported by its file name: colours and paper, the service kit, its forms.
const SHARED: [(&str, &str); 3] = [
    ("base", include_str!("../templates/base.typ")),
    ("kit", include_str!("../templates/kit.typ")),
    ("form", include_str!("../templates/form.typ")),
];

/// Public Sans, for what is read from afar. Its licence stands beside it.
const SANS: [&[u8]; 4] = [
    include_bytes!("../fonts/PublicSans_400Regular.ttf"),
    include_bytes!("../fonts/PublicSans_600SemiBold.ttf"),
    include_bytes!("../fonts/PublicSans_700Bold.ttf"),
    include_bytes!("../fonts/PublicSans_800ExtraBold.ttf"),
];

/// The template that is used where the operator has none.
const fn built_in(sheet: Sheet) -> &'static str {
    match sheet {
        Sheet::Certificate => include_str!("../templates/certificate.typ"),
        Sheet::Letter => include_str!("../templates/letter.typ"),
        Sheet::PressSheet => include_str!("../templates/press-sheet.typ"),
        Sheet::Board => include_str!("../templates/board.typ"),
        Sheet::Banner => include_str!("../templates/banner.typ"),
        Sheet::DeskSign => include_str!("../templates/desk-sign.typ"),
        Sheet::FlowChart => include_str!("../templates/flow-chart.typ"),
        Sheet::FeeAndHours => include_str!("../templates/fee-and-hours.typ"),
        Sheet::Maklumat => include_str!("../templates/maklumat.typ"),
        Sheet::Cards => include_str!("../templates/cards.typ"),
        Sheet::RequestForm => include_str!("../templates/request-form.typ"),
        Sheet::ObjectionForm => include_str!("../templates/objection-form.typ"),
        Sheet::DipAnnex => include_str!("../templates/dip-annex.typ"),
        Sheet::ConsequenceTest => include_str!("../templates/consequence-test.typ"),
    }
}

/// How many prints what Typst remembers outlives without being used again.
const REMEMBERED: usize = 10;

/// Why there is no press.
#[derive(Debug, thiserror::Error)]
pub enum SetUpError {
    /// A template of the operator's cannot be read.
    #[error("cannot read the template {}: {source}", path.display())]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Prints with Typst.
pub struct TypstPress {
    shelf: Shelf,
    fonts: Arc<fontdb::Database>,
}

impl fmt::Debug for TypstPress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TypstPress").finish_non_exhaustive()
    }
}

impl TypstPress {
    /// A press with its own templates, and those that are in `folder` (`certificate.typ`, `base.typ`, …) in their place.
    ///
    /// # Errors
    /// [`SetUpError::Unreadable`] where one is there and cannot be read.
    pub fn new(folder: Option<&Path>) -> Result<Self, SetUpError> {
        let mut sources = BTreeMap::new();
        let built_ins = Sheet::ALL.map(|sheet| (sheet.name(), built_in(sheet)));
        for (name, built_in) in built_ins.into_iter().chain(SHARED) {
            let file = format!("{name}.typ");
            let own = match folder.map(|folder| folder.join(&file)) {
                Some(path) if path.exists() => Some(
                    std::fs::read_to_string(&path)
                        .map_err(|source| SetUpError::Unreadable { path, source })?,
                ),
                _ => None,
            };
            sources.insert(file, own.unwrap_or_else(|| built_in.to_owned()));
        }
        let mut store = FontStore::new();
        store.extend(fonts::embedded());
        store.extend(sans());
        Ok(Self { shelf: Shelf::new(sources, store), fonts: share::fonts() })
    }
}

impl Press for TypstPress {
    fn share_card(&self, card: &ShareCard) -> Result<Vec<u8>, DrawError> {
        share::draw(card, &self.fonts)
    }

    fn print(&self, sheet: Sheet, data: &Value) -> Result<Vec<u8>, PressError> {
        self.set(sheet, data, |document| {
            let options = PdfOptions {
                ident: Smart::Custom(format!("{sheet}:{data}")),
                creator: Smart::Custom(None),
                standards: PdfStandards::default(),
                ..PdfOptions::default()
            };
            typst_pdf::pdf(document, &options)
        })
    }

    fn picture(&self, sheet: Sheet, data: &Value, side: u16) -> Result<Vec<u8>, PressError> {
        let drawing = self.set(sheet, data, |document| Ok(picture::drawing(document)))?;
        picture::paint(&drawing, side).map_err(|why| PressError { sheet, why })
    }
}

impl TypstPress {
    /// Sets a sheet with its data, and makes something of its pages.
    fn set<T>(
        &self,
        sheet: Sheet,
        data: &Value,
        make: impl FnOnce(&PagedDocument) -> SourceResult<T>,
    ) -> Result<T, PressError> {
        let wrong = |why: String| PressError { sheet, why };
        let desk = Desk::new(&self.shelf, sheet, data).map_err(wrong)?;
        let made = typst::compile::<PagedDocument>(&desk).output.and_then(|document| make(&document));
        let made = made.map_err(|problems| wrong(told(&desk, &problems)));
        // On the way of an error too: what Typst remembers would otherwise grow with every broken template.
        typst::comemo::evict(REMEMBERED);
        made
    }
}

fn sans() -> impl Iterator<Item = (Font, FontInfo)> {
    let fonts = SANS.into_iter().filter_map(|bytes| Font::new(Bytes::new(bytes), 0));
    fonts.map(|font| {
        let info = font.info().clone();
        (font, info)
    })
}

/// Problems with the file and line of each.
fn told(desk: &Desk<'_>, problems: &[SourceDiagnostic]) -> String {
    let line = |problem: &SourceDiagnostic| {
        let id = problem.span.id()?;
        let source = desk.source(id).ok()?;
        let at = source.lines().byte_to_line(desk.range(problem.span)?.start)?;
        Some(format!("{}:{}", id.vpath().get_without_slash(), at + 1))
    };
    let told = problems.iter().map(|problem| {
        let place = line(problem).unwrap_or_else(|| "?".to_owned());
        format!("{place}: {}", problem.message)
    });
    told.collect::<Vec<_>>().join("; ")
}
