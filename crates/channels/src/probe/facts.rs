//! What a page is made of, as far as a visitor without a browser can see: its links, and whether it tells its language, names
//! its pictures and labels its fields. The tokenizer alone, as in [`super::page`]: no tree, work that grows with the bytes.

use std::cell::RefCell;
use std::collections::HashSet;

use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
    TokenizerOpts,
};
use url::Url;

/// Most links of a page that are kept.
const LINKS_MAX: usize = 1_000;
/// Most characters of the text of a link.
const TEXT_MAX: usize = 200;

/// Most characters of what a page says of itself.
const DESCRIPTION_MAX: usize = 1_000;

/// A link of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Where it leads: an address of the web, without fragment.
    pub url: String,
    /// What people read, on one line.
    pub text: String,
}

/// What a page is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageFacts {
    /// Whether it tells its language.
    pub has_lang: bool,
    /// Whether it has a title that is not empty.
    pub has_title: bool,
    /// Pictures that say nothing of what they show. An empty text is a text: it marks decoration.
    pub images_without_alt: u32,
    /// Fields of forms that nothing names.
    pub fields_without_label: u32,
    /// Its links, each address once, in order.
    pub links: Vec<Link>,
    /// What it says of itself in its head; empty for nothing.
    pub description: String,
    /// When it says that it was published, as written; empty for nothing.
    pub published: String,
}

/// Reads a page that lies at `base`.
pub(crate) fn read(text: &str, base: Option<&Url>) -> PageFacts {
    let reader = Reader(RefCell::new(Reading { base: base.cloned(), ..Reading::default() }));
    let tokenizer = Tokenizer::new(reader, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(text.into());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

#[derive(Debug, Default)]
struct Reader(RefCell<Reading>);

#[derive(Debug, Default)]
struct Reading {
    facts: PageFacts,
    base: Option<Url>,
    seen: HashSet<String>,
    /// The link in which the reader is.
    open: Option<Link>,
    in_title: bool,
    in_label: bool,
    unread: bool,
    labelled: HashSet<String>,
    /// Fields outside of labels, with their ids.
    fields: Vec<String>,
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

fn attribute(tag: &Tag, name: &str) -> Option<String> {
    tag.attrs.iter().find(|found| &*found.name.local == name).map(|found| found.value.trim().to_owned())
}

impl Reading {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let opens = tag.kind == StartTag;
        match &*tag.name {
            "script" | "style" => {
                self.unread = opens;
                if opens {
                    let is_script = &*tag.name == "script";
                    return TokenSinkResult::RawData(if is_script { ScriptData } else { Rawtext });
                }
            }
            "title" => {
                self.in_title = opens;
                if opens {
                    return TokenSinkResult::RawData(Rcdata);
                }
            }
            "html" if opens => {
                self.facts.has_lang |= attribute(tag, "lang").is_some_and(|lang| !lang.is_empty());
            }
            "img" if opens => {
                match attribute(tag, "alt") {
                    None => self.facts.images_without_alt += 1,
                    // The text of a picture is the text of its link.
                    Some(alt) => self.text(&alt),
                }
            }
            "a" => {
                self.close_link();
                if opens {
                    self.open = attribute(tag, "href").and_then(|href| self.address(&href)).map(|url| {
                        let text = attribute(tag, "aria-label").unwrap_or_default();
                        Link { url, text }
                    });
                }
            }
            "meta" if opens => self.meta(tag),
            "label" => {
                self.in_label = opens;
                if opens && let Some(id) = attribute(tag, "for") {
                    self.labelled.insert(id);
                }
            }
            "input" | "select" | "textarea" if opens => {
                self.field(tag);
                if &*tag.name == "textarea" {
                    return TokenSinkResult::RawData(Rcdata);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }

    /// What the head tells of the page: its own description goes before the one for networks.
    fn meta(&mut self, tag: &Tag) {
        let name = attribute(tag, "name").or_else(|| attribute(tag, "property")).unwrap_or_default();
        let content = attribute(tag, "content").unwrap_or_default();
        let kept: String = content.chars().take(DESCRIPTION_MAX).collect();
        match name.to_ascii_lowercase().as_str() {
            "description" => self.facts.description = kept,
            "og:description" if self.facts.description.is_empty() => self.facts.description = kept,
            "article:published_time" => self.facts.published = kept,
            _ => {}
        }
    }

    fn field(&mut self, tag: &Tag) {
        let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
        let needs_none = ["hidden", "submit", "button", "image", "reset"].contains(&kind.as_str());
        let is_named = ["aria-label", "aria-labelledby", "title"]
            .iter()
            .any(|name| attribute(tag, name).is_some_and(|value| !value.is_empty()));
        if !needs_none && !is_named && !self.in_label {
            self.fields.push(attribute(tag, "id").unwrap_or_default());
        }
    }

    fn address(&self, href: &str) -> Option<String> {
        let mut url = match &self.base {
            Some(base) => base.join(href).ok()?,
            None => Url::parse(href).ok()?,
        };
        url.set_fragment(None);
        matches!(url.scheme(), "http" | "https").then(|| url.into())
    }

    fn text(&mut self, text: &str) {
        if self.unread {
            return;
        }
        if self.in_title {
            self.facts.has_title |= !text.trim().is_empty();
        }
        if let Some(link) = &mut self.open {
            let room = TEXT_MAX.saturating_sub(link.text.chars().count());
            if !link.text.is_empty() {
                link.text.push(' ');
            }
            link.text.extend(text.chars().take(room));
        }
    }

    fn close_link(&mut self) {
        let Some(mut link) = self.open.take() else { return };
        if self.facts.links.len() < LINKS_MAX && self.seen.insert(link.url.clone()) {
            link.text = link.text.split_whitespace().collect::<Vec<_>>().join(" ");
            self.facts.links.push(link);
        }
    }

    fn finish(mut self) -> PageFacts {
        self.close_link();
        let open = self.fields.iter().filter(|id| id.is_empty() || !self.labelled.contains(*id)).count();
        self.facts.fields_without_label = u32::try_from(open).unwrap_or(u32::MAX);
        self.facts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_pictures_and_fields_of_a_page() {
        let html = "<!doctype html><html lang=id><head><title>PPID</title></head><body>\
            <a href='/dip'>Daftar <b>Informasi</b>\n Publik</a><a href='#isi'>Isi</a><a href='/dip#2'>lagi</a>\
            <a href='mailto:a@b.id'>surel</a><a href='https://lain.id/x'><img src=a.png alt='Situs lain'></a>\
            <img src=b.png><img src=c.png alt=''><label for=q>Cari</label><input id=q><input type=hidden>\
            <label>Nama <input></label><select></select><textarea aria-label=Pesan></textarea>\
            <script>document.write('<a href=/palsu>x</a>')</script>";
        let facts = read(html, Url::parse("https://a.id/beranda").ok().as_ref());
        let links: Vec<(&str, &str)> =
            facts.links.iter().map(|link| (link.url.as_str(), link.text.as_str())).collect();
        assert_eq!(
            links,
            [
                ("https://a.id/dip", "Daftar Informasi Publik"),
                ("https://a.id/beranda", "Isi"),
                ("https://lain.id/x", "Situs lain")
            ]
        );
        assert!(facts.has_lang && facts.has_title);
        assert_eq!((facts.images_without_alt, facts.fields_without_label), (1, 1));
        let bare = read("<html lang=''><title> </title><p>x", None);
        assert!(!bare.has_lang && !bare.has_title);
    }
}
