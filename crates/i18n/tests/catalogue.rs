//! The catalogues themselves, and what the build refuses.

use std::path::Path;

use askama::Template;
use i18n::{Arg, KEYS, Lang, Texts, Zone, missing_keys};

#[path = "../build/catalogue.rs"]
mod catalogue;
#[path = "../build/generate.rs"]
mod generate;

/// The problems that the build would report for these two files.
fn problems(id: &str, en: &str) -> Vec<String> {
    let folder =
        std::env::temp_dir().join(format!("i18n-{}-{:?}", std::process::id(), std::thread::current().id()));
    for (language, text) in [("id", id), ("en", en)] {
        std::fs::create_dir_all(folder.join(language)).expect("the scratch folder can be written");
        std::fs::write(folder.join(language).join("a.ftl"), text).expect("the scratch folder can be written");
    }
    let result = catalogue::read(&folder);
    std::fs::remove_dir_all(&folder).expect("the scratch folder can be written");
    result.err().unwrap_or_default()
}

#[test]
fn both_languages_are_complete_and_every_text_formats() {
    let root = Path::new("locales");
    let catalogue = catalogue::read(root).unwrap();
    assert_eq!(catalogue.messages.len(), KEYS.len());
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for (key, [entry, _]) in &catalogue.messages {
            for value in [Arg::from("x"), Arg::from(1), Arg::from(2)] {
                let arguments: Vec<(&str, Arg)> =
                    entry.variables.iter().map(|name| (name.as_str(), value.clone())).collect();
                let text = texts.by_key_with(key, &arguments).unwrap_or_else(|| panic!("{key} in {lang:?}"));
                assert!(!text.trim().is_empty(), "{key} in {lang:?} is empty");
                // Fluent writes `{$name}` for what it cannot fill in; `%{count}` is filled in by the browser.
                let is_filled = !text.contains("{$") && !text.contains(['\u{2068}', '\u{2069}']);
                assert!(is_filled, "{key} in {lang:?}: {text}");
            }
        }
    }
}

#[test]
fn a_key_in_one_language_only_is_refused_with_its_place() {
    assert_eq!(
        problems("# x\n\nb-a = Satu\nb-b = Dua\n", "b-a = One\n"),
        ["id/a.ftl:4: \"b-b\" has no text in \"en\""]
    );
    assert_eq!(
        problems("b-a = Satu\n", "b-a = One\nb-c = X\n"),
        ["en/a.ftl:2: \"b-c\" has no text in \"id\""]
    );
}

#[test]
fn different_variables_are_refused() {
    assert_eq!(
        problems("b-a = Satu { $x }\n", "b-a = One { $y }\n"),
        ["id/a.ftl:1: \"b-a\" has the variables $x here and $y at en/a.ftl:1"]
    );
    assert!(
        problems("b-a = { $n } kantor\n", "b-a = { $n -> \n [one] an office\n *[other] offices\n }\n")
            .is_empty()
    );
}

#[test]
fn a_key_twice_is_refused_with_both_places() {
    assert_eq!(
        problems("b-a = Satu\nb-a = Dua\n", "b-a = One\n"),
        ["id/a.ftl:2: \"b-a\" stands already at id/a.ftl:1"]
    );
}

#[test]
fn names_that_rust_reserves_are_refused() {
    assert_eq!(
        problems("continue = Lanjut\n", "continue = Continue\n"),
        ["en/a.ftl:1", "id/a.ftl:1"].map(|place| format!(
            "{place}: \"continue\" uses the name \"continue\", a reserved word of Rust"
        ))
    );
    assert!(problems("b = { $type }\n", "b = { $type }\n")[0].contains("\"type\", a reserved word"));
    assert!(problems("date = X\n", "date = X\n")[0].contains("already a method of Texts"));
    assert!(problems("from-x = X\n", "from-x = X\n")[0].contains("conversion"));
    assert!(problems("b-A = X\n", "b-A = X\n")[0].contains("lower-case"));
    assert!(problems("b_a = X\n", "b_a = X\n")[0].contains("lower-case"));
}

#[test]
fn mark_up_is_refused_everywhere() {
    for text in [
        "b = a <b>bold</b>\n",
        "b = { \"<\" }\n",
        "b = { \"\\u003C\" }\n",
        "b = { $n ->\n [one] <i>\n *[other] x\n }\n",
        "-t = <b>\nb = { -t }\n",
    ] {
        assert!(problems(text, text).iter().any(|problem| problem.contains("contains \"<\"")), "{text}");
    }
}

