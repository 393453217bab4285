//! The list of a year: frozen, decided by somebody else, compared, superseded, revoked.

use std::fmt::Write as _;

use app::decree::{Decrees, Form, Moved};
use app::desk::{Desk, Publication};
use app::{AppError, Conflict};
use bytes::Bytes;
use domain::catalogue::{Content, Form as Paper, InformationClass};
use domain::decree::{Decision, State};
use domain::person::Role;
use futures_util::stream;
use i18n::{Lang, Texts};
use jiff::SignedDuration;
use sha2::{Digest as _, Sha256};
use testkit::TestApp;

const OFFICE: &str = "kabupaten-katingan";

pub(crate) fn content(title: &str) -> Content {
    Content {
        title: title.into(),
        summary: "=HYPERLINK(\"http://x\") & ringkasan".into(),
        class: InformationClass::Periodic,
        holder: "Subbagian Keuangan".into(),
        responsible: "Kepala Sekretariat".into(),
        made_on: Some("2024-01-15".parse().unwrap()),
        place: "Kasongan".into(),
        forms: vec![Paper::Printed, Paper::Online],
        retention: "5 tahun".into(),
        ..Content::default()
    }
}

pub(crate) async fn desk(test: &TestApp) -> Desk {
    let who = test.person_once("ppid", Role::Ppid, &"62.06".parse().unwrap()).await;
    test.app.access(who).desk(OFFICE).await.unwrap()
}

pub(crate) async fn publish(desk: &Desk, content: Content) -> String {
    let reference = desk.new_item(content).await.unwrap().reference;
    let checked = desk.check_item(&reference, 1).await.unwrap();
    desk.publish_item(&reference, checked.revision, &Publication::default()).await.unwrap();
    reference
}

pub(crate) async fn decrees(test: &TestApp, login: &str, role: Role) -> Decrees {
    let who = test.person_once(login, role, &"62.06".parse().unwrap()).await;
    test.app.access(who).decrees(OFFICE).await.unwrap()
}

pub(crate) fn decision(number: &str, day: &str) -> Decision {
    Decision {
        number: number.into(),
        day: day.parse().ok(),
        place: "Kasongan".into(),
        signer: "Sri Rahayu, S.H.".into(),
        signer_title: "Ketua".into(),
    }
}

fn fields(result: Result<Moved, AppError>) -> Vec<String> {
    match result {
        Err(AppError::Invalid(found)) => found.into_iter().map(|problem| problem.field).collect(),
        other => panic!("{other:?}"),
    }
}

async fn told(test: &TestApp, login: &str, role: Role) -> usize {
    let who = test.person_once(login, role, &"62.06".parse().unwrap()).await;
    test.app.access(who).notices(&Texts::new(Lang::Id)).await.unwrap().len()
}

