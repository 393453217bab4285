//! Whether a picture was worked on, and whether it is one of a screen. Nothing of this proves anything: it is what the file
//! says of itself, and good for a closer look.

use files::Media;

use super::exif::Noted;
use super::segments::Segments;
use crate::clean;

/// Programs whose use changes what is seen; compared in lower case.
const EDITORS: [&str; 36] = [
    "photoshop",
    "lightroom",
    "gimp",
    "snapseed",
    "picsart",
    "canva",
    "pixlr",
    "photopea",
    "affinity",
    "paint.net",
    "krita",
    "coreldraw",
    "corel photo",
    "photoscape",
    "picasa",
    "capcut",
    "inshot",
    "vsco",
    "meitu",
    "b612",
    "faceapp",
    "remini",
    "facetune",
    "polish",
    "acdsee",
    "darktable",
    "pixelmator",
    "fotor",
    "befunky",
    "luminar",
    "imagemagick",
    "ms paint",
    "photodirector",
    "youcam",
    "stable diffusion",
    "midjourney",
];

/// Why a picture looks edited: the program, or `history`.
pub(super) fn edited(software: Option<&str>, parts: &Segments) -> Option<String> {
    let is_editor = |name: &&str| {
        let lower = name.to_lowercase();
        EDITORS.iter().any(|editor| lower.contains(editor))
    };
    let png = parts.text_of("Software");
    let xmp = ["xmp:CreatorTool", "stEvt:softwareAgent", "photoshop:History"];
    let named = xmp.into_iter().flat_map(|name| values(&parts.xmp, name));
    if let Some(program) = software.into_iter().chain(png).chain(named).find(is_editor) {
        return clean::line(program, 80);
    }
    // A picture that a model made or changed says so by this term of the IPTC.
    if parts.xmp.contains("rainedAlgorithmicMedia") {
        return Some("AI".to_owned());
    }
    let acts = ["edited", "cropped", "filtered", "color_adjustments", "drawing", "resized"];
    let is_worked_on = values(&parts.xmp, "stEvt:action").iter().any(|act| acts.contains(act));
    is_worked_on.then(|| "history".to_owned())
}

/// Values of a property in XMP, as attribute or as element. A plain search: the text is a stranger's, and only names are
/// wanted of it.
fn values<'a>(xmp: &'a str, name: &str) -> Vec<&'a str> {
    const MOST: usize = 20;
    let mut found = Vec::new();
    for (at, _) in xmp.match_indices(name).take(MOST) {
        let rest = &xmp[at + name.len()..];
        let value = match rest.strip_prefix("=\"") {
            Some(value) => value.split('"').next(),
            None => rest.strip_prefix('>').and_then(|value| value.split('<').next()),
        };
        found.extend(value);
    }
    found
}

/// Why a picture looks like one of a screen by what is written: `name`, `software`, `comment`.
pub(super) fn screenshot_by_words(name: &str, noted: &Noted, parts: &Segments) -> Option<String> {
    const NAMES: [&str; 9] = [
        "screenshot",
        "screen shot",
        "screen_shot",
        "screencapture",
        "tangkapan layar",
        "tangkapan_layar",
        "cuplikan layar",
        "cuplikan_layar",
        "screen capture",
    ];
    const PROGRAMS: [&str; 8] = [
        "screenshot",
        "snipping",
        "flameshot",
        "sharex",
        "lightshot",
        "greenshot",
        "spectacle",
        "screencapture",
    ];
    let has = |text: &str, words: &[&str]| {
        let lower = text.to_lowercase();
        words.iter().any(|word| lower.contains(word))
    };
    if has(name, &NAMES) {
        return Some("name".to_owned());
    }
    let png = |wanted: &'static str| parts.text_of(wanted);
    if noted.software.as_deref().into_iter().chain(png("Software")).any(|program| has(program, &PROGRAMS)) {
        return Some("software".to_owned());
    }
    let comments = noted.comment.as_deref().into_iter().chain(png("Comment")).chain(png("Description"));
    let tells = |comment: &str| {
        has(comment, &NAMES) || has(&parts.xmp, &["<rdf:li xml:lang=\"x-default\">screenshot"])
    };
    if comments.into_iter().any(tells)
        || values(&parts.xmp, "exif:UserComment").iter().any(|text| has(text, &NAMES))
    {
        return Some("comment".to_owned());
    }
    None
}

