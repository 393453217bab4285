use scraper::{Html as Document, Selector};

use super::*;

fn shell() -> Shell {
    let mut shell = Shell::new(Texts::new(Lang::Id), "/hasil?tahun=2024&bahasa=en&urut=nama");
    shell.office = "Bawaslu <Kota> \"A\"".to_owned();
    shell.person = Some(SignedIn { name: "Siti & Budi".to_owned(), sign_out: "/keluar".to_owned() });
    shell
}

fn problem(shell: Shell) -> ProblemPage {
    ProblemPage {
        shell,
        title: "Judul <b>".to_owned(),
        detail: "Sebab".to_owned(),
        advice: "Saran".to_owned(),
        onward: Some(Button::link("Beranda", "/")),
    }
}

fn text(document: &Document, selector: &str) -> String {
    let selector = Selector::parse(selector).expect("a selector");
    let found = document.select(&selector).next().expect("an element");
    found.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn count(document: &Document, selector: &str) -> usize {
    document.select(&Selector::parse(selector).expect("a selector")).count()
}

#[test]
fn the_language_links_keep_the_page_and_its_query() {
    assert_eq!(shell().language_href(Lang::Id), "/hasil?tahun=2024&urut=nama&bahasa=id");
    assert_eq!(Shell::new(Texts::new(Lang::En), "/").language_href(Lang::Id), "/?bahasa=id");
}

#[test]
fn the_frame_escapes_what_people_named() {
    let page = problem(shell()).to_string();
    let document = Document::parse_document(&page);
    assert_eq!(text(&document, ".tb-header__office"), "Bawaslu <Kota> \"A\"");
    assert!(page.contains("Siti &#38; Budi"));
    assert!(!page.contains("<Kota>"));
}

#[test]
fn the_title_says_first_that_there_are_mistakes() {
    let title = |has_errors: bool| {
        let page = problem(shell().with_errors(has_errors)).to_string();
        text(&Document::parse_document(&page), "title")
    };
    assert_eq!(title(false), "Judul <b> – Terbuka");
    assert_eq!(title(true), "Kesalahan: Judul <b> – Terbuka");
}

#[test]
fn htmx_is_loaded_only_where_it_is_used() {
    let scripts = |shell: Shell| {
        let page = problem(shell).to_string();
        count(&Document::parse_document(&page), "script")
    };
    assert_eq!(scripts(shell()), 2, "the behaviours of the components, and the reading aids");
    assert_eq!(scripts(shell().with_htmx()), 3);
    let behind = Shell { private: true, ..shell() };
    assert_eq!(scripts(behind), 1, "no aids where none are offered");
}

#[test]
fn a_page_names_its_language_and_offers_the_other() {
    for lang in Lang::ALL {
        let page = problem(Shell::new(Texts::new(lang), "/")).to_string();
        let document = Document::parse_document(&page);
        assert_eq!(count(&document, &format!("html[lang={}]", lang.code())), 1);
        assert_eq!(count(&document, &format!("a[hreflang={}]", lang.other().code())), 1);
        assert_eq!(count(&document, "main#main-content"), 1);
        assert_eq!(count(&document, "h1"), 1);
    }
}

#[test]
fn signing_out_is_a_post() {
    let page = problem(shell()).to_string();
    let document = Document::parse_document(&page);
    assert_eq!(count(&document, "form[method=post][action='/keluar'] button"), 1);
}
