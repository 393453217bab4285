use jiff::civil::date;

use super::*;

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>PPID</title>
<link>https://lama.example/</link>
<item><title>SK DIP &amp;amp; Lampiran 2025</title><link>https://lama.example/sk-dip/?utm=1#isi</link>
<pubDate>Mon, 03 Mar 2025 09:15:00 +0700</pubDate><guid isPermaLink="false">https://lama.example/?p=12</guid>
<description><![CDATA[<p>Daftar <b>Informasi</b> Publik.</p>]]></description>
<content:encoded><![CDATA[<p>Isi</p><a href="/unduh/SK%20DIP.pdf">Unduh</a> <a href="javascript:alert(1)">x</a>]]></content:encoded>
<enclosure url="https://lama.example/daftar.xlsx" length="1" type="x"/></item>
<item><title>Tanpa alamat</title></item>
</channel></rss>"#;

#[test]
fn a_feed_tells_its_entries() {
    let entries = read_feed(RSS.as_bytes()).unwrap();
    assert_eq!(
        entries,
        [Entry {
            url: "https://lama.example/sk-dip/?utm=1".into(),
            title: "SK DIP & Lampiran 2025".into(),
            summary: "Daftar Informasi Publik.".into(),
            day: Some(date(2025, 3, 3)),
            files: vec![
                "https://lama.example/daftar.xlsx".into(),
                "https://lama.example/unduh/SK%20DIP.pdf".into()
            ],
        }]
    );
}

#[test]
fn atom_is_a_feed_too() {
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">Laporan &lt;i&gt;layanan&lt;/i&gt;</title>
        <link rel="self" href="https://a.example/x.atom"/><link href="https://a.example/laporan"/>
        <link rel="enclosure" href="https://a.example/laporan.pdf"/>
        <updated>2025-01-20T23:30:00+07:00</updated><summary type="xhtml"><div>Tahun <em>2024</em></div></summary></entry></feed>"#;
    let entry = read_feed(atom.as_bytes()).unwrap().remove(0);
    assert_eq!((entry.url.as_str(), entry.title.as_str()), ("https://a.example/laporan", "Laporan layanan"));
    assert_eq!((entry.day, entry.summary.as_str()), (Some(date(2025, 1, 20)), "Tahun 2024"));
    assert_eq!(entry.files, ["https://a.example/laporan.pdf"]);
}

#[test]
fn a_site_map_tells_pages_and_further_maps() {
    let map = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url><loc> https://a.example/profil </loc>\
        <lastmod>2024-12-31</lastmod></url><url><loc>ftp://a.example/x</loc></url>\
        <url><loc>https://a.example/dip.pdf</loc><lastmod>2025-02-01T10:00:00+07:00</lastmod></url></urlset>";
    let map = read_sitemap(map.as_bytes()).unwrap();
    assert_eq!(
        map.pages,
        [
            ("https://a.example/profil".to_owned(), Some(date(2024, 12, 31))),
            ("https://a.example/dip.pdf".to_owned(), Some(date(2025, 2, 1))),
        ]
    );
    let index = "<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>";
    assert_eq!(read_sitemap(index.as_bytes()).unwrap().maps, ["https://a.example/1.xml"]);
}

fn item(id: u32, kind: &str, more: &str) -> String {
    format!(
        "<item><title>Judul {id}</title><link>https://w.example/{id}/</link><wp:post_id>{id}</wp:post_id>\
         <wp:post_type>{kind}</wp:post_type>{more}</item>"
    )
}

