//! From events of the parser to HTML.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Alignment, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd, html};

use crate::address::{Target, target};
use crate::headings::Headings;
use crate::{DEPTH_MAX, NESTING_MAX, picture};

/// A picture that can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// Its address.
    pub address: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// What the page decides.
pub struct Options<'a> {
    /// Level of the first heading, 2 to 6.
    pub first_heading: u8,
    /// What the n-th table is called, from 1: a wide one scrolls in a region that needs a name.
    pub table: &'a dyn Fn(usize) -> String,
    /// The picture with a number; `None` where it cannot be shown, or not yet. Its words stand there then.
    pub picture: &'a dyn Fn(u32) -> Option<Picture>,
}

impl std::fmt::Debug for Options<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("first_heading", &self.first_heading).finish_non_exhaustive()
    }
}

/// HTML of a text. Whatever the text is, nothing of it runs, loads from elsewhere or leads where links may not.
#[must_use]
pub fn render(text: &str, options: &Options<'_>) -> String {
    let mut writer = Writer::new(options);
    for event in crate::parser(text) {
        writer.take(event);
    }
    let mut out = String::new();
    html::push_html(&mut out, writer.events.into_iter());
    SANITISER.clean(&out).to_string()
}

/// What may stand in a page. The writer makes nothing else; this holds if the writer is wrong.
static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = HashSet::from([
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "div",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]);
    let attributes = HashMap::from([
        ("a", HashSet::from(["href", "rel"])),
        ("div", HashSet::from(["tabindex", "role", "aria-label"])),
        ("img", HashSet::from(["src", "alt", "width", "height", "loading"])),
        ("ol", HashSet::from(["start"])),
        ("th", HashSet::from(["scope"])),
    ]);
    let classes = HashMap::from([
        ("div", HashSet::from(["tb-scroll"])),
        ("td", HashSet::from(["tb-num"])),
        ("th", HashSet::from(["tb-num"])),
    ]);
    let mut builder = Builder::empty();
    builder
        .tags(tags)
        .tag_attributes(attributes)
        .allowed_classes(classes)
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel"]))
        .link_rel(None);
    builder
});

/// A picture whose words are being read.
struct Open {
    address: String,
    words: String,
}

struct Writer<'o, 'e> {
    options: &'o Options<'o>,
    events: Vec<Event<'e>>,
    headings: Headings,
    /// Levels that headings became, of those that are open.
    levels: Vec<HeadingLevel>,
    /// Whether the start of each open tag was kept.
    open: Vec<bool>,
    depth: usize,
    pictures: Vec<Open>,
    tables: usize,
    alignments: Vec<Alignment>,
    cell: usize,
    in_head: bool,
}

impl<'o, 'e> Writer<'o, 'e> {
    fn new(options: &'o Options<'o>) -> Self {
        Self {
            options,
            events: Vec::new(),
            headings: Headings::from(options.first_heading.clamp(2, 6)),
            levels: Vec::new(),
            open: Vec::new(),
            depth: 0,
            pictures: Vec::new(),
            tables: 0,
            alignments: Vec::new(),
            cell: 0,
            in_head: false,
        }
    }

