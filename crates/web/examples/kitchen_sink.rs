//! Every component on one page, to look at and to test in a browser:
//! `cargo run -p web --example kitchen_sink` prints the address. `/` is Indonesian, `/?bahasa=en` English,
//! `/tinjau` the review layout, `/tertolak` the page of a refused request.

use std::net::Ipv4Addr;

use askama::Template;
use axum::Router;
use axum::extract::OriginalUri;
use axum::middleware::from_fn_with_state;
use axum::response::{Html as Body, Response};
use axum::routing::{get, post};
use http::StatusCode;
use i18n::{Lang, Texts};
// The layout's template names the assets from the root of the crate that it is compiled in.
use web::assets;
use web::components::{
    Action, BackLink, Breadcrumbs, Button, Cell, CharacterCount, Checkboxes, Choice, Crumb, DateInput,
    DateItem, Details, ErrorLink, Fieldset, FileUpload, Html, Input, InsetText, Label, Legend, NavItem,
    NotificationBanner, PageItem, PageStep, Pagination, Panel, PasswordInput, PhaseBanner, Radios, Select,
    SelectItem, SummaryList, SummaryRow, Table, Tag, Task, TaskList, TaskStatus, Textarea, WarningText,
};
use web::headers::{HeaderPolicy, report_routes, secure};
use web::page::{Flash, PhaseLine, Shell, SignedIn, render};
use web::{assets as web_assets, csrf};

#[derive(Template)]
#[template(path = "examples/kitchen_sink.html")]
struct KitchenSink {
    shell: Shell,
    tasks: TaskList,
    answers: SummaryList,
    shares: Table,
    bars: Vec<(&'static str, u8, u16)>,
    tiles: Vec<(usize, usize, &'static str, u8)>,
}

#[derive(Template)]
#[template(path = "examples/review.html")]
struct Review {
    shell: Shell,
}

fn shell(uri: &http::Uri) -> Shell {
    let english = uri.query().is_some_and(|query| query.contains("bahasa=en"));
    let t = Texts::new(if english { Lang::En } else { Lang::Id });
    let mut shell = Shell::new(t, uri.to_string()).with_htmx();
    "Bawaslu Kabupaten Kotawaringin Timur".clone_into(&mut shell.office);
    shell.person =
        Some(SignedIn { name: "Siti Nurhaliza Rahmawati".to_owned(), sign_out: "/keluar".to_owned() });
    shell.navigation = [("Beranda", true), ("Kuesioner", false), ("Hasil", false), ("Permohonan", false)]
        .map(|(text, active)| NavItem::new(text, "/", active))
        .into();
    shell.phase = Some(PhaseLine {
        name: "Pengisian SAQ".to_owned(),
        until: "Jumat, 27 November 2026 pukul 23.59 WIB".to_owned(),
    });
    shell
}

fn tasks() -> TaskList {
    let started = || TaskStatus::open(Tag::new("Sedang diisi").colour("yellow"));
    TaskList::new(
        "indikator",
        [
            Task::new("Mengumumkan informasi publik", "/", TaskStatus::done("Selesai"))
                .hint("12 dari 12 pertanyaan"),
            Task::new("Menyediakan dokumen", "/", started()).hint("3 dari 9 pertanyaan"),
            Task::new("Pelayanan permohonan", "/", TaskStatus::open(Tag::new("Belum"))),
            Task::new("Kelembagaan", "/", TaskStatus::open(Tag::new("Ada masalah").colour("red"))),
            Task::closed("Kirim penilaian mandiri", TaskStatus::cannot_start("Belum dapat dimulai")),
        ],
    )
}

fn answers() -> SummaryList {
    SummaryList::new([
        SummaryRow::new("A1. Profil badan publik", "Ada, lengkap").action(Action::new(
            "Ganti",
            "jawaban A1",
            "/",
        )),
        SummaryRow::new(
            "Tautan",
            "https://kotimkab.example.id/ppid/profil/yang-sangat-panjang-sekali-tanpa-spasi",
        )
        .action(Action::new("Ganti", "tautan A1", "/")),
    ])
    .card("Mengumumkan informasi publik")
}

fn shares() -> Table {
    let row = |category: &str, offices: &str, share: &str| {
        vec![
            Cell::new(category),
            Cell::number(offices).stacked_label("Kantor"),
            Cell::number(share).stacked_label("Bagian"),
        ]
    };
    let head = [Cell::new("Kategori"), Cell::number("Kantor"), Cell::number("Bagian")];
    let rows = [row("Informatif", "154", "30,0 %"), row("Menuju Informatif", "201", "39,1 %")];
    Table::new("Kategori nasional", head, rows).first_cell_is_header().class("tb-table--stack")
}

async fn page(OriginalUri(uri): OriginalUri) -> Response {
    let mut shell = shell(&uri).with_errors(true);
    shell.flash = Some(Flash::Success("Jawaban A1 tersimpan.".to_owned()));
    let page = KitchenSink {
        shell,
        tasks: tasks(),
        answers: answers(),
        shares: shares(),
        bars: vec![("Informatif", 1, 30), ("Menuju Informatif", 2, 39), ("Tidak Informatif", 5, 8)],
        tiles: vec![
            (0, 0, "AC", 1),
            (1, 0, "SU", 2),
            (2, 0, "RI", 3),
            (0, 1, "SB", 4),
            (1, 1, "JA", 5),
            (2, 1, "KT", 0),
        ],
    };
    render(StatusCode::OK, &page)
}

async fn review(OriginalUri(uri): OriginalUri) -> Response {
    let mut shell = shell(&uri);
    shell.wide = true;
    render(StatusCode::OK, &Review { shell })
}

async fn saved() -> Body<&'static str> {
    Body("Tersimpan 14.32 WIB")
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let policy = HeaderPolicy::new(false, None)?;
    let pages = Router::new()
        .route("/", get(page).post(saved))
        .route("/tinjau", get(review))
        .route("/simpan", post(saved))
        .merge(web_assets::routes())
        .merge(report_routes());
    let app = csrf::protect(pages).layer(from_fn_with_state(policy, secure));
    let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, app).await?;
    Ok(())
}
