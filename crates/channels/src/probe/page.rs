//! What a person can read on a page, without the page: title, text, and whether it asks for a password.
//!
//! The tokenizer of a browser alone, no tree: the work grows with the bytes and with nothing else.

use std::cell::RefCell;

use encoding_rs::{Encoding, UTF_8};
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};

/// Most bytes of text that are kept of a page.
pub(super) const TEXT_MAX: usize = 200 * 1024;
/// Most characters of a title.
const TITLE_MAX: usize = 200;
/// So far into a page its encoding is looked for (HTML standard, "prescan").
const PRESCAN: usize = 1024;

/// What is readable on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Page {
    /// Its title; empty for none.
    pub(crate) title: String,
    /// Its text, a line for each block, at most [`TEXT_MAX`] bytes.
    pub(crate) text: String,
    /// Whether it has a field for a password.
    pub(crate) asks_password: bool,
}

/// Reads a page. `charset` is what the server said of its letters.
pub(crate) fn read(bytes: &[u8], charset: Option<&str>) -> Page {
    let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(decode(bytes, charset).as_str().into());
    // The reader never stops the tokenizer, so one call eats everything.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

/// Text of bytes, by its mark, by what the server said, by what the page says, else as UTF-8.
pub(crate) fn decode(bytes: &[u8], charset: Option<&str>) -> String {
    let head = bytes.get(..PRESCAN.min(bytes.len())).unwrap_or_default();
    let named = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let encoding = named.or_else(|| Encoding::for_label(declared(head)?.as_bytes())).unwrap_or(UTF_8);
    // A byte order mark goes before everything else.
    encoding.decode(bytes).0.into_owned()
}

/// The value after `charset=` in the head of a page.
fn declared(head: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let value = head.split_once("charset")?.1.trim_start().strip_prefix('=')?;
    let value = value.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_' && c != ':');
    Some(value[..end.unwrap_or(value.len())].to_owned())
}

#[derive(Debug, Default)]
struct Reader(RefCell<Reading>);

#[derive(Debug, Default)]
struct Reading {
    page: Page,
    /// In the title.
    in_title: bool,
    /// In something that nobody reads: scripts, styles, templates.
    unread: bool,
    /// A space or a line break is due before the next letter.
    gap: Option<char>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            TagToken(tag) => reading.tag(&tag),
            CharacterTokens(text) => {
                reading.text(&text);
                TokenSinkResult::Continue
            }
            _ => TokenSinkResult::Continue,
        }
    }
}

impl Reading {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let opens = tag.kind == StartTag;
        match &*tag.name {
            "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" => {
                self.unread = opens;
                self.gap.get_or_insert(' ');
                if opens {
                    let is_script = &*tag.name == "script";
                    return TokenSinkResult::RawData(if is_script { ScriptData } else { Rawtext });
                }
            }
            "title" if self.page.title.is_empty() || self.in_title => {
                self.in_title = opens;
                if opens {
                    return TokenSinkResult::RawData(Rcdata);
                }
            }
            "textarea" if opens => {
                self.gap = Some('\n');
                return TokenSinkResult::RawData(Rcdata);
            }
            "input" => {
                let is_password = tag.attrs.iter().any(|attribute| {
                    &*attribute.name.local == "type"
                        && attribute.value.trim().eq_ignore_ascii_case("password")
                });
                self.page.asks_password |= is_password;
                self.gap.get_or_insert(' ');
            }
            "a" | "abbr" | "b" | "bdi" | "bdo" | "cite" | "code" | "em" | "font" | "i" | "kbd" | "mark"
            | "q" | "s" | "small" | "span" | "strong" | "sub" | "sup" | "time" | "u" | "wbr" => {}
            "td" | "th" | "img" | "label" | "button" | "option" => {
                self.gap.get_or_insert(' ');
            }
            _ => self.gap = Some('\n'),
        }
        TokenSinkResult::Continue
    }

    fn text(&mut self, text: &str) {
        if self.unread {
            return;
        }
        if self.in_title {
            let room = TITLE_MAX.saturating_sub(self.page.title.chars().count());
            let clean = text.chars().map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c });
            self.page.title.extend(clean.take(room));
            return;
        }
        for c in text.chars() {
            if c.is_whitespace() {
                self.gap.get_or_insert(' ');
            } else if !c.is_control() {
                let out = &mut self.page.text;
                let gap = self.gap.take().filter(|_| !out.is_empty());
                if out.len() + c.len_utf8() + 1 > TEXT_MAX {
                    return;
                }
                out.extend(gap);
                out.push(c);
            }
        }
    }

    fn finish(mut self) -> Page {
        self.page.title = self.page.title.split_whitespace().collect::<Vec<_>>().join(" ");
        self.page
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_page_and_nothing_that_runs() {
        let html = "<!doctype html><html><head><title> Daftar &amp; Informasi\n Publik </title>\
            <style>body{color:red}</style><script>if (a < b) document.write('<p>jahat</p>')</script></head>\
            <body><nav><a href=/>Beranda</a></nav><h1>SK <b>DIP</b> 2025</h1><p>Nomor&nbsp;12 &lt;final&gt;</p>\
            <table><tr><td>a</td><td>b</td></tr></table><svg><title>ikon</title></svg></body></html>";
        let page = read(html.as_bytes(), None);
        assert_eq!(page.title, "Daftar & Informasi Publik");
        assert_eq!(page.text, "Beranda\nSK DIP 2025\nNomor 12 <final>\na b\nikon");
        assert!(!page.asks_password);
    }

    #[test]
    fn letters_follow_the_server_then_the_page() {
        let latin = b"<meta charset=\"iso-8859-1\"><p>caf\xe9";
        assert_eq!(read(latin, None).text, "caf\u{e9}");
        assert_eq!(read("<p>caf\u{e9}".as_bytes(), Some("utf-8")).text, "caf\u{e9}");
        assert_eq!(read(b"<p>caf\xe9", None).text, "caf\u{fffd}");
        assert_eq!(read(b"\xef\xbb\xbf<p>\xc3\xa9", Some("latin1")).text, "\u{e9}");
    }

    #[test]
    fn password_fields_are_seen_however_they_are_written() {
        for html in ["<input type=password>", "<INPUT name=x TYPE=' PassWord '>"] {
            assert!(read(html.as_bytes(), None).asks_password, "{html}");
        }
        for html in ["<input type=text>", "<!-- <input type=password> -->", "<p>type=password"] {
            assert!(!read(html.as_bytes(), None).asks_password, "{html}");
        }
    }

    #[test]
    fn d15_a_page_made_to_hurt_costs_what_its_bytes_cost() {
        let deep = "<div>".repeat(200_000) + &"</p>".repeat(200_000) + "dasar";
        let begun = std::time::Instant::now();
        assert_eq!(read(deep.as_bytes(), None).text, "dasar");
        assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
        let long = read("kata ".repeat(100_000).as_bytes(), None);
        assert!(long.text.len() <= TEXT_MAX && long.text.len() > TEXT_MAX - 8, "{}", long.text.len());
        assert_eq!(read(b"<title>belum ditutup", None).title, "belum ditutup");
    }
}