    fn take(&mut self, event: Event<'e>) {
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.pictures.push(Open { address: dest_url.to_string(), words: String::new() });
            }
            Event::End(TagEnd::Image) => self.end_picture(),
            other if !self.pictures.is_empty() => self.hear(&other),
            Event::Start(tag) => self.start(tag),
            Event::End(end) => self.end(end),
            // What looks like HTML is shown as it was typed.
            Event::Html(text) | Event::InlineHtml(text) => self.events.push(Event::Text(text)),
            Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::Rule => {
                self.events.push(event);
            }
            _ => {}
        }
    }

    /// Words inside of a picture are its alternative text.
    fn hear(&mut self, event: &Event<'_>) {
        let Some(open) = self.pictures.last_mut() else { return };
        match event {
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) => open.words.push_str(words),
            Event::SoftBreak | Event::HardBreak => open.words.push(' '),
            _ => {}
        }
    }

    fn end_picture(&mut self) {
        let Some(Open { address, words }) = self.pictures.pop() else { return };
        if let Some(outer) = self.pictures.last_mut() {
            outer.words.push_str(&words);
            return;
        }
        let words = words.trim();
        let shown = picture::number(&address).and_then(|number| (self.options.picture)(number));
        let Some(Picture { address, width, height }) = shown else {
            self.events.push(Event::Text(words.to_owned().into()));
            return;
        };
        let (address, words) = (escaped(&address), escaped(words));
        let html = format!(
            "<img src=\"{address}\" alt=\"{words}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\">"
        );
        self.html(html);
    }

    fn html(&mut self, html: String) {
        self.events.push(Event::InlineHtml(html.into()));
    }

    fn start(&mut self, tag: Tag<'e>) {
        let is_container = matches!(tag, Tag::BlockQuote(_) | Tag::List(_));
        self.depth += usize::from(is_container);
        let is_kept = self.open.len() < NESTING_MAX && (!is_container || self.depth <= DEPTH_MAX * 2);
        self.open.push(is_kept);
        if !is_kept {
            return;
        }
        match tag {
            Tag::Heading { level, .. } => {
                let shown = level_of(self.headings.next(number_of(level)));
                self.levels.push(shown);
                let (id, classes, attrs) = (None, Vec::new(), Vec::new());
                self.events.push(Event::Start(Tag::Heading { level: shown, id, classes, attrs }));
            }
            Tag::HtmlBlock => self.events.push(Event::Start(Tag::Paragraph)),
            Tag::BlockQuote(_) => self.events.push(Event::Start(Tag::BlockQuote(None))),
            // A language of a block of code would become a class.
            Tag::CodeBlock(_) => {
                self.events.push(Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented)));
            }
            Tag::Link { link_type, dest_url, .. } => self.start_link(link_type, &dest_url),
            Tag::Table(alignments) => {
                self.tables += 1;
                let name = escaped(&(self.options.table)(self.tables));
                self.html(format!(
                    "<div class=\"tb-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{name}\">"
                ));
                self.events.push(Event::Start(Tag::Table(Vec::new())));
                self.alignments = alignments;
            }
            Tag::TableHead | Tag::TableRow => {
                self.in_head = matches!(tag, Tag::TableHead);
                self.cell = 0;
                self.events.push(Event::Start(tag));
            }
            Tag::TableCell => self.start_cell(),
            other => self.events.push(Event::Start(other)),
        }
    }

    fn start_link(&mut self, link_type: LinkType, address: &CowStr<'_>) {
        let address = match link_type {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.to_string(),
        };
        match target(&address) {
            Some(Target::Elsewhere) => {
                self.html(format!("<a href=\"{}\" rel=\"external noreferrer\">", escaped(&address)));
            }
            Some(_) => self.html(format!("<a href=\"{}\">", escaped(&address))),
            // The words stay.
            None => {
                if let Some(is_kept) = self.open.last_mut() {
                    *is_kept = false;
                }
            }
        }
    }

    fn start_cell(&mut self) {
        let is_number = self.alignments.get(self.cell) == Some(&Alignment::Right);
        self.cell += 1;
        let (name, scope) = if self.in_head { ("th", " scope=\"col\"") } else { ("td", "") };
        let class = if is_number { " class=\"tb-num\"" } else { "" };
        self.html(format!("<{name}{scope}{class}>"));
    }

    fn end(&mut self, end: TagEnd) {
        if matches!(end, TagEnd::BlockQuote(_) | TagEnd::List(_)) {
            self.depth = self.depth.saturating_sub(1);
        }
        if !self.open.pop().unwrap_or(false) {
            return;
        }
        match end {
            TagEnd::Heading(level) => {
                let shown = self.levels.pop().unwrap_or(level);
                self.events.push(Event::End(TagEnd::Heading(shown)));
            }
            TagEnd::HtmlBlock => self.events.push(Event::End(TagEnd::Paragraph)),
            TagEnd::BlockQuote(_) => self.events.push(Event::End(TagEnd::BlockQuote(None))),
            TagEnd::Link => self.html("</a>".to_owned()),
            TagEnd::Table => {
                self.events.push(Event::End(TagEnd::Table));
                self.html("</div>".to_owned());
            }
            other => self.events.push(Event::End(other)),
        }
    }
}

const fn number_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

const fn level_of(number: u8) -> HeadingLevel {
    match number {
        0..=2 => HeadingLevel::H2,
        3 => HeadingLevel::H3,
        4 => HeadingLevel::H4,
        5 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

/// A text inside of an attribute.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => {
                // Writing to a text cannot fail.
                let _ = write!(out, " ");
            }
            c => out.push(c),
        }
    }
    out
}
