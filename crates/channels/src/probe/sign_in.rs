//! Whether somebody who followed a link stands before a sign-in instead of what was linked.

use url::Url;

use super::page::Page;

/// Hosts that do nothing but let people in.
const HOSTS: [&str; 4] =
    ["accounts.google.com", "login.microsoftonline.com", "login.live.com", "login.yahoo.com"];
/// First labels of such hosts elsewhere.
const LABELS: [&str; 4] = ["login", "signin", "sso", "accounts"];
/// Parts of paths that lead to a sign-in, without a suffix.
const PARTS: [&str; 9] =
    ["login", "signin", "sign-in", "sign_in", "masuk", "wp-login", "servicelogin", "oauth2", "saml2"];
/// A page with a password field is one for signing in when it holds no more letters than this beside it.
const LITTLE_TEXT: usize = 1500;
/// What Google Drive and Documents say to those who may not see a file.
const NO_ACCESS: [&str; 4] =
    ["You need access", "Anda memerlukan akses", "Anda perlu akses", "Request access"];

/// Whether a redirect led to a sign-in.
pub(super) fn is_sign_in(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    if HOSTS.contains(&host) {
        return true;
    }
    let label = host.split('.').next().unwrap_or_default();
    if LABELS.contains(&label) {
        return true;
    }
    let mut parts = url.path_segments().into_iter().flatten();
    parts.any(|part| {
        let part = part.split('.').next().unwrap_or_default().to_ascii_lowercase();
        PARTS.contains(&part.as_str())
    })
}

/// Whether a page is there to let people in.
pub(super) fn asks_to_sign_in(url: &Url, page: &Page) -> bool {
    let google = url.host_str().is_some_and(|host| host == "google.com" || host.ends_with(".google.com"));
    if google && NO_ACCESS.iter().any(|words| page.title.contains(words) || page.text.contains(words)) {
        return true;
    }
    page.asks_password && page.text.chars().count() <= LITTLE_TEXT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn redirects_that_lead_to_a_sign_in() {
        for (url, expected) in [
            ("https://accounts.google.com/v3/signin/identifier?continue=x", true),
            ("https://login.microsoftonline.com/common/oauth2/v2.0/authorize", true),
            ("https://login.bawaslu.go.id/", true),
            ("https://ppid.bawaslu.go.id/wp-login.php?redirect_to=x", true),
            ("https://ppid.bawaslu.go.id/masuk", true),
            ("https://ppid.bawaslu.go.id/user/Login.aspx", true),
            ("https://ppid.bawaslu.go.id/sk-dip-2025.pdf", false),
            ("https://ppid.bawaslu.go.id/termasuk/login-pemilu", false),
            ("https://drive.google.com/file/d/1/view", false),
        ] {
            assert_eq!(is_sign_in(&url.parse().unwrap()), expected, "{url}");
        }
    }

    #[test]
    fn a_small_field_beside_much_text_is_no_sign_in() {
        let url: Url = "https://ppid.example.go.id/dip".parse().unwrap();
        let little = Page { text: "Nama pengguna Kata sandi".into(), asks_password: true, ..Page::default() };
        assert!(asks_to_sign_in(&url, &little));
        let much = Page { text: "informasi ".repeat(400), ..little.clone() };
        assert!(!asks_to_sign_in(&url, &much));
        let drive: Url = "https://drive.google.com/file/d/1/view".parse().unwrap();
        let refused = Page { title: "Google Drive: You need access".into(), ..Page::default() };
        assert!(asks_to_sign_in(&drive, &refused));
        assert!(!asks_to_sign_in(&url, &refused));
    }
}
