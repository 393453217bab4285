//! Articles: what the public sees by query is what the rule says.

use domain::codes::BodyCode;
use domain::content::{ArticleState, Kind, Writing, is_public};
use domain::ids::{ArticleId, PersonId};
use domain::person::Role;
use domain::random::Seeded;
use jiff::{SignedDuration, Timestamp};
use store::content::{self, Article, Choice};
use testkit::TestApp;

fn article(now: Timestamp, number: u64, body: &str, kind: Kind, state: ArticleState) -> Article {
    Article {
        id: ArticleId::new(now, &Seeded::new(number)),
        reference: format!("TUL-24-0000-{number:04}-0"),
        body: body.parse().unwrap(),
        kind,
        name: format!("nama-{number}"),
        state,
        revision: 1,
        edition: 1,
        offered: false,
        created_at: now,
        changed_at: now,
        withdrawn_at: None,
        withdrawn_reason: String::new(),
        original: None,
        language: String::new(),
    }
}

/// An article with an edition that becomes visible at a minute, or is being written still.
async fn put(tx: &mut sql::Conn, article: &Article, visible_from: Option<Timestamp>, by: PersonId) {
    assert!(content::insert(tx, article).await.unwrap());
    content::update(tx, article).await.unwrap();
    let writing = Writing { title: article.name.clone(), ..Writing::default() };
    content::put_edition(tx, article.id, 1, &writing).await.unwrap();
    if let Some(from) = visible_from {
        content::publish(tx, article.id, 1, (article.created_at, by), from, "").await.unwrap();
    }
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn z08_queries_and_the_rule_show_the_same(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let by = test.person("ppid.katingan", Role::Ppid, "62.06").await.person;
        let now = test.app.now();
        let hour = SignedDuration::from_hours(1);
        let mut tx = db.write().await.unwrap();
        let mut number = 0;
        let mut expected = Vec::new();
        for state in ArticleState::ALL {
            for visible_from in [None, Some(now - hour), Some(now), Some(now + hour)] {
                number += 1;
                let one = article(now, number, "62.06", Kind::News, state);
                put(&mut tx, &one, visible_from, by).await;
                if is_public(state, visible_from, now) {
                    expected.push(one.name);
                }
            }
        }
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let names = |found: &[content::PublicArticle]| {
            let mut names: Vec<String> = found.iter().map(|one| one.article.name.clone()).collect();
            names.sort();
            names
        };
        expected.sort();
        assert_eq!(expected.len(), 4);
        let listed = content::public_list(&mut conn, "62.06", &[], Kind::News, now).await.unwrap();
        let (news, total) = content::public_news(&mut conn, "62.06", now, (0, 100)).await.unwrap();
        assert_eq!((names(&listed), names(&news), total), (expected.clone(), expected.clone(), 4));
        for number in 1..=16 {
            let name = format!("nama-{number}");
            let one = content::public_one(&mut conn, "62.06", &[], Kind::News, &name, now).await.unwrap();
            assert_eq!(one.len(), usize::from(expected.contains(&name)), "{name}");
        }
        let existing = content::existing(&mut conn, "62.06", &[], now).await.unwrap();
        assert_eq!(existing.len(), 1, "one kind");
        assert_eq!(content::existing(&mut conn, "62.71", &[], now).await.unwrap(), []);
        let offices = content::public_offices(&mut conn, now).await.unwrap();
        assert_eq!(offices, [("kabupaten-katingan".to_owned(), now)]);
        // The newest comes first, page by page.
        let (first, _) = content::public_news(&mut conn, "62.06", now, (0, 1)).await.unwrap();
        assert_eq!(first[0].since, now);
    }

    async fn what_is_offered_is_shown_below_unless_an_office_leaves_it_out(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let by = test.person("ppid.katingan", Role::Ppid, "62.06").await.person;
        let now = test.app.now();
        let codes = |codes: &[&str]| codes.iter().map(|code| code.parse().unwrap()).collect::<Vec<BodyCode>>();
        let (above, other) = (codes(&["62", "00"]), codes(&["63", "00"]));
        let offered = |number, body| Article { offered: true, ..article(now, number, body, Kind::Question, ArticleState::Published) };
        let (root, province) = (offered(1, "00"), offered(2, "62"));
        let kept = article(now, 3, "00", Kind::Question, ArticleState::Published);
        let mut tx = db.write().await.unwrap();
        for one in [&root, &province, &kept] {
            put(&mut tx, one, Some(now), by).await;
        }
        let code: BodyCode = "62.06".parse().unwrap();
        let hide = Choice { revision: 1, hidden: true, addition: String::new() };
        assert!(content::put_choice(&mut tx, &code, root.id, &hide, (now, by)).await.unwrap());
        assert!(!content::put_choice(&mut tx, &code, root.id, &hide, (now, by)).await.unwrap(), "a late one");
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let shown = async |conn: &mut sql::Conn, body: &str, above: &[BodyCode]| {
            let found = content::public_list(conn, body, above, Kind::Question, now).await.unwrap();
            found.iter().map(|one| one.article.name.clone()).collect::<Vec<_>>()
        };
        assert_eq!(shown(&mut conn, "62.06", &above).await, ["nama-2"]);
        assert_eq!(shown(&mut conn, "62.71", &above).await, ["nama-2", "nama-1"], "the nearest first");
        assert_eq!(shown(&mut conn, "63.01", &other).await, ["nama-1"]);
        assert_eq!(shown(&mut conn, "00", &[]).await, ["nama-1", "nama-3"]);
        let all = content::offered_to(&mut conn, "62.06", &above, Kind::Question, now).await.unwrap();
        let all: Vec<(&str, bool)> = all.iter().map(|one| (one.article.name.as_str(), one.choice.hidden)).collect();
        assert_eq!(all, [("nama-1", true), ("nama-2", false)], "at the desk what is left out is listed too");
        assert_eq!(content::choice(&mut conn, "62.06", root.id).await.unwrap(), hide);
        assert_eq!(content::choice(&mut conn, "62.71", root.id).await.unwrap(), Choice::default());
    }

    async fn a_published_edition_stays_as_it_was(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        test.small_tree().await;
        let by = test.person("ppid.katingan", Role::Ppid, "62.06").await.person;
        let now = test.app.now();
        let one = article(now, 1, "62.06", Kind::Page, ArticleState::Published);
        let mut tx = db.write().await.unwrap();
        put(&mut tx, &one, Some(now), by).await;
        let other = Writing { title: "Lain".into(), ..Writing::default() };
        assert!(content::put_edition(&mut tx, one.id, 1, &other).await.is_err());
        assert!(content::delete_edition(&mut tx, one.id, 1).await.is_err());
        content::put_edition(&mut tx, one.id, 2, &other).await.unwrap();
        assert_eq!(content::public_edition(&mut tx, one.id, now).await.unwrap().unwrap().number, 1);
        content::delete_edition(&mut tx, one.id, 2).await.unwrap();
        assert_eq!(content::editions(&mut tx, one.id).await.unwrap().len(), 1);
        let again = Article { id: ArticleId::new(now, &Seeded::new(9)), reference: "TUL-24-0000-9999-0".into(), ..one };
        let taken = content::insert(&mut tx, &again).await;
        assert!(matches!(taken, Err(sql::SqlError::Unique { constraint }) if constraint == "article_body_kind_name_key"));
    }
}
