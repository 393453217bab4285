//! The pages of those who manage rounds, and the round for those who take part.

use domain::person::Role;
use http::StatusCode;
use testkit::scene::{INSTRUMENT, SCHEME};
use testkit::{Browser, Page, TestApp};

const SLUG: &str = "monev-kip-2024";
const PDF: &[u8] =
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n\
trailer<</Root 1 0 R>>\n%%EOF\n";

struct Site {
    test: TestApp,
    browser: Browser,
}

impl Site {
    /// A controller of RI, signed in.
    async fn new() -> Self {
        let test = TestApp::sqlite().await;
        test.small_tree().await;
        test.person("kendali.ri", Role::Controller, "00").await;
        let browser = Browser::new(web::router(web::Web { app: test.app.clone() }).expect("a router"));
        let mut site = Self { test, browser };
        site.browser.sign_in("kendali.ri").await;
        site
    }

    async fn somebody(&self, login: &str, role: Role, body: &str) -> Browser {
        self.test.person(login, role, body).await;
        let mut browser =
            Browser::new(web::router(web::Web { app: self.test.app.clone() }).expect("a router"));
        browser.sign_in(login).await;
        browser
    }

    /// Uploads the two files of a round and gives their ids.
    async fn documents(&mut self) -> (String, String) {
        let page = upload(&mut self.browser, "/nasional/instrumen", INSTRUMENT, "").await;
        let instrument = id(&page);
        let page = upload(&mut self.browser, "/nasional/skema", SCHEME, "").await;
        (instrument, id(&page))
    }

    /// A draft of all regencies.
    async fn draft(&mut self) {
        let (instrument, scheme) = self.documents().await;
        let page = self.browser.post("/nasional/baru", &plan(&instrument, &scheme)).await;
        let expected = format!("/nasional/{SLUG}");
        assert_eq!(page.location(), Some(expected.as_str()), "{}", page.text());
        let path = format!("/nasional/{SLUG}/peserta");
        let fields = [("version", "1"), ("level", "regency"), ("participants", "")];
        let page = self.browser.post(&path, &fields).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    }

    /// A scheduled round of all regencies.
    async fn scheduled(&mut self) {
        self.draft().await;
        let page = self.browser.post(&format!("/nasional/{SLUG}/jadwalkan"), &[("version", "2")]).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    }

    /// The version that the form of a page carries.
    async fn version(&mut self, page: &str) -> String {
        let page = self.browser.get(&format!("/nasional/{SLUG}/{page}")).await;
        page.attributes("input[name=version]", "value").remove(0)
    }
}

async fn upload(browser: &mut Browser, path: &str, text: &str, reason: &str) -> Page {
    browser.upload(path, &[("reason", reason)], &[("file", "berkas.yaml", text.as_bytes())]).await
}

fn id(page: &Page) -> String {
    let location = page.location().unwrap_or_else(|| panic!("no redirect: {}", page.text()));
    let path = location.split('?').next().expect("a path");
    path.rsplit('/').next().expect("an id").to_owned()
}

fn plan<'a>(instrument: &'a str, scheme: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("title", "Monev KIP 2024"),
        ("year", "2024"),
        ("instrument", instrument),
        ("scheme", scheme),
        ("zone", "WIB"),
        ("filling.opens", "2024-06-12"),
        ("filling.opens.time", "08:00"),
        ("filling.closes", "30/6/2024"),
        ("filling.closes.time", "23.59"),
        ("verification.opens", "2024-07-01"),
        ("verification.opens.time", "00:00"),
        ("verification.closes", "2024-07-13"),
        ("verification.closes.time", "23:59"),
        ("announcement.opens", "2024-08-15"),
        ("announcement.opens.time", "10:00"),
        ("announcement.closes", "2024-08-16"),
        ("announcement.closes.time", "10:00"),
    ]
}

