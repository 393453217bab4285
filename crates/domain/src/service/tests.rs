use jiff::civil::date;
use proptest::prelude::*;

use super::form::{Field, Kind, LINE_MAX, Typed};
use super::*;
use crate::calendar::Calendar;
use crate::problem::Problem;

fn typed(standard: &Standard, changes: &[(Field, &str)]) -> Typed {
    let mut typed = Typed::from_standard(standard);
    for (field, text) in changes {
        typed.texts.insert(*field, (*text).to_owned());
    }
    typed
}

fn problems(changes: &[(Field, &str)]) -> Vec<(String, Problem)> {
    let read = typed(&Standard::default(), changes).read();
    read.expect_err("wrong").into_iter().map(|found| (found.field, found.problem)).collect()
}

#[test]
fn an_office_without_a_standard_has_pledged_nothing() {
    assert_eq!(missing(None), Element::ALL);
}

#[test]
fn each_element_of_the_pledge_is_missed_until_it_is_there() {
    let mut standard = Standard::default();
    let mut expected =
        vec![Element::LegalBasis, Element::Procedure, Element::Fee, Element::Guarantee, Element::Evaluation];
    assert_eq!(missing(Some(&standard)), expected);
    let steps: [fn(&mut Standard); 5] = [
        |s| s.legal_bases.push("UU 14/2008".to_owned()),
        |s| s.channels.push(Channel::InPerson),
        |s| s.fee = Some(Fee::Free),
        |s| s.guarantee.push_str("Petugas yang cakap."),
        |s| s.evaluation.push_str("Survei."),
    ];
    for step in steps {
        step(&mut standard);
        expected.remove(0);
        assert_eq!(missing(Some(&standard)), expected);
    }
}

#[test]
fn the_clocks_of_the_law() {
    let Clocks { regular, election } = Clocks::default();
    assert_eq!((regular.answer, regular.extension, regular.objection), (10, 7, 30));
    assert_eq!((regular.objection_filing, regular.dispute_filing), (Some(30), Some(14)));
    assert_eq!((election.answer, election.extension, election.objection), (3, 2, 3));
    assert_eq!((election.objection_filing, election.dispute_filing), (None, None));
}

#[test]
fn an_office_may_be_faster_than_the_law_and_never_slower() {
    let read = typed(&Standard::default(), &[(Field::Answer, "5")]).read().unwrap();
    assert_eq!(read.clocks.regular.answer, 5);
    assert_eq!(read.clocks.regular.objection_filing, Some(30), "not the office's to change");
    for (field, text) in [(Field::Answer, "11"), (Field::Extension, "8"), (Field::Objection, "31")] {
        let found = problems(&[(field, text)]);
        assert!(
            matches!(&found[..], [(name, Problem::OutOfRange { .. })] if name == field.name()),
            "{found:?}"
        );
    }
    assert_eq!(problems(&[(Field::Answer, "")]), [("answer".to_owned(), Problem::Required)]);
    assert_eq!(problems(&[(Field::Answer, "lima")]), [("answer".to_owned(), Problem::NotANumber)]);
}

#[test]
fn each_mistake_is_told_at_its_field() {
    let long = "x".repeat(LINE_MAX + 1);
    let many = "baris\n".repeat(21);
    for (field, text, problem) in [
        (Field::LegalBases, long.as_str(), Problem::TooLong { max: LINE_MAX }),
        (Field::LegalBases, many.as_str(), Problem::NotNow { why: "service-too-many-lines".to_owned() }),
        (Field::LegalBases, "a\u{7}b", Problem::BadCharacters),
        (Field::HeadName, "dua\nbaris", Problem::BadCharacters),
        (Field::StandardDate, "31-02-2026", Problem::NotADate),
        (Field::Closed, "besok libur", Problem::NotADate),
    ] {
        assert_eq!(problems(&[(field, text)]), [(field.name().to_owned(), problem)]);
    }
    let mut unknown = typed(&Standard::default(), &[]);
    unknown.fee = "mahal".to_owned();
    unknown.channels = vec!["merpati".to_owned()];
    let fields: Vec<String> = unknown.read().unwrap_err().into_iter().map(|found| found.field).collect();
    assert_eq!(fields, ["fee", "channels"]);
}

#[test]
fn what_is_free_has_no_price_list() {
    let mut typed = typed(&Standard::default(), &[(Field::FeeLines, "Fotokopi Rp500 per lembar")]);
    typed.fee = Fee::CopiesAtCost.code().to_owned();
    assert!(typed.read().is_ok());
    typed.fee = Fee::Free.code().to_owned();
    let found = typed.read().unwrap_err();
    assert_eq!(found[0].field, "fee_lines");
}

