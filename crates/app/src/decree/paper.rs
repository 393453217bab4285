//! The annex on paper and as tables, from the frozen rows alone: the same bytes each time.

use bytes::Bytes;
use domain::catalogue::InformationClass;
use domain::decree::{Frozen, Row};
use i18n::{Lang, Texts};
use jiff::civil::Date;
use print::press::Sheet;
use print::{csv, xlsx};
use store::decree::ListDecree;

use super::{Decrees, frozen_of};
use crate::kit::{DipAnnex, DipClass, DipItem};
use crate::{App, AppError};

/// What stands where something is written by hand.
const BLANK: &str = "…………………………";

/// Names of the columns of the tables: those of the list (Annex II of PerKI 1/2010) first.
const COLUMNS: [&str; 12] = [
    "no",
    "ringkasan_isi_informasi",
    "pejabat_yang_menguasai",
    "penanggung_jawab",
    "waktu_dan_tempat_pembuatan",
    "bentuk_informasi",
    "jangka_waktu_penyimpanan",
    "judul",
    "klasifikasi",
    "dasar_hukum",
    "nomor",
    "edisi",
];

/// A form in which the annex is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// To be printed and signed.
    Pdf,
    /// A workbook.
    Xlsx,
    /// A table for spreadsheet programs.
    Csv,
    /// The frozen rows themselves, byte for byte what the SHA-256 is of.
    Json,
}

impl Form {
    /// The form with this suffix.
    #[must_use]
    pub fn from_suffix(suffix: &str) -> Option<Self> {
        match suffix {
            "pdf" => Some(Self::Pdf),
            "xlsx" => Some(Self::Xlsx),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// Its suffix.
    #[must_use]
    pub const fn suffix(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// What it is, for a `Content-Type` header.
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Xlsx => xlsx::MEDIA_TYPE,
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
        }
    }
}

impl Decrees {
    /// The annex in a form; of a draft too, which says that it is one.
    ///
    /// # Errors
    /// [`AppError::NotFound`] where this office has none with this reference; [`AppError::Unavailable`] while the press is busy.
    pub async fn paper(&self, reference: &str, form: Form) -> Result<Bytes, AppError> {
        let mut conn = self.app.db().read().await?;
        let decree = self.own(&mut conn, reference).await?;
        drop(conn);
        self.app.annex(&decree, form).await
    }
}

impl App {
    /// The annex of a frozen list in a form.
    pub(crate) async fn annex(&self, decree: &ListDecree, form: Form) -> Result<Bytes, AppError> {
        let mut conn = self.db().read().await?;
        if form == Form::Json {
            return Ok(Bytes::from(store::decree::document(&mut conn, decree.id).await?));
        }
        let frozen = frozen_of(&mut conn, decree).await?;
        drop(conn);
        let fault = |error: String| AppError::Fault(format!("{}: {error}", decree.reference));
        match form {
            Form::Pdf => self.print_at_bench(Sheet::DipAnnex, annex(decree, &frozen).data()).await,
            Form::Xlsx => {
                let made = xlsx::workbook(&[sheet(&frozen)], made_at(decree, &frozen)?);
                Ok(Bytes::from(made.map_err(|error| fault(error.to_string()))?))
            }
            _ => {
                let rows = frozen.rows.iter().enumerate().map(|(at, row)| cells(at + 1, row).to_vec());
                let made = csv::table(&COLUMNS, rows, csv::Options::SPREADSHEET);
                Ok(Bytes::from(made.map_err(|error| fault(error.to_string()))?))
            }
        }
    }
}

fn cells(number: usize, row: &Row) -> [String; 12] {
    [
        number.to_string(),
        row.summary.clone(),
        row.holder.clone(),
        row.responsible.clone(),
        row.made.clone(),
        row.form.clone(),
        row.retention.clone(),
        row.title.clone(),
        row.class.code().to_owned(),
        row.legal_basis.clone(),
        row.reference.clone(),
        row.edition.to_string(),
    ]
}

fn sheet(frozen: &Frozen) -> xlsx::Sheet {
    let row = |(at, row): (usize, &Row)| cells(at + 1, row).into_iter().map(xlsx::Cell::from).collect();
    xlsx::Sheet {
        name: format!("DIP {}", frozen.year),
        columns: COLUMNS.map(str::to_owned).to_vec(),
        rows: frozen.rows.iter().enumerate().map(row).collect(),
    }
}

/// The day that is written into a workbook.
fn made_at(decree: &ListDecree, frozen: &Frozen) -> Result<(u16, u8, u8), AppError> {
    let day = decree.decision.day.unwrap_or_else(|| frozen_day(frozen));
    let wrong = |_| AppError::Fault(format!("{day} is no day for a workbook"));
    let (month, of_month) =
        (u8::try_from(day.month()).map_err(wrong)?, u8::try_from(day.day()).map_err(wrong)?);
    Ok((u16::try_from(day.year()).map_err(wrong)?, month, of_month))
}

fn frozen_day(frozen: &Frozen) -> Date {
    jiff::tz::TimeZone::UTC.to_datetime(frozen.frozen_at).date()
}

/// The annex, class by class. What the decree does not say yet is left to be written by hand.
fn annex(decree: &ListDecree, frozen: &Frozen) -> DipAnnex {
    let t = Texts::new(Lang::Id);
    let decision = &decree.decision;
    let or_blank = |text: &str| if text.is_empty() { BLANK.to_owned() } else { text.to_owned() };
    let day = decision.day.map_or_else(|| BLANK.to_owned(), |day| t.date(day));
    let named = if decision.number.is_empty() {
        t.decree_annex_draft(decree.title.as_str())
    } else {
        t.decree_annex_decree(day.as_str(), decision.number.as_str(), decree.title.as_str())
    };
    let classes = InformationClass::ALL.iter().map(|class| DipClass {
        name: match class {
            InformationClass::Periodic => t.catalogue_class_periodic_long(),
            InformationClass::Immediate => t.catalogue_class_immediate_long(),
            InformationClass::Always => t.catalogue_class_always_long(),
        },
        items: frozen.rows.iter().filter(|row| row.class == *class).map(item).collect(),
    });
    DipAnnex {
        office: frozen.office.clone(),
        year: frozen.year,
        // Whoever holds the paper can compare it with the frozen rows.
        decree: format!("{named} · SHA-256 {}", &decree.sha256.get(..16).unwrap_or_default()),
        classes: classes.collect(),
        place_and_date: format!("{}, {day}", or_blank(&decision.place)),
        signer_title: or_blank(&decision.signer_title),
        signer: or_blank(&decision.signer),
    }
}

fn item(row: &Row) -> DipItem {
    DipItem {
        summary: format!("{}. {}", row.title.trim_end_matches('.'), row.summary),
        holder: row.holder.clone(),
        responsible: row.responsible.clone(),
        made: row.made.clone(),
        form: row.form.clone(),
        retention: row.retention.clone(),
    }
}