/// Screens of phones and computers that are common in the field, shorter side first.
const SCREENS: [(u32, u32); 32] = [
    (720, 1280),
    (720, 1520),
    (720, 1560),
    (720, 1600),
    (720, 1612),
    (720, 1640),
    (750, 1334),
    (768, 1366),
    (828, 1792),
    (864, 1536),
    (900, 1440),
    (900, 1600),
    (1050, 1680),
    (1080, 1920),
    (1080, 2160),
    (1080, 2220),
    (1080, 2280),
    (1080, 2312),
    (1080, 2340),
    (1080, 2400),
    (1080, 2408),
    (1080, 2412),
    (1125, 2436),
    (1170, 2532),
    (1179, 2556),
    (1200, 1920),
    (1242, 2688),
    (1284, 2778),
    (1290, 2796),
    (1440, 2560),
    (1440, 3088),
    (1440, 3200),
];

/// Whether a picture has the size of a screen. Cameras, and messengers that shrink, make pictures of 16 to 9 too: in a JPEG
/// only sizes count that no camera makes.
pub(super) fn is_screen_size(media: Media, width: u32, height: u32) -> bool {
    let (short, long) = (width.min(height), width.max(height));
    let is_usual_of_cameras = short * 16 == long * 9 || short * 4 == long * 3 || short * 3 == long * 2;
    SCREENS.contains(&(short, long)) && (media == Media::Png || !is_usual_of_cameras)
}

#[cfg(test)]
mod tests {
    use files::Media;

    use super::super::segments::Segments;
    use super::{edited, is_screen_size};

    #[test]
    fn traces_of_editing() {
        let xmp = |text: &str| Segments { xmp: text.to_owned(), ..Segments::default() };
        let none = Segments::default();
        assert_eq!(
            edited(Some("Adobe Photoshop CC 2019 (Windows)"), &none).as_deref(),
            Some("Adobe Photoshop CC 2019 (Windows)")
        );
        assert_eq!(edited(Some("Snapseed 2.0"), &none).as_deref(), Some("Snapseed 2.0"));
        assert_eq!(edited(Some("G973FXXU3BSL4"), &none), None);
        assert_eq!(edited(Some("HDR+ 1.0.345618096zd"), &none), None);
        let agent = xmp("<rdf:li stEvt:action=\"saved\" stEvt:softwareAgent=\"Adobe Photoshop 23.0\"/>");
        assert_eq!(edited(None, &agent).as_deref(), Some("Adobe Photoshop 23.0"));
        assert_eq!(
            edited(None, &xmp("<xmp:CreatorTool>GIMP 2.10</xmp:CreatorTool>")).as_deref(),
            Some("GIMP 2.10")
        );
        assert_eq!(edited(None, &xmp("<rdf:li stEvt:action=\"edited\"/>")).as_deref(), Some("history"));
        assert_eq!(
            edited(None, &xmp("Iptc4xmpExt:DigitalSourceType=\"…/trainedAlgorithmicMedia\"")).as_deref(),
            Some("AI")
        );
        assert_eq!(edited(None, &xmp("<xmp:CreatorTool>12.1.4</xmp:CreatorTool>")), None);
    }

    #[test]
    fn sizes_of_screens() {
        assert!(is_screen_size(Media::Jpeg, 1080, 2400) && is_screen_size(Media::Png, 1920, 1080));
        assert!(!is_screen_size(Media::Jpeg, 1080, 1920) && !is_screen_size(Media::Png, 4000, 3000));
    }
}