#[test]
fn the_fasting_month_is_whole_or_absent() {
    let fields =
        |found: Vec<(String, Problem)>| found.into_iter().map(|(field, _)| field).collect::<Vec<_>>();
    assert_eq!(fields(problems(&[(Field::RamadanFrom, "2026-02-18")])), ["ramadan_to", "ramadan_hours"]);
    let all = [
        (Field::RamadanFrom, "18-02-2026"),
        (Field::RamadanTo, "2026-03-19"),
        (Field::RamadanHours, "senin-kamis 08.00-15.00; jumat 08.00-15.30"),
    ];
    let season = typed(&Standard::default(), &all).read().unwrap().ramadan.unwrap();
    assert_eq!((season.from, season.to), (date(2026, 2, 18), date(2026, 3, 19)));
    let turned = [(Field::RamadanTo, "2026-02-17"), all[0], all[2]];
    assert_eq!(problems(&turned), [("ramadan_to".to_owned(), Problem::EndBeforeStart)]);
}

#[test]
fn a_day_is_closed_by_the_office_then_by_decree_then_by_its_hours() {
    let usual: ServiceHours = "senin-kamis 08.00-16.00; jumat 08.00-16.30".parse().unwrap();
    let standard = Standard {
        ramadan: Some(Season {
            from: date(2026, 2, 18),
            to: date(2026, 3, 19),
            hours: "senin-kamis 08.00-15.00".parse().unwrap(),
        }),
        closed: vec![Closure { date: date(2026, 1, 13), reason: "Pindah kantor".to_owned() }],
        ..Standard::default()
    };
    let calendar = Calendar::indonesia();
    let day = |year, month, day| standard.day(&usual, &calendar, date(year, month, day));
    assert!(matches!(day(2026, 1, 12), Day::Open(open) if open.to == 16 * 60), "Monday");
    assert_eq!(day(2026, 1, 13), Day::Closed("Pindah kantor"));
    assert!(matches!(day(2026, 1, 9), Day::Open(open) if open.to == 16 * 60 + 30), "Friday");
    assert_eq!(day(2026, 1, 10), Day::Free, "Saturday");
    assert_eq!(day(2026, 1, 1), Day::Holiday);
    assert!(matches!(day(2026, 2, 18), Day::Open(open) if open.to == 15 * 60), "first day of Ramadan");
    assert_eq!(day(2026, 2, 20), Day::Free, "no hours on Fridays of Ramadan");
    assert_eq!(day(2026, 3, 19), Day::Holiday, "Nyepi");
    assert!(matches!(day(2026, 4, 6), Day::Open(open) if open.to == 16 * 60), "after it");
    assert_eq!(Standard::default().day(&ServiceHours(vec![]), &calendar, date(2026, 1, 12)), Day::Unknown);
}

proptest! {
    /// What was saved is shown in the form so that saving again changes nothing.
    #[test]
    fn a_standard_survives_its_form(
        lines in proptest::collection::vec("[a-zA-Z0-9 ,.()/]{0,40}", 0..20),
        text in "[a-zA-Z0-9 \n,.()/]{0,200}",
        days in 1u8..=10,
        fee in proptest::option::of(0usize..2),
        channels in proptest::sample::subsequence(Channel::ALL.to_vec(), 0..=7),
        day in 0i32..3000,
    ) {
        let date = date(2020, 1, 1).saturating_add(jiff::Span::new().days(day));
        let mut typed = Typed::from_standard(&Standard::default());
        for field in Field::ALL {
            let value = match field.kind() {
                Kind::Lines if *field == Field::Closed => format!("{date} Alasan"),
                Kind::Lines => lines.join("\n"),
                Kind::Line if *field == Field::RamadanHours => "senin 08.00-15.00".to_owned(),
                Kind::Line | Kind::Text => text.replace('\n', if field.kind() == Kind::Line { " " } else { "\n" }),
                Kind::Days(min, max, _) => days.clamp(min, max).to_string(),
                Kind::Date => date.to_string(),
            };
            typed.texts.insert(*field, value);
        }
        typed.fee = fee.map(|at| Fee::ALL[at].code().to_owned()).unwrap_or_default();
        typed.channels = channels.iter().map(|channel| channel.code().to_owned()).collect();
        if typed.fee == Fee::Free.code() {
            typed.texts.remove(&Field::FeeLines);
        }
        let standard = typed.read().unwrap();
        prop_assert_eq!(Typed::from_standard(&standard).read().unwrap(), standard.clone());
        let json = serde_json::to_string(&standard).unwrap();
        prop_assert_eq!(serde_json::from_str::<Standard>(&json).unwrap(), standard);
    }
}
