//! Bodies.

use domain::body::{Body, Level, Slug, Zone};
use store::body::{self, Placed};

fn placed(code: &str, name: &str, above: &[&str]) -> Placed {
    let above: Vec<_> = above.iter().map(|code| code.parse().expect("a code")).collect();
    let body = Body {
        code: code.parse().expect("a code"),
        name: name.to_owned(),
        office_name: format!("Bawaslu {name}"),
        level: Level::Regency,
        parent: above.first().cloned(),
        category: "uji".to_owned(),
        zone: Zone::Wita,
        slug: Slug::from_name(name).expect("a slug"),
        address: "Jl. Uji 1".to_owned(),
        hours: "senin-kamis 08.00-16.00".parse().expect("hours"),
        whatsapp: Some("0812-3456-7890".parse().expect("a number")),
        email: "ppid@example.id".to_owned(),
        position: "-1.8861, 113.4002".parse().ok(),
        site: "https://katingan.go.id".into(),
        request_form: "https://eppid.go.id/62.06".into(),
    };
    Placed { body, above }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn a_body_comes_back_as_it_was_put(db: Db) {
        let mut tx = db.write().await.unwrap();
        let root = placed("00", "RI", &[]);
        let province = placed("32", "Jawa Barat", &["00"]);
        let regency = placed("32.01", "Kabupaten Bogor", &["32", "00"]);
        for placed in [&root, &province, &regency] {
            body::put(&mut tx, placed).await.unwrap();
        }
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        assert_eq!(body::by_code(&mut conn, "32.01").await.unwrap(), Some(regency.clone()));
        assert_eq!(body::by_slug(&mut conn, "kabupaten-bogor").await.unwrap(), Some(regency));
        assert_eq!(body::all(&mut conn).await.unwrap().len(), 3);
        assert_eq!(body::children(&mut conn, Some("00")).await.unwrap(), [province.body]);
        assert_eq!(body::children(&mut conn, None).await.unwrap(), [root.body]);
    }

    async fn d21_two_bodies_of_one_name_are_two(db: Db) {
        let mut tx = db.write().await.unwrap();
        body::put(&mut tx, &placed("32", "Jawa Barat", &[])).await.unwrap();
        body::put(&mut tx, &placed("32.01", "Kabupaten Bogor", &["32"])).await.unwrap();
        body::put(&mut tx, &placed("32.71", "Kota Bogor", &["32"])).await.unwrap();
        let mut same_slug = placed("32.99", "Kota Bogor", &["32"]);
        same_slug.body.name = "Bogor".to_owned();
        let error = body::put(&mut tx, &same_slug).await.unwrap_err();
        assert!(error.is_unique("body_slug_key"), "{error}");
    }
}