async fn public(test: &TestApp) -> Vec<(String, State)> {
    let found = test.app.public().decrees(OFFICE).await.unwrap();
    found.decrees.into_iter().map(|one| (one.decree.decision.number, one.decree.state)).collect()
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_list_is_frozen_by_one_and_decided_by_another(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let (ppid, leader) = (decrees(&test, "ppid", Role::Ppid).await, decrees(&test, "pimpinan", Role::Leader).await);
        let officer = decrees(&test, "petugas", Role::Officer).await;
        assert_eq!(fields(ppid.freeze(2024, "DIP 2024").await), ["year"], "nothing is public");
        let desk = desk(&test).await;
        publish(&desk, content("Laporan keuangan")).await;
        assert_eq!(fields(ppid.freeze(1999, " ").await), ["year", "title"]);
        assert!(matches!(officer.freeze(2024, "DIP").await, Err(AppError::NotFound)), "an officer does not freeze");
        assert!(matches!(leader.freeze(2024, "DIP").await, Err(AppError::NotFound)), "nor does who decides");
        let frozen = ppid.freeze(2024, "DIP Tahun 2024").await.unwrap();
        assert!(frozen.reference.starts_with("PEN-24-"), "{frozen:?}");
        assert_eq!(told(&test, "pimpinan", Role::Leader).await, 1);
        assert_eq!(officer.list().await.unwrap().len(), 1, "who works at the list reads it");

        // What comes later is not in it, until it is frozen anew.
        publish(&desk, content("Laporan kinerja")).await;
        let record = leader.record(&frozen.reference).await.unwrap();
        assert_eq!((record.frozen.rows.len(), record.drift.added.len(), record.freezer.as_str()), (1, 1, "ppid (ppid)"));
        let row = &record.frozen.rows[0];
        assert_eq!((row.made.as_str(), row.form.as_str()), ("15 Januari 2024, Kasongan", "Cetak, Daring"));
        let again = ppid.refreeze(&frozen.reference, frozen.revision).await.unwrap();
        assert_eq!(ppid.record(&frozen.reference).await.unwrap().frozen.rows.len(), 2);
        let stale = leader.decide(&frozen.reference, frozen.revision, decision("5/2024", "2024-06-10"), "").await;
        assert!(matches!(stale, Err(AppError::Conflict(Conflict::Version { current: 2, .. }))), "{stale:?}");

        let denied = ppid.decide(&frozen.reference, again.revision, decision("5/2024", "2024-06-10"), "").await;
        assert!(matches!(denied, Err(AppError::NotFound)), "the PPID does not decide");
        assert_eq!(
            fields(leader.decide(&frozen.reference, again.revision, Decision::default(), "").await),
            ["number", "place", "signer", "signer_title", "day"]
        );
        let early = decision("5/2024", "2024-06-09");
        assert_eq!(fields(leader.decide(&frozen.reference, again.revision, early, "").await), ["day"]);
        assert_eq!(public(&test).await, [], "z08 a draft is for nobody outside");
        let decided = leader.decide(&frozen.reference, again.revision, decision(" 5/2024 ", "2024-06-10"), "").await.unwrap();
        assert_eq!(public(&test).await, [("5/2024".to_owned(), State::Decided)]);
        assert_eq!(told(&test, "ppid", Role::Ppid).await, 1);

        // A decided one never changes.
        for result in [
            ppid.refreeze(&frozen.reference, decided.revision).await,
            ppid.give_up(&frozen.reference, decided.revision, "keliru").await,
            leader.decide(&frozen.reference, decided.revision, decision("6/2024", "2024-06-10"), "").await,
        ] {
            assert!(matches!(result, Err(AppError::Conflict(Conflict::State("decided")))), "{result:?}");
        }
        let kinds: Vec<String> = ppid.record(&frozen.reference).await.unwrap().history.iter().rev().map(|event| event.kind.clone()).collect();
        assert_eq!(kinds, ["frozen", "refrozen", "decided"]);
    }

    async fn z04_who_is_both_ppid_and_leader_does_not_decide_the_own_list(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let ppid = decrees(&test, "ppid", Role::Ppid).await;
        publish(&desk(&test).await, content("Laporan keuangan")).await;
        let frozen = ppid.freeze(2024, "DIP").await.unwrap();
        test.grant("ppid", Role::Leader, "62.06").await;
        let mut who = test.person_once("ppid", Role::Ppid, &"62.06".parse().unwrap()).await;
        who.grants.push(domain::person::Grant { role: Role::Leader, body: "62.06".parse().unwrap() });
        let both = test.app.access(who).decrees(OFFICE).await.unwrap();
        let own = both.decide(&frozen.reference, frozen.revision, decision("5", "2024-06-10"), "").await;
        assert_eq!(fields(own), ["decide"]);
        // Others of the same office, the province, another office: no desk, no decree.
        for (login, role, body) in [("verifikator", Role::Verifier, "62"), ("ppid.palangka", Role::Ppid, "62.71")] {
            let other = test.person(login, role, body).await;
            assert!(matches!(test.app.access(other).decrees(OFFICE).await, Err(AppError::NotFound)), "{login}");
        }
    }

    async fn a_change_in_the_year_is_a_new_decree_in_its_place(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let (ppid, superior) = (decrees(&test, "ppid", Role::Ppid).await, decrees(&test, "atasan", Role::Superior).await);
        let desk = desk(&test).await;
        let kept = publish(&desk, content("Laporan keuangan")).await;
        let gone = publish(&desk, content("Laporan lama")).await;
        let first = ppid.freeze(2024, "DIP").await.unwrap();
        superior.decide(&first.reference, first.revision, decision("5/2024", "2024-06-10"), "").await.unwrap();

        test.clock.advance(SignedDuration::from_hours(24));
        let item = desk.item(&gone).await.unwrap().item;
        desk.withdraw_item(&gone, item.revision, "Dimusnahkan").await.unwrap();
        publish(&desk, content("Laporan kinerja")).await;
        let item = desk.item(&kept).await.unwrap().item;
        let revised = Content { retention: "10 tahun".into(), ..content("Laporan keuangan") };
        let changed = desk.save_item(&kept, item.revision, revised).await.unwrap();
        let checked = desk.check_item(&kept, changed.revision).await.unwrap();
        let why = Publication { reason: "Retensi berubah".into(), visible_from: None };
        desk.publish_item(&kept, checked.revision, &why).await.unwrap();

        let second = ppid.freeze(2024, "DIP perubahan").await.unwrap();
        let without = superior.decide(&second.reference, second.revision, decision("9/2024", "2024-06-11"), " ").await;
        assert_eq!(fields(without), ["reason"], "what is superseded says why");
        assert_eq!(public(&test).await.len(), 1);
        superior.decide(&second.reference, second.revision, decision("9/2024", "2024-06-11"), "Perubahan retensi").await.unwrap();
        assert_eq!(
            public(&test).await,
            [("9/2024".to_owned(), State::Decided), ("5/2024".to_owned(), State::Superseded)]
        );
        let before = ppid.record(&first.reference).await.unwrap();
        assert_eq!(before.decree.ended_reason, "Perubahan retensi");
        assert_eq!(before.successor.unwrap().reference, second.reference);

        let compared = ppid.compared(Some(&first.reference), Some(&second.reference)).await.unwrap().found;
        assert_eq!((compared.added.len(), compared.removed.len(), compared.same), (1, 1, 0));
        let columns: Vec<(&str, &str)> =
            compared.changed[0].columns.iter().map(|one| (one.old.as_str(), one.new.as_str())).collect();
        assert_eq!(columns, [("5 tahun", "10 tahun"), ("1", "2")]);
        let today = ppid.compared(Some(&second.reference), None).await.unwrap();
        assert_eq!((today.found.same, today.new.decree), (2, None));

        let revoked = superior.revoke(&second.reference, 2, "Cacat prosedur").await.unwrap();
        assert_eq!(revoked.state, State::Revoked);
        assert_eq!(public(&test).await.len(), 2, "what was decided stays to be read");
        // Another office's decree is none of this one's.
        let other = test.person("ppid.palangka", Role::Ppid, "62.71").await;
        let other = test.app.access(other).decrees("kota-palangka-raya").await.unwrap();
        assert!(matches!(other.record(&first.reference).await, Err(AppError::NotFound)));
        assert!(matches!(other.compared(Some(&first.reference), None).await, Err(AppError::NotFound)));
    }

    async fn the_annex_is_the_same_bytes_each_time_and_holds_no_formula(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let (ppid, leader) = (decrees(&test, "ppid", Role::Ppid).await, decrees(&test, "pimpinan", Role::Leader).await);
        let desk = desk(&test).await;
        publish(&desk, content("Laporan keuangan")).await;
        let draft = ppid.freeze(2024, "DIP").await.unwrap();
        let pdf = String::from_utf8_lossy(&ppid.paper(&draft.reference, Form::Pdf).await.unwrap()).into_owned();
        assert!(pdf.contains("rancangan DIP"), "{pdf}");
        for form in [Form::Pdf, Form::Xlsx, Form::Csv, Form::Json] {
            let hidden = test.app.public().decree_paper(OFFICE, &draft.reference, form).await;
            assert!(matches!(hidden, Err(AppError::NotFound)), "z08 {form:?}");
        }
        leader.decide(&draft.reference, draft.revision, decision("5/2024", "2024-06-10"), "").await.unwrap();
        let mut first = Vec::new();
        for form in [Form::Pdf, Form::Xlsx, Form::Csv, Form::Json] {
            first.push(test.app.public().decree_paper(OFFICE, &draft.reference, form).await.unwrap());
        }
        publish(&desk, content("Laporan kinerja")).await;
        test.clock.advance(SignedDuration::from_hours(24 * 400));
        for (form, first) in [Form::Pdf, Form::Xlsx, Form::Csv, Form::Json].into_iter().zip(&first) {
            assert_eq!(ppid.paper(&draft.reference, form).await.unwrap(), *first, "{form:?}");
        }
        let record = ppid.record(&draft.reference).await.unwrap();
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(&first[3]));
        assert_eq!(record.decree.sha256, hash, "the hash is of the JSON, byte for byte");
        let pdf = String::from_utf8_lossy(&first[0]).into_owned();
        for part in ["Keputusan Nomor 5/2024 tanggal 10 Juni 2024 tentang DIP", "Sri Rahayu, S.H.", &hash[..16]] {
            assert!(pdf.contains(part), "{part} in {pdf}");
        }
        let csv = String::from_utf8_lossy(&first[2]).into_owned();
        assert!(csv.contains("\"'=HYPERLINK"), "d01 {csv}");
    }

    async fn a_scan_stands_beside_what_was_decided(db: Db) {
        let test = TestApp::with_db(db).await;
        test.small_tree().await;
        let (ppid, leader) = (decrees(&test, "ppid", Role::Ppid).await, decrees(&test, "pimpinan", Role::Leader).await);
        publish(&desk(&test).await, content("Laporan keuangan")).await;
        let draft = ppid.freeze(2024, "DIP").await.unwrap();
        let bytes = |text: &'static str| stream::iter([Ok::<_, std::io::Error>(Bytes::from_static(text.as_bytes()))]);
        let wrong = ppid.stage_scan("sk.pdf", bytes("bukan pdf")).await;
        assert!(matches!(wrong, Err(AppError::Invalid(_))), "{wrong:?}");
        assert!(matches!(leader.stage_scan("sk.pdf", bytes("x")).await, Err(AppError::NotFound)));
        let pdf = demo_pdf();
        let staged = ppid.stage_scan("sk.pdf", stream::iter([Ok::<_, std::io::Error>(pdf.clone())])).await.unwrap();
        let early = ppid.add_scan(&draft.reference, staged.clone()).await;
        assert!(matches!(early, Err(AppError::Conflict(Conflict::State("draft")))), "{early:?}");
        leader.decide(&draft.reference, draft.revision, decision("5/2024", "2024-06-10"), "").await.unwrap();
        assert!(matches!(test.app.public().decree_scan(OFFICE, &draft.reference).await, Err(AppError::NotFound)));
        ppid.add_scan(&draft.reference, staged).await.unwrap();
        let file = test.app.public().decree_scan(OFFICE, &draft.reference).await.unwrap();
        assert_eq!(file.size, u64::try_from(pdf.len()).unwrap());
        ppid.remove_scan(&draft.reference).await.unwrap();
        assert!(matches!(test.app.public().decree_scan(OFFICE, &draft.reference).await, Err(AppError::NotFound)));
    }
}

/// The smallest PDF that opens.
fn demo_pdf() -> Bytes {
    let mut text = String::from("%PDF-1.4\n");
    let mut offsets = Vec::new();
    for object in [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n",
    ] {
        offsets.push(text.len());
        text.push_str(object);
    }
    let start = text.len();
    text.push_str("xref\n0 4\n0000000000 65535 f \n");
    for offset in offsets {
        let _ = writeln!(text, "{offset:010} 00000 n ");
    }
    let _ = write!(text, "trailer<</Size 4/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
    Bytes::from(text)
}
