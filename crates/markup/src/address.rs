//! Where links may lead.

/// Where a link leads, seen from the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// Into this site or this page.
    Here,
    /// To another site.
    Elsewhere,
    /// To a person: e-mail, telephone.
    Person,
}

/// Where an address leads; `None` for those that links may not have. An address without a scheme must be a path of this site:
/// `www.example.id` would lead below the page that it stands on, which nobody means.
pub(crate) fn target(address: &str) -> Option<Target> {
    // Browsers drop line breaks and tabs, and read a backslash as a slash.
    if address.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
        return None;
    }
    if address.starts_with('#') || (address.starts_with('/') && !address.starts_with("//")) {
        return Some(Target::Here);
    }
    let (scheme, rest) = address.split_once(':')?;
    let host = rest.strip_prefix("//").filter(|host| !host.is_empty() && !host.starts_with('/'));
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => host.map(|_| Target::Elsewhere),
        "mailto" | "tel" => (!rest.is_empty() && !rest.starts_with('/')).then_some(Target::Person),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Target, target};

    #[test]
    fn links_lead_to_sites_people_and_this_site_alone() {
        for (address, expected) in [
            ("https://jdih.bawaslu.go.id/x?a=b#c", Some(Target::Elsewhere)),
            ("HTTP://example.id", Some(Target::Elsewhere)),
            ("mailto:ppid@example.id", Some(Target::Person)),
            ("tel:+6281234567890", Some(Target::Person)),
            ("/kabupaten-katingan/profil", Some(Target::Here)),
            ("#alamat", Some(Target::Here)),
            ("javascript:alert(1)", None),
            ("JaVaScRiPt:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("\u{1}javascript:alert(1)", None),
            ("data:text/html,<script>", None),
            ("vbscript:x", None),
            ("file:///etc/passwd", None),
            ("//example.id", None),
            ("/\\example.id", None),
            ("\\\\example.id", None),
            ("https:example.id", None),
            ("https:///example.id", None),
            ("https://", None),
            ("mailto:", None),
            ("www.example.id", None),
            ("berkas.pdf", None),
            ("../akun", None),
            ("gambar:1", None),
            ("", None),
        ] {
            assert_eq!(target(address), expected, "{address:?}");
        }
    }
}
