//! Reading aids: size of letters, contrast, spacing. The choice is in a cookie of this host, and the server puts its classes on
//! the page, so that nothing flickers; a script only makes the choice felt at once, and reads aloud where the browser can.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::post;

use crate::Web;
use crate::form::Fields;
use crate::headers::Cookies;
use crate::visitor::set_cookie;

/// Name of the cookie. Scripts do not read it.
const COOKIE: &str = "baca";

/// What a reader has chosen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Aids {
    /// 0 as usual, 1 large, 2 very large.
    size: u8,
    /// High contrast.
    contrast: bool,
    /// Wide spacing.
    spacing: bool,
}

impl Aids {
    /// What the cookie of a request says; the usual where it says nothing that can be read.
    #[must_use]
    pub fn of(headers: &http::HeaderMap, cookies: Cookies) -> Self {
        cookies.read(headers, COOKIE).map(Self::read).unwrap_or_default()
    }

    /// Three digits: size, contrast, spacing.
    fn read(value: &str) -> Self {
        match value.as_bytes() {
            [size @ b'0'..=b'2', contrast @ b'0'..=b'1', spacing @ b'0'..=b'1'] => {
                Self { size: size - b'0', contrast: *contrast == b'1', spacing: *spacing == b'1' }
            }
            _ => Self::default(),
        }
    }

    fn value(self) -> String {
        format!("{}{}{}", self.size, u8::from(self.contrast), u8::from(self.spacing))
    }

    /// Whether anything is chosen that is not as usual.
    #[must_use]
    pub fn is_set(self) -> bool {
        self != Self::default()
    }

    /// Class names for the root of the page, each with a space before it.
    #[must_use]
    pub fn classes(self) -> String {
        let size = ["", " tb-size-1", " tb-size-2"].get(usize::from(self.size)).copied().unwrap_or_default();
        let contrast = if self.contrast { " tb-contrast" } else { "" };
        let spacing = if self.spacing { " tb-spacing" } else { "" };
        format!("{size}{contrast}{spacing}")
    }

    /// Whether a choice of the form is this one: `("ukuran", "1")`.
    #[must_use]
    pub fn has(self, name: &str, value: &str) -> bool {
        let chosen = match name {
            "ukuran" => self.size,
            "kontras" => u8::from(self.contrast),
            _ => u8::from(self.spacing),
        };
        value == chosen.to_string()
    }
}

/// The addresses of this area.
pub(crate) fn routes() -> Router<Web> {
    Router::new().route("/baca", post(choose))
}

/// `POST /baca`: `ukuran`, `kontras`, `jarak`, `kembali`. Back to the page from which it was sent.
async fn choose(State(web): State<Web>, fields: Fields) -> Response {
    let value = format!("{}{}{}", fields.text("ukuran"), fields.text("kontras"), fields.text("jarak"));
    let aids = Aids::read(&value);
    let back = fields.text("kembali");
    let mut response = Redirect::to(if is_own_path(back) { back } else { "/" }).into_response();
    let cookies = web.cookies();
    let cookie = if aids.is_set() {
        let mut cookie = cookies.make(COOKIE, aids.value());
        cookie.make_permanent();
        cookie
    } else {
        cookies.forget(COOKIE)
    };
    set_cookie(&mut response, &cookie);
    response
}

/// Whether an address leads to a page of this host: one slash at its beginning, and nothing that browsers read as a second.
fn is_own_path(address: &str) -> bool {
    let second = address.as_bytes().get(1);
    address.starts_with('/')
        && !matches!(second, Some(b'/' | b'\\'))
        && address.len() <= 2_000
        && address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_three_digits_and_anything_else_is_none() {
        for size in 0..=2 {
            for contrast in [false, true] {
                for spacing in [false, true] {
                    let aids = Aids { size, contrast, spacing };
                    assert_eq!(Aids::read(&aids.value()), aids);
                }
            }
        }
        for bad in ["", "3", "300", "0100", "\"><script>", "-10", "0 0"] {
            assert_eq!(Aids::read(bad), Aids::default(), "{bad}");
        }
        assert_eq!(Aids::read("211").classes(), " tb-size-2 tb-contrast tb-spacing");
        assert_eq!(Aids::read("000").classes(), "");
    }

    #[test]
    fn z14_the_way_back_never_leaves_this_host() {
        for good in ["/", "/kabupaten-katingan/informasi?kelas=berkala", "/a/b%20c"] {
            assert!(is_own_path(good), "{good}");
        }
        for bad in [
            "",
            "//evil.id",
            "/\\evil.id",
            "https://evil.id",
            "evil",
            "/a\\b",
            "/a b",
            "/a\r\nSet-Cookie: x",
            "javascript:x",
        ] {
            assert!(!is_own_path(bad), "{bad:?}");
        }
    }
}
