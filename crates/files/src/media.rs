//! The file types that count as evidence.

/// A file type that is accepted, as found in the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant is the format of that name")]
pub enum Media {
    Jpeg,
    Png,
    Webp,
    Heic,
    Pdf,
    Docx,
    Odt,
    Xlsx,
    Ods,
    Csv,
    Mp4,
    Webm,
    /// `QuickTime`, and the phones' forms of it (3GP).
    Mov,
    /// Matroska.
    Mkv,
    Avi,
    /// ASF, mostly called WMV.
    Wmv,
    /// A program stream of MPEG.
    Mpg,
    /// A transport stream of MPEG, as camcorders write it (AVCHD).
    Mts,
}

/// What a slot for evidence asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EvidenceKind {
    /// A picture: JPEG, PNG, WebP or HEIC.
    Photo,
    /// A document: PDF, DOCX or ODT.
    Document,
    /// A table: XLSX, ODS or CSV.
    Spreadsheet,
    /// A film: MP4 or `WebM`.
    Video,
    /// A film in a container that browsers do not open. It is taken only where it will be converted, never as evidence.
    Footage,
}

impl Media {
    /// All accepted types.
    pub const ALL: [Self; 18] = [
        Self::Jpeg,
        Self::Png,
        Self::Webp,
        Self::Heic,
        Self::Pdf,
        Self::Docx,
        Self::Odt,
        Self::Xlsx,
        Self::Ods,
        Self::Csv,
        Self::Mp4,
        Self::Webm,
        Self::Mov,
        Self::Mkv,
        Self::Avi,
        Self::Wmv,
        Self::Mpg,
        Self::Mts,
    ];

    /// The kind of evidence that it is.
    pub fn kind(self) -> EvidenceKind {
        match self {
            Self::Jpeg | Self::Png | Self::Webp | Self::Heic => EvidenceKind::Photo,
            Self::Pdf | Self::Docx | Self::Odt => EvidenceKind::Document,
            Self::Xlsx | Self::Ods | Self::Csv => EvidenceKind::Spreadsheet,
            Self::Mp4 | Self::Webm => EvidenceKind::Video,
            Self::Mov | Self::Mkv | Self::Avi | Self::Wmv | Self::Mpg | Self::Mts => EvidenceKind::Footage,
        }
    }

    /// The type for a `Content-Type` header (IANA media type registry).
    pub fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Heic => "image/heic",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Mp4 => "video/mp4",
            Self::Webm => "video/webm",
            Self::Mov => "video/quicktime",
            Self::Mkv => "video/matroska",
            Self::Avi => "video/x-msvideo",
            Self::Wmv => "video/x-ms-wmv",
            Self::Mpg => "video/mpeg",
            Self::Mts => "video/mp2t",
        }
    }

    /// Its short code, also its usual suffix without the dot: `pdf`. Stable: stored with the file.
    pub fn code(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Heic => "heic",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Xlsx => "xlsx",
            Self::Ods => "ods",
            Self::Csv => "csv",
            Self::Mp4 => "mp4",
            Self::Webm => "webm",
            Self::Mov => "mov",
            Self::Mkv => "mkv",
            Self::Avi => "avi",
            Self::Wmv => "wmv",
            Self::Mpg => "mpg",
            Self::Mts => "mts",
        }
    }

    /// The type with this [`Media::code`].
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|media| media.code() == code)
    }

    /// The type that a lower-case file suffix announces.
    pub fn from_suffix(suffix: &str) -> Option<Self> {
        match suffix {
            "jpeg" | "jpe" | "jfif" => Some(Self::Jpeg),
            "heif" => Some(Self::Heic),
            "m4v" => Some(Self::Mp4),
            "qt" | "3gp" | "3g2" => Some(Self::Mov),
            "asf" => Some(Self::Wmv),
            "mpeg" | "vob" => Some(Self::Mpg),
            "m2ts" | "m2t" => Some(Self::Mts),
            other => Self::from_code(other),
        }
    }
}

impl EvidenceKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Photo, Self::Document, Self::Spreadsheet, Self::Video, Self::Footage];

    /// The types of this kind, for the list that a refusal shows.
    pub fn media(self) -> impl Iterator<Item = Media> {
        Media::ALL.into_iter().filter(move |media| media.kind() == self)
    }
}

#[cfg(test)]
mod tests {
    use super::{EvidenceKind, Media};

    #[test]
    fn codes_are_unique_and_kinds_cover_everything() {
        for media in Media::ALL {
            assert_eq!(Media::from_code(media.code()), Some(media));
            assert_eq!(Media::from_suffix(media.code()), Some(media));
        }
        let all: usize = EvidenceKind::ALL.iter().map(|kind| kind.media().count()).sum();
        assert_eq!(all, Media::ALL.len());
    }
}