#[test]
fn an_export_gives_what_was_public_with_its_attachments() {
    let publish = "<wp:status>publish</wp:status>";
    let file = |parent: u32, name: &str| {
        format!(
            "<wp:status>inherit</wp:status><wp:post_parent>{parent}</wp:post_parent>\
             <wp:attachment_url>https://w.example/wp-content/{name}</wp:attachment_url>"
        )
    };
    let items = [
        item(1, "post", publish),
        item(2, "post", "<wp:status>draft</wp:status>"),
        item(3, "page", &format!("{publish}<wp:post_password>rahasia</wp:post_password>")),
        item(4, "nav_menu_item", publish),
        item(5, "attachment", &file(1, "sk.pdf")),
        item(6, "attachment", &file(2, "rancangan.pdf")),
        item(7, "attachment", &file(0, "dip.xlsx")),
        item(8, "attachment", &file(0, "foto.jpg")),
        item(9, "page", "<wp:status>private</wp:status>"),
        item(10, "attachment", &file(0, "dibuang.pdf").replace("inherit", "trash")),
        item(11, "attachment", &file(1, "tertutup.pdf").replace("inherit", "private")),
    ];
    let wxr = format!(
        "<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel>{}</channel></rss>",
        items.concat()
    );
    let entries = read_wxr(wxr.as_bytes()).unwrap();
    let seen: Vec<(&str, Vec<&str>)> = entries
        .iter()
        .map(|entry| (entry.url.as_str(), entry.files.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(
        seen,
        [
            ("https://w.example/1/", vec!["https://w.example/wp-content/sk.pdf"]),
            ("https://w.example/wp-content/dip.xlsx", vec!["https://w.example/wp-content/dip.xlsx"]),
        ]
    );
}

#[test]
fn a_page_tells_its_title_day_and_documents() {
    let html = "<title>Laporan  Layanan</title><meta name=description content='Ringkasan tahun 2024'>\
        <meta property=article:published_time content='2025-01-20T08:00:00+07:00'><a href=/a/laporan.pdf>PDF</a><a href=/x>x</a>";
    let entry = read_page(html.as_bytes(), "https://a.example/laporan");
    assert_eq!((entry.title.as_str(), entry.summary.as_str()), ("Laporan Layanan", "Ringkasan tahun 2024"));
    assert_eq!(
        (entry.day, entry.files),
        (Some(date(2025, 1, 20)), vec!["https://a.example/a/laporan.pdf".to_owned()])
    );
}

#[test]
fn what_is_none_of_them_is_refused() {
    let deep = "<a>".repeat(100);
    for (bytes, error) in [
        ("", HarvestError::NotXml),
        ("bukan XML", HarvestError::NotXml),
        ("<rss><channel><item>", HarvestError::NotXml),
        ("<rss></channel></rss>", HarvestError::NotXml),
        ("<html><body>halo</body></html>", HarvestError::OtherKind),
        (deep.as_str(), HarvestError::TooLarge),
    ] {
        assert_eq!(read_feed(bytes.as_bytes()), Err(error), "{bytes:.40}");
    }
    assert_eq!(read_wxr(RSS.as_bytes()), Err(HarvestError::OtherKind), "a feed is no export");
    assert_eq!(read_sitemap(RSS.as_bytes()), Err(HarvestError::OtherKind));
}

#[test]
fn entities_that_a_file_declares_stand_for_nothing() {
    let bomb = "<!DOCTYPE rss [<!ENTITY a \"x\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
        <rss><item><title>A&b;&f;B&#33;</title><link>https://a.example/</link></item></rss>";
    assert_eq!(read_feed(bomb.as_bytes()).unwrap()[0].title, "AB!");
}

#[test]
fn titles_come_from_addresses_where_there_are_none() {
    for (url, title) in [
        ("https://a.example/unduh/SK%20DIP_2025.pdf?v=1", "SK DIP 2025"),
        ("https://a.example/daftar-informasi-publik/", "Daftar informasi publik"),
        ("https://a.example/", ""),
    ] {
        assert_eq!(title_of(url), title, "{url}");
    }
    assert!(
        is_document("https://a.example/x.PDF?y")
            && !is_document("https://a.example/pdf")
            && !is_document("https://a.example/.pdf")
    );
}

#[test]
fn days_are_read_as_they_were_written() {
    for (text, found) in [
        ("Mon, 03 Mar 2025 23:15:00 +0000", Some(date(2025, 3, 3))),
        ("Sun, 03 Mar 2025 23:15:00 GMT", Some(date(2025, 3, 3))),
        ("2025-01-20T23:30:00+07:00", Some(date(2025, 1, 20))),
        ("2025-01-20 08:00:00", Some(date(2025, 1, 20))),
        ("2025-02-30", None),
        ("kemarin", None),
        ("", None),
    ] {
        assert_eq!(day(text), found, "{text}");
    }
}