#[test]
fn what_would_fail_at_run_time_is_refused() {
    for (text, part) in [
        ("b = { -t }\n", "there is no term \"-t\""),
        ("c = x\nb = { c }\n", "refers to \"c\""),
        ("b = { NUMBER($n) }\n", "calls NUMBER()"),
        ("b =\n  .title = x\n", "has no text"),
        ("b = x\n  .title = x\n", "has attributes"),
        ("b = { $n \n", "id/a.ftl:"),
        ("??? \nb = x\n", "id/a.ftl:1:"),
    ] {
        assert!(
            problems(text, text).iter().any(|problem| problem.contains(part)),
            "{text}: {:?}",
            problems(text, text)
        );
    }
}

#[test]
fn accessors_take_their_arguments_in_alphabetical_order() {
    let folder = std::env::temp_dir().join(format!("i18n-order-{}", std::process::id()));
    for language in catalogue::LANGUAGES {
        std::fs::create_dir_all(folder.join(language)).unwrap();
        std::fs::write(folder.join(language).join("a.ftl"), "a-b = { $to } { $at }\n").unwrap();
    }
    let code = generate::accessors(&catalogue::read(&folder).unwrap());
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(code.contains("pub fn a_b(&self, at: impl Into<Arg>, to: impl Into<Arg>) -> String"), "{code}");
}

#[test]
fn texts_fill_in_their_variables_without_isolation_marks() {
    let (id, en) = (Texts::new(Lang::Id), Texts::new(Lang::En));
    let time = String::from("14.32 WIB");
    assert_eq!(id.common_saved_at(time.as_str()), "Tersimpan 14.32 WIB");
    assert_eq!(id.common_saved_at(&time), "Tersimpan 14.32 WIB");
    assert_eq!(en.common_saved_at(time), "Saved 14.32 WIB");
    // Escaping is the template's work; nothing is interpreted here.
    assert_eq!(id.common_saved_at("{ $x } <b>"), "Tersimpan { $x } <b>");
}

#[derive(Template)]
#[template(
    ext = "html",
    source = "{{ t.common_save() }}|{{ t.common_saved_at(time) }}|{{ t.common_saved_at(time.as_str()) }}|\
              {% for n in counts %}{{ t.common_results(n) }}, {{ t.common_results(*n) }};{% endfor %}|\
              {{ t.common_results(counts.len()) }}|{{ t.common_page_of(1, 2) }}|{{ t.date(day) }}|{{ t.integer(counts.len()) }}|{{ t.bytes(size) }}|{{ t.date_time(at, zone) }}"
)]
struct Page<'a> {
    t: Texts,
    time: &'a String,
    counts: Vec<i64>,
    day: jiff::civil::Date,
    size: u64,
    at: jiff::Timestamp,
    zone: Zone,
}

#[test]
fn templates_call_the_accessors_and_escape_what_they_return() {
    let time = "<b>14.32".to_owned();
    let page = Page {
        t: Texts::new(Lang::Id),
        time: &time,
        counts: vec![1, 2000],
        day: jiff::civil::date(2024, 6, 10),
        size: 3_250_586,
        at: jiff::Timestamp::UNIX_EPOCH,
        zone: Zone::Wita,
    };
    assert_eq!(
        page.render().unwrap(),
        "Simpan|Tersimpan &#60;b&#62;14.32|Tersimpan &#60;b&#62;14.32|\
         1 hasil, 1 hasil;2.000 hasil, 2.000 hasil;|2 hasil|Halaman 1 dari 2|10 Juni 2024|2|3,1 MB|1 Januari 1970 pukul 08.00 WITA"
    );
}

#[test]
fn numbers_in_texts_have_separators_and_plurals() {
    let (id, en) = (Texts::new(Lang::Id), Texts::new(Lang::En));
    assert_eq!(id.common_results(1234), "1.234 hasil");
    assert_eq!(en.common_results(1234_u64), "1,234 results");
    assert_eq!(en.common_results(1_usize), "1 result");
    assert_eq!(en.common_results(0_i64), "0 results");
    assert_eq!(id.common_results(i64::MAX), "9.223.372.036.854.775.807 hasil");
    // An i16 is a year.
    assert_eq!(id.common_saved_at(2024_i16), "Tersimpan 2024");
}

#[test]
fn keys_known_at_run_time() {
    let id = Texts::new(Lang::Id);
    assert_eq!(id.by_key("common-status-done").as_deref(), Some("Selesai"));
    assert_eq!(id.by_key("common-nothing-of-the-kind"), None);
    assert_eq!(id.by_key("common-saved-at"), None, "a variable is missing");
    assert_eq!(
        id.by_key_with("common-saved-at", &[("time", "kini".into())]).as_deref(),
        Some("Tersimpan kini")
    );
    assert_eq!(missing_keys(["common-save", "x", "common-yes"]), ["x"]);
}

#[test]
fn texts_go_between_threads() {
    fn is_shared<T: Send + Sync + Copy + 'static>(_: T) {}
    is_shared(Texts::new(Lang::Id));
    let threads: Vec<_> =
        (0..4).map(|_| std::thread::spawn(|| Texts::new(Lang::En).common_results(5))).collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), "5 results");
    }
}
