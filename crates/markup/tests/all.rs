//! What comes out of texts, wanted and unwanted.

use markup::{DEPTH_MAX, Fault, Options, Picture, Wrong, check, numbers, render};
use proptest::prelude::*;

fn html(text: &str) -> String {
    let picture = |number| {
        (number == 1).then(|| Picture {
            address: "/kab/gambar/a?x=1&y=2".to_owned(),
            width: 640,
            height: 480,
        })
    };
    render(text, &Options { first_heading: 2, table: &|number| format!("Tabel {number}"), picture: &picture })
}

fn wrong(text: &str) -> Vec<(usize, Wrong)> {
    let known = |number| match number {
        1 => Some(false),
        2 => Some(true),
        _ => None,
    };
    check(text, &known).into_iter().map(|Fault { line, what }| (line, what)).collect()
}

#[test]
fn what_officers_write_becomes_what_they_mean() {
    let text = "# Visi\n\nMenjadi **terbuka** dan *jujur*.\n\n### Misi\n\n1. satu\n2. dua\n\n- [JDIH](https://jdih.example.id/?a=1&b=2)\n\
                - [Profil](/kab/profil)\n- <ppid@example.id>\n";
    assert_eq!(
        html(text),
        "<h2>Visi</h2>\n<p>Menjadi <strong>terbuka</strong> dan <em>jujur</em>.</p>\n<h3>Misi</h3>\n<ol>\n<li>satu</li>\n\
         <li>dua</li>\n</ol>\n<ul>\n<li><a href=\"https://jdih.example.id/?a=1&amp;b=2\" rel=\"external noreferrer\">JDIH</a></li>\n\
         <li><a href=\"/kab/profil\">Profil</a></li>\n<li><a href=\"mailto:ppid@example.id\">ppid@example.id</a></li>\n</ul>\n"
    );
}

#[test]
fn a_table_scrolls_in_a_region_of_its_own_name_and_needs_no_style() {
    let table = "| Tahun | Jumlah |\n|---|---:|\n| 2024 | 12 |\n";
    let out = html(&format!("{table}\n{table}"));
    assert!(
        out.contains(
            "<div class=\"tb-scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Tabel 1\"><table>"
        ),
        "{out}"
    );
    assert!(out.contains("aria-label=\"Tabel 2\""), "{out}");
    assert!(
        out.contains("<th scope=\"col\">Tahun</th><th scope=\"col\" class=\"tb-num\">Jumlah</th>"),
        "{out}"
    );
    assert!(out.contains("<td>2024</td><td class=\"tb-num\">12</td>"), "{out}");
    assert!(!out.contains("style"), "{out}");
}

#[test]
fn pictures_are_those_of_the_article_alone() {
    let out = html("![Rapat \"pagi\" <b>](gambar:1)");
    assert_eq!(
        out,
        "<p><img src=\"/kab/gambar/a?x=1&amp;y=2\" alt=\"Rapat &quot;pagi&quot; <b>\" width=\"640\" height=\"480\" loading=\"lazy\"></p>\n"
            .replace("<b>", "&lt;b&gt;")
    );
    // One that is not ready leaves its words.
    assert_eq!(html("![Rapat](gambar:7)"), "<p>Rapat</p>\n");
    assert_eq!(html("![x](https://example.id/a.png)"), "<p>x</p>\n");
    assert_eq!(numbers("![a](gambar:3) ![b](gambar:1)\n\n![c](gambar:3) ![d](/x.png)"), [3, 1]);
}

#[test]
fn z11_attacks_are_text() {
    for attack in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "a <svg onload=alert(1)> b",
        "<svg><script>alert(1)</script></svg>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<iframe src=\"javascript:alert(1)\"></iframe>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&colon;alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "[x](vbscript:x)",
        "[x](//evil.example)",
        "[x](/\\evil.example)",
        "[x]: javascript:alert(1)\n\n[x]",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        "![x](data:image/svg+xml;base64,PHN2Zz4=)",
        "![\" onerror=\"alert(1)](gambar:1)",
        "[x](https://example.id/\"onmouseover=\"alert(1))",
        "```html\" onload=\"alert(1)\n<script>\n```",
        "| <script> |\n|---|\n| <img onerror=x> |",
        "<style>*{display:none}</style>",
        "<form action=/keluar method=post><input type=submit>",
        "<!-- --!><img src=x onerror=alert(1)> -->",
        "# <script>x</script> {#id .class onclick=x}",
    ] {
        assert_harmless(attack, &html(attack));
    }
}

