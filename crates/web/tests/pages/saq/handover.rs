//! Sections and questions in the hands of colleagues, on the pages.

use http::StatusCode;
use jiff::SignedDuration;
use testkit::Page;

use super::{HOME, at, browser, small_round};

fn person(page: &Page, name: &str) -> String {
    let names = page.find("select[name=person] option");
    let values = page.attributes("select[name=person] option", "value");
    let found = names.iter().position(|found| found.contains(name));
    values[found.unwrap_or_else(|| panic!("{name} among {names:?}"))].clone()
}

#[tokio::test]
async fn a_question_goes_to_a_colleague_and_comes_back_done() {
    let test = small_round().await;
    let mut ppid = browser(&test, "ppid").await;
    let path = format!("{HOME}/pembagian");
    let form = ppid.get(&format!("{path}?apa=question:A1")).await;
    assert_eq!(form.attributes("select[name=what] option[selected]", "value"), ["question:A1"]);
    let names = form.find("select[name=person] option");
    assert!(!names.iter().any(|name| name.contains("pimpinan") || name.contains("atasan")), "{names:?}");
    let to = person(&form, "petugas.dua");
    let wrong = ppid
        .post(
            &path,
            &[
                ("what", ""),
                ("person", ""),
                ("due", "2024-06-09"),
                ("due.time", "10:00"),
                ("note", "catatan"),
            ],
        )
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.text().contains("catatan"), "what was typed is kept");
    let past = [("what", "question:A1"), ("person", &to), ("due", "2024-06-09"), ("due.time", "10:00")];
    let wrong = ppid.post(&path, &past).await;
    assert!(wrong.one(".govuk-error-summary").contains("sudah lewat"), "{}", wrong.text());
    for (what, person) in
        [("question:ZZ", to.as_str()), ("section:A", "019012d4-6b00-7000-8000-0000000000a1")]
    {
        let refused = ppid.post(&path, &[("what", what), ("person", person)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
    }
    let fields = [
        ("what", "question:A1"),
        ("person", to.as_str()),
        ("due", "2024-06-12"),
        ("due.time", "10:00"),
        ("note", "Foto <baru> ruang"),
    ];
    assert_eq!(ppid.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    assert!(
        ppid.get(&path)
            .await
            .text()
            .contains("Tugas petugas.dua (officer), tenggat 12 Juni 2024 pukul 10.00 WIB")
    );
    assert!(ppid.get(HOME).await.one("#bagian-A-1-hint").contains("Tugas petugas.dua"));
    // The colleague is told, and finds it.
    let mut colleague = browser(&test, "petugas.dua").await;
    let notices = colleague.get("/pemberitahuan").await.text();
    assert!(notices.contains("ppid (ppid) menyerahkan kepada Anda: Pertanyaan 1"), "{notices}");
    let question = colleague.get(&at("A1")).await.one("main");
    for words in ["Tugas Anda, tenggat 12 Juni 2024", "Catatan ppid (ppid): Foto <baru> ruang"] {
        assert!(question.contains(words), "{words}: {question}");
    }
    let mine = colleague.get(&format!("{HOME}?milik=saya")).await;
    assert_eq!(mine.find(".govuk-task-list__item").len(), 1);
    assert!(mine.text().contains("Tugas saya (1)"));
    let none = ppid.get(&format!("{HOME}?milik=saya")).await;
    assert!(none.text().contains("Tidak ada tugas atas nama Anda."));
    // Overdue is said, also where the answers are checked.
    test.clock.advance(SignedDuration::from_hours(72));
    let (mut ppid, mut colleague) = (browser(&test, "ppid").await, browser(&test, "petugas.dua").await);
    assert!(colleague.get(HOME).await.text().contains("terlambat, tenggat 12 Juni 2024"));
    let check = ppid.get(&format!("{HOME}/periksa")).await.text();
    assert!(check.contains("tugas petugas.dua (officer) sudah lewat tenggat"), "{check}");
    let list = colleague.get(&path).await;
    let done = list.attributes("form[action$=selesai]", "action").remove(0);
    assert_eq!(ppid.post(&done, &[]).await.status, StatusCode::NOT_FOUND, "only the one who has it");
    for _ in 0..2 {
        assert_eq!(colleague.post(&done, &[]).await.status, StatusCode::SEE_OTHER);
    }
    let notices = ppid.get("/pemberitahuan").await.text();
    assert_eq!(notices.matches("menandai selesai: Pertanyaan 1").count(), 1, "{notices}");
    assert!(
        colleague.get(&at("A1")).await.one("#riwayat").contains("petugas.dua (officer) menandai selesai")
    );
}

#[tokio::test]
async fn a_time_after_the_closing_is_taken_with_a_warning_and_nothing_is_given_after_it() {
    let test = small_round().await;
    let mut ppid = browser(&test, "ppid").await;
    let path = format!("{HOME}/pembagian");
    let to = person(&ppid.get(&path).await, "petugas.dua");
    let fields =
        [("what", "section:A"), ("person", to.as_str()), ("due", "2024-07-01"), ("due.time", "10:00")];
    assert_eq!(ppid.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let page = ppid.get(&path).await;
    assert!(page.text().contains("sesudah pengisian ditutup"), "{}", page.text());
    let mut other = browser(&test, "petugas").await;
    let back = other.get(&path).await.attributes("form[action$=ambil-kembali]", "action").remove(0);
    assert_eq!(other.post(&back, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(ppid.get(&path).await.text().contains("Belum ada yang dibagi."));
    test.clock.set(super::time::closing(&test).await);
    let mut ppid = browser(&test, "ppid").await;
    assert_eq!(ppid.post(&path, &fields).await.status, StatusCode::FORBIDDEN);
}