#[tokio::test]
async fn a_round_is_made_from_upload_to_schedule() {
    let mut site = Site::new().await;
    let page = site.browser.get("/nasional").await;
    assert_eq!((page.status, page.one("h1")), (StatusCode::OK, "Kelola siklus".into()));
    site.draft().await;
    let page = site.browser.get(&format!("/nasional/{SLUG}")).await;
    assert_eq!(page.one("h1"), "Monev KIP 2024");
    assert!(page.text().contains("30 Juni 2024 pukul 23.59 WIB (1 Juli 2024 pukul 01.59 WIT)"));
    assert!(page.text().contains("3 badan publik menjadi peserta."));
    let mut officer = site.somebody("petugas", Role::Officer, "62.06").await;
    let hidden = officer.get(&format!("/siklus/{SLUG}")).await;
    assert_eq!(hidden.status, StatusCode::NOT_FOUND, "a draft is for those who manage it");
    let page = site.browser.post(&format!("/nasional/{SLUG}/jadwalkan"), &[("version", "2")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let page = site.browser.get(&format!("/nasional/{SLUG}")).await;
    assert!(page.text().contains("Terjadwal") && page.find(".govuk-notification-banner").len() == 1);
    let seen = officer.get(&format!("/siklus/{SLUG}")).await;
    assert_eq!(seen.status, StatusCode::OK);
    assert!(seen.text().contains("12 Juni 2024 pukul 08.00 WIB"));
    assert!(!seen.text().contains("Rubrik"), "participants see the questions without the rubrics");
    let page = officer.get("/pemberitahuan").await;
    assert!(page.text().contains("Monev KIP 2024 sudah dijadwalkan") && page.text().contains("(1 baru)"));
    officer.post("/pemberitahuan", &[]).await;
    assert!(!officer.get("/pemberitahuan").await.text().contains("(1 baru)"));
}

#[tokio::test]
async fn d18_wrong_dates_are_named_at_their_fields_and_stay_as_typed() {
    let mut site = Site::new().await;
    let (instrument, scheme) = site.documents().await;
    let mut fields = plan(&instrument, &scheme);
    for (name, value) in &mut fields {
        match *name {
            "filling.opens" => *value = "2027-02-30",
            "verification.opens.time" => *value = "14:30+07:00",
            "announcement.closes" => *value = "2024-08-01",
            "title" => *value = "",
            _ => {}
        }
    }
    let page = site.browser.post("/nasional/baru", &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let links = page.attributes(".govuk-error-summary__list a", "href");
    assert_eq!(
        links,
        ["#filling.opens", "#verification.opens.time", "#title", "#announcement.closes"],
        "all mistakes at once"
    );
    let words = page.find(".govuk-error-summary__list a");
    assert!(words[0].starts_with("Pengisian SAQ: Tanggal buka: "), "each says where: {words:?}");
    assert!(words[2].starts_with("Nama siklus: "), "{words:?}");
    for (name, value) in [("filling.opens", "2027-02-30"), ("verification.opens.time", "14:30+07:00")] {
        assert_eq!(page.attributes(&format!("input[name='{name}']"), "value"), [value]);
        assert_eq!(
            page.attributes(&format!("input[name='{name}']"), "type"),
            ["text"],
            "a calendar field would drop what was typed"
        );
    }
    assert_eq!(page.attributes("option[selected]", "value")[0], instrument);
}

#[tokio::test]
async fn all_mistakes_of_a_file_are_listed_beside_its_lines_and_can_be_mended_in_the_page() {
    let mut site = Site::new().await;
    let broken = INSTRUMENT.replace("points: \"40\"", "points: \"41\"").replace("number: 2", "number: 9");
    let page = upload(&mut site.browser, "/nasional/instrumen", &broken, "Alasan saya").await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let list = page.attributes("#kesalahan + ol a", "href");
    assert!(list.len() >= 2, "{}", page.text());
    for link in &list {
        assert_eq!(page.find(link).len(), 1, "{link} leads to a line");
    }
    let lines = page.find("#kesalahan + ol li");
    let worded = |line: &String| line.starts_with("berkas.yaml baris ") && line.contains(": seharusnya ");
    assert!(lines.iter().all(worded), "in the language of the page: {lines:?}");
    assert_eq!(page.one("textarea[name=reason]"), "Alasan saya");
    assert!(page.text().contains("points: &quot;41&quot;") || page.text().contains("points: &#34;41&#34;"));
    let mended = [("source", INSTRUMENT), ("reason", "")];
    let page = site.browser.upload("/nasional/instrumen", &mended, &[("file", "", b"")]).await;
    let preview = site.browser.get(page.location().expect("a redirect")).await;
    assert_eq!(preview.one("h1"), "Instrumen contoh");
    assert_eq!(preview.find("article").len(), 6, "each question");
    assert!(preview.find("article input:not([disabled])").is_empty(), "nothing can be filled in");
    let path = format!("/nasional/instrumen/{}/berkas", id(&page));
    let file = site.browser.get(&path).await;
    assert_eq!(file.text(), INSTRUMENT, "byte for byte");
    assert!(file.headers["content-disposition"].to_str().expect("text").starts_with("attachment"));
    let page = upload(&mut site.browser, "/nasional/instrumen", INSTRUMENT, "x").await;
    assert!(page.text().contains("sama persis"), "the same bytes again are refused");
    let again = format!("{INSTRUMENT}# lagi\n");
    let page = upload(&mut site.browser, "/nasional/instrumen", &again, "").await;
    assert_eq!(page.attributes(".govuk-error-summary__list a", "href"), ["#reason"]);
}

#[tokio::test]
async fn a_scheme_is_shown_in_words() {
    let mut site = Site::new().await;
    let (_, scheme) = site.documents().await;
    let page = site.browser.get(&format!("/nasional/skema/{scheme}")).await;
    let headings = page.find("h2.govuk-heading-m");
    for heading in ["Komponen nilai", "Saringan", "Kategori", "Penentu urutan bila nilai sama"] {
        assert!(headings.iter().any(|found| found == heading), "{headings:?}");
    }
    let words = page.find("main li").join(" ");
    assert!(words.contains("90 % dari nilai akhir") && words.contains("hanya 2 teratas"), "{words}");
    assert!(words.contains("Informatif: nilai 87,5 atau lebih"), "{words}");
}

#[tokio::test]
async fn z03_fields_that_the_form_does_not_have_are_ignored() {
    let mut site = Site::new().await;
    let (instrument, scheme) = site.documents().await;
    let mut fields = plan(&instrument, &scheme);
    fields.extend([
        ("state", "announced"),
        ("owner", "62"),
        ("role", "administrator"),
        ("slug", "x"),
        ("id", "1"),
    ]);
    let page = site.browser.post("/nasional/baru", &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let mut conn = site.test.app.db().read().await.expect("a connection");
    let round = store::round::by_slug(&mut conn, SLUG).await.expect("a query").expect("the round");
    assert_eq!((round.state.code(), round.owner.as_str()), ("draft", "00"));
    let extra =
        [("version", "1"), ("title", "Lain"), ("year", "2024"), ("zone", "WITA"), ("state", "announced")];
    site.browser.post(&format!("/nasional/{SLUG}/ubah"), &extra).await;
    let round = store::round::by_slug(&mut conn, SLUG).await.expect("a query").expect("the round");
    assert_eq!((round.state.code(), round.title.as_str()), ("draft", "Lain"));
}

#[tokio::test]
async fn z05_steps_out_of_order_are_409() {
    let mut site = Site::new().await;
    site.scheduled().await;
    let again = site.browser.post(&format!("/nasional/{SLUG}/jadwalkan"), &[("version", "3")]).await;
    assert_eq!(again.status, StatusCode::CONFLICT, "scheduled twice");
    let fields = [("version", "3"), ("reason", "Anggaran")];
    let page = site.browser.post(&format!("/nasional/{SLUG}/batalkan"), &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    for (path, fields) in [
        ("jadwalkan", vec![("version", "4")]),
        ("batalkan", vec![("version", "4"), ("reason", "x")]),
        ("peserta", vec![("version", "4"), ("level", "regency")]),
        ("ubah", vec![("version", "4"), ("title", "x"), ("year", "2024")]),
    ] {
        let page = site.browser.post(&format!("/nasional/{SLUG}/{path}"), &fields).await;
        assert_eq!(page.status, StatusCode::CONFLICT, "{path}");
    }
}

#[tokio::test]
async fn w08_an_edit_on_sight_of_an_old_version_is_409() {
    let mut site = Site::new().await;
    site.draft().await;
    let fields = [("version", "1"), ("title", "Terlambat"), ("year", "2024"), ("zone", "WIB")];
    let page = site.browser.post(&format!("/nasional/{SLUG}/ubah"), &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    assert!(page.find(".govuk-error-summary a")[0].starts_with("Orang lain sudah mengubah siklus ini."));
    assert_eq!(page.attributes("input[name=title]", "value"), ["Terlambat"], "what was typed is kept");
    // Sent again from there, by somebody who has been told.
    let version = page.attributes("input[name=version]", "value").remove(0);
    assert_ne!(version, "1");
    let fields = [("version", version.as_str()), ("title", "Terlambat"), ("year", "2024"), ("zone", "WIB")];
    let page = site.browser.post(&format!("/nasional/{SLUG}/ubah"), &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn dates_move_with_a_reason_and_the_history_shows_old_and_new() {
    let mut site = Site::new().await;
    site.scheduled().await;
    let path = format!("/nasional/{SLUG}/tahapan");
    let version = site.version("tahapan").await;
    let mut fields = plan("", "");
    fields.push(("version", &version));
    for (name, value) in &mut fields {
        if *name == "announcement.opens" {
            *value = "2024-08-15";
        }
        if *name == "announcement.closes" {
            *value = "2024-10-28";
        }
    }
    let page = site.browser.post(&path, &fields).await;
    assert_eq!(page.attributes(".govuk-error-summary__list a", "href"), ["#reason"]);
    assert_eq!(page.attributes("input[name='announcement.closes']", "value"), ["2024-10-28"]);
    fields.push(("reason", "Jadwal pimpinan"));
    let page = site.browser.post(&path, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let page = site.browser.get(&format!("/nasional/{SLUG}")).await;
    let history = page.find(".tb-timeline li").join("\n");
    assert!(history.contains("Pengumuman ditutup 28 Oktober 2024 pukul 10.00 WIB"), "{history}");
    assert!(history.contains("sebelumnya 16 Agustus 2024 pukul 10.00 WIB"), "{history}");
    assert!(history.contains("kendali.ri") && history.contains("Alasan: Jadwal pimpinan"), "{history}");
}

#[tokio::test]
async fn more_time_is_given_by_tick_or_by_code_and_registered() {
    let mut site = Site::new().await;
    site.scheduled().await;
    let path = format!("/nasional/{SLUG}/perpanjangan");
    let version = site.version("perpanjangan").await;
    let mut fields = vec![
        ("version", version.as_str()),
        ("phase", "filling"),
        ("bodies", "62.06\n99.99"),
        ("body", "62.71"),
        ("closes", "2024-07-02"),
        ("closes.time", "12.00"),
        ("reason", "Banjir"),
    ];
    let page = site.browser.post(&path, &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Kode ini tidak dikenal: 99.99"));
    assert_eq!(page.attributes("input[name=body][checked]", "value"), ["62.71"], "what was ticked stays");
    fields[2] = ("bodies", "62.06");
    let page = site.browser.post(&path, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let page = site.browser.get(&format!("/nasional/{SLUG}")).await;
    let register = page.find("#extensions + table tbody tr");
    assert_eq!(register.len(), 2);
    for part in ["Bawaslu Kabupaten Katingan", "Pengisian SAQ", "2 Juli 2024 pukul 12.00 WIB", "Banjir"] {
        assert!(register[0].contains(part), "{register:?}");
    }
}

#[tokio::test]
async fn an_unknown_code_among_the_participants_is_told_and_the_list_stays() {
    let mut site = Site::new().await;
    site.draft().await;
    let fields = [
        ("version", "2"),
        ("participants", "kode,nama\n62.06,Katingan\n77.77,Tidak ada\n"),
        ("parent", "63"),
    ];
    let page = site.browser.post(&format!("/nasional/{SLUG}/peserta"), &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.text().contains("Kode ini tidak dikenal: 77.77"));
    assert!(page.one("textarea[name=participants]").contains("77.77,Tidak ada"));
    assert_eq!(page.attributes("input[name=parent][checked]", "value"), ["63"]);
}

#[tokio::test]
async fn guidelines_and_tutorials_reach_those_who_take_part() {
    let mut site = Site::new().await;
    site.scheduled().await;
    let path = format!("/nasional/{SLUG}/pedoman");
    let version = site.version("pedoman").await;
    let fields = [("version", version.as_str()), ("title", "Pedoman pengisian")];
    let page = site.browser.upload(&path, &fields, &[("file", "a.pdf", b"MZ bukan pdf")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(page.attributes("input[name=title]", "value"), ["Pedoman pengisian"]);
    let page = site.browser.upload(&path, &fields, &[("file", "pedoman.pdf", PDF)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let version = site.version("tutorial").await;
    let wrong = [
        ("version", version.as_str()),
        ("tutorial.A1", "javascript:x"),
        ("tutorial.A2", "https://a.example.id/v"),
    ];
    let page = site.browser.post(&format!("/nasional/{SLUG}/tutorial"), &wrong).await;
    assert_eq!(page.attributes(".govuk-error-summary__list a", "href"), ["#tutorial.A1"]);
    let right = [("version", version.as_str()), ("tutorial.A2", "https://a.example.id/v")];
    let page = site.browser.post(&format!("/nasional/{SLUG}/tutorial"), &right).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let mut officer = site.somebody("petugas", Role::Officer, "62.06").await;
    let page = officer.get(&format!("/siklus/{SLUG}")).await;
    assert_eq!(page.attributes("article a", "href"), ["https://a.example.id/v"]);
    let file = page.attributes(&format!("a[href^='/siklus/{SLUG}/pedoman/']"), "href").remove(0);
    let download = officer.get(&file).await;
    assert_eq!(&download.body[..], PDF);
    assert_eq!(download.headers["content-type"], "application/pdf");
    let disposition = download.headers["content-disposition"].to_str().expect("text");
    assert!(disposition.contains("pedoman.pdf"), "{disposition}");
    let mut outsider = site.somebody("luar", Role::Officer, "62").await;
    assert_eq!(outsider.get(&file).await.status, StatusCode::NOT_FOUND);
    let version = site.version("pedoman").await;
    let remove = format!("{}/hapus", file.replace("/siklus/", "/nasional/"));
    site.browser.post(&remove, &[("version", &version)]).await;
    assert_eq!(officer.get(&file).await.status, StatusCode::NOT_FOUND, "removed");
}

#[tokio::test]
async fn z01_nobody_else_sees_any_page_of_this_area() {
    let mut site = Site::new().await;
    site.scheduled().await;
    let (instrument, scheme) = {
        let mut conn = site.test.app.db().read().await.expect("a connection");
        let round = store::round::by_slug(&mut conn, SLUG).await.expect("a query").expect("the round");
        (round.instrument, round.scheme)
    };
    let mut pages: Vec<String> =
        ["/nasional", "/nasional/instrumen", "/nasional/skema", "/nasional/baru"].map(str::to_owned).to_vec();
    pages.push(format!("/nasional/instrumen/{instrument}"));
    pages.push(format!("/nasional/instrumen/{instrument}/berkas"));
    pages.push(format!("/nasional/skema/{scheme}"));
    pages.push(format!("/nasional/skema/{scheme}/berkas"));
    pages.push(format!("/nasional/{SLUG}"));
    for page in
        ["batalkan", "ubah", "tahapan", "berkas", "peserta", "naskah", "perpanjangan", "pedoman", "tutorial"]
    {
        pages.push(format!("/nasional/{SLUG}/{page}"));
    }
    for (login, role, body) in [
        ("verifikator", Role::Verifier, "62"),
        ("admin", Role::Administrator, "00"),
        ("ppid", Role::Ppid, "62.06"),
    ] {
        let mut browser = site.somebody(login, role, body).await;
        for path in &pages {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{login} {path}");
        }
    }
    let mut nobody = Browser::new(web::router(web::Web { app: site.test.app.clone() }).expect("a router"));
    for path in &pages {
        assert_eq!(nobody.get(path).await.status, StatusCode::SEE_OTHER, "{path}: to the sign-in page");
        assert_eq!(site.browser.get(path).await.status, StatusCode::OK, "{path}");
    }
}

#[tokio::test]
async fn u27_a_round_sets_its_own_rules_for_files_with_a_reason_and_a_history() {
    let mut site = Site::new().await;
    site.scheduled().await;
    let path = format!("/nasional/{SLUG}/berkas");
    let version = site.version("berkas").await;
    let mut fields = vec![
        ("version", version.as_str()),
        ("max_file", "2 GB"),
        ("max_office", "banyak"),
        ("grace", "1441"),
        ("reason", ""),
    ];
    let page = site.browser.post(&path, &fields).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.one(".govuk-error-summary").contains("Tulis ukuran dengan satuan"), "{}", page.text());
    assert_eq!(page.attributes("input[name=max_office]", "value"), ["banyak"], "what was typed is kept");
    fields[2].1 = "8 GB";
    let page = site.browser.post(&path, &fields).await;
    let summary = page.one(".govuk-error-summary");
    for words in ["Tulis ukuran dari 1 KB sampai 1 GB.", "dari 0 sampai 1.440", "Isian ini wajib diisi."] {
        assert!(summary.contains(words), "{words}: {summary}");
    }
    (fields[1].1, fields[3].1, fields[4].1) = ("5 MB", "45", "Jaringan lambat");
    let page = site.browser.post(&path, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
    let page = site.browser.get(&format!("/nasional/{SLUG}")).await;
    let text = page.text();
    for words in ["5 MB", "8 GB", "45 menit", "Aturan berkas diubah", "Alasan: Jaringan lambat"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(text.contains("Paling besar satu berkas: 5 MB (sebelumnya pengaturan pengelola)"), "{text}");
    let form = site.browser.get(&path).await;
    let values: Vec<String> = ["max_file", "max_office", "grace"]
        .iter()
        .flat_map(|name| form.attributes(&format!("input[name={name}]"), "value"))
        .collect();
    assert_eq!(values, ["5 MB", "8 GB", "45"]);
    // An old form meets the newer version.
    let page = site.browser.post(&path, &fields).await;
    assert_eq!(page.status, StatusCode::CONFLICT);
    // Emptied, the operator's settings hold again; the offices have been told both times.
    let version = site.version("berkas").await;
    let fields = [("version", version.as_str()), ("reason", "Kembali")];
    assert_eq!(site.browser.post(&path, &fields).await.status, StatusCode::SEE_OTHER);
    let mut officer = site.somebody("petugas", Role::Officer, "62.06").await;
    assert!(!officer.get("/pemberitahuan").await.text().contains("Aturan berkas"), "came later");
    let page = site.browser.get(&format!("/nasional/{SLUG}")).await;
    assert!(page.text().contains("20 MB (pengaturan pengelola)"));
}