/// Nothing in the page but what may stand there: read as a browser would, from one `<` to the next.
fn assert_harmless(text: &str, out: &str) {
    const TAGS: [&str; 26] = [
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
    ];
    for piece in out.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap_or((piece, ""));
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(TAGS.contains(&name.as_str()), "<{tag}> of {text:?} in {out}");
        for attribute in tag.split('"').step_by(2) {
            for event in [" on", "style", "srcset", "formaction", "id="] {
                assert!(!attribute.contains(event), "{event} of {text:?} in {out}");
            }
        }
        if let Some((_, rest)) = tag.split_once("href=\"") {
            let address = rest.split('"').next().unwrap_or_default();
            let right = ["http://", "https://", "mailto:", "tel:", "/", "#"].iter().any(|start| {
                address.to_ascii_lowercase().starts_with(start)
                    && !address.starts_with("//")
                    && !address.contains('\\')
            });
            assert!(right, "{address:?} of {text:?}");
        }
        if let Some((_, rest)) = tag.split_once("src=\"") {
            assert!(rest.starts_with("/kab/gambar/"), "{rest} of {text:?}");
        }
    }
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    use Wrong::{BadLink, ForeignPicture, NoAlternative, TooDeep, TooLong, UnknownPicture};
    assert_eq!(wrong("Baik.\n\n![ada](gambar:1)\n![](gambar:2) [a](/b) <https://example.id>"), []);
    let text = "Satu\n\n![](gambar:1)\n\n- dua ![x](gambar:9)\n- [a](www.example.id)\n\n![y](https://example.id/y.png) ![ ](gambar:1)\n";
    assert_eq!(
        wrong(text),
        [(3, NoAlternative), (5, UnknownPicture), (6, BadLink), (8, ForeignPicture), (8, NoAlternative)]
    );
    assert_eq!(wrong(&format!("a\n\n{} x", "> ".repeat(DEPTH_MAX))), []);
    assert_eq!(wrong(&format!("a\n\n{} x", "> ".repeat(DEPTH_MAX + 3))), [(3, TooDeep)], "once");
    assert_eq!(wrong(&"x\n".repeat(markup::BYTES_MAX)), [(markup::BYTES_MAX / 2, TooLong)]);
}

#[test]
fn the_deepest_and_the_longest_text_comes_to_an_end() {
    for text in [
        ">".repeat(60_000),
        format!("{}x", "- ".repeat(30_000)),
        "*a **b ".repeat(8_000),
        "[".repeat(60_000),
        "![".repeat(30_000),
        "`".repeat(60_000),
        "<a ".repeat(20_000),
        "| ".repeat(30_000),
        "x".repeat(markup::BYTES_MAX + 10),
        "é".repeat(markup::BYTES_MAX),
    ] {
        let out = html(&text);
        assert!(out.len() < 40 * markup::BYTES_MAX);
        let _ = (check(&text, &|_| None), markup::plain(&text));
    }
}

proptest! {
    #[test]
    fn z11_whatever_is_written_nothing_harmful_comes_out(
        pieces in proptest::collection::vec(
            prop_oneof![
                Just("<script>".to_owned()), Just("</script>".to_owned()), Just("<img src=x onerror=y>".to_owned()),
                Just("](javascript:x)".to_owned()), Just("![a](gambar:1)".to_owned()), Just("\"onload=\"".to_owned()),
                Just("[x](".to_owned()), Just("\n\n".to_owned()), Just("> ".to_owned()), Just("| - |\n|---|\n".to_owned()),
                Just("```".to_owned()), Just("<!--".to_owned()), Just("&lt;".to_owned()), Just("# ".to_owned()),
                "[ -~\u{a0}-\u{ff}]{0,12}",
            ],
            0..24,
        ),
    ) {
        let text = pieces.concat();
        assert_harmless(&text, &html(&text));
    }
}
