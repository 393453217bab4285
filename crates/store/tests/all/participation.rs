//! Who takes part in a round, and who is to be told of it.

use domain::assessment::AssessmentState;
use domain::body::{Body, Level, ServiceHours, Slug, Zone};
use domain::ids::{GuidelineId, InstrumentId, NoticeId, PersonId, RoundId, SchemeId};
use domain::person::{Grant, Login, Role};
use domain::random::Seeded;
use domain::round::RoundState;
use jiff::Timestamp;
use sql::Tx;
use store::body::Placed;
use store::instrument::Document;
use store::participation;
use store::person::Person;
use store::round::{Guideline, Round};

const AT: Timestamp = Timestamp::UNIX_EPOCH;

async fn body(tx: &mut Tx, code: &str, above: &[&str], zone: Zone) {
    let above: Vec<_> = above.iter().map(|code| code.parse().expect("a code")).collect();
    let body = Body {
        code: code.parse().expect("a code"),
        name: code.to_owned(),
        office_name: format!("Bawaslu {code}"),
        level: Level::Regency,
        parent: above.first().cloned(),
        category: String::new(),
        zone,
        slug: Slug::from_name(&format!("b {code}")).expect("a slug"),
        address: String::new(),
        hours: ServiceHours::default(),
        whatsapp: None,
        email: String::new(),
        position: None,
        site: String::new(),
        request_form: String::new(),
    };
    store::body::put(tx, &Placed { body, above }).await.expect("the body is written");
}

async fn person(tx: &mut Tx, login: &str, roles: &[(Role, &str)]) -> PersonId {
    let seed = login.bytes().fold(1_u64, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let id = PersonId::new(AT, &Seeded::new(seed));
    let login = Login::parse(login).expect("a login");
    let person = Person {
        id,
        name: login.as_str().to_owned(),
        login,
        email: String::new(),
        password: None,
        language: None,
        disabled_at: None,
    };
    store::person::insert(tx, &person, AT).await.expect("the person is written");
    for (role, body) in roles {
        let grant = Grant { role: *role, body: body.parse().expect("a code") };
        store::person::grant(tx, id, &grant, AT).await.expect("the role is written");
    }
    id
}

fn document<Id>(id: Id) -> Document<Id> {
    Document {
        id,
        code: "contoh".to_owned(),
        edition: String::new(),
        version: 1,
        title: "Contoh".to_owned(),
        source: "isi".to_owned(),
        sha256: String::new(),
        reason: String::new(),
        created_by: None,
        created_at: AT,
    }
}

/// RI, one province with two offices of which one takes part, and another province.
async fn round(tx: &mut Tx) -> RoundId {
    body(tx, "00", &[], Zone::Wib).await;
    body(tx, "62", &["00"], Zone::Wib).await;
    body(tx, "62.06", &["62", "00"], Zone::Wita).await;
    body(tx, "62.07", &["62", "00"], Zone::Wita).await;
    body(tx, "6", &["00"], Zone::Wib).await;
    let random = Seeded::new(3);
    let (instrument, scheme) = (InstrumentId::new(AT, &random), SchemeId::new(AT, &random));
    store::instrument::insert_instrument(tx, &document(instrument)).await.expect("the instrument is written");
    store::instrument::insert_scheme(tx, &document(scheme)).await.expect("the scheme is written");
    let round = Round {
        id: RoundId::new(AT, &random),
        slug: "uji".to_owned(),
        title: "Uji".to_owned(),
        year: 2024,
        owner: "00".parse().expect("a code"),
        instrument,
        scheme,
        previous: None,
        zone: Zone::Wib,
        state: RoundState::Draft,
        version: 1,
        files: domain::file_rules::OwnFileRules::default(),
        rules: domain::rules::RoundRules::default(),
    };
    store::round::insert(tx, &round, None, AT).await.expect("the round is written");
    store::assessment::invite(tx, round.id, "62.06").await.expect("the body is invited");
    round.id
}

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn those_concerned_are_the_people_of_the_participants_and_the_verifiers_above(db: Db) {
        let mut tx = db.write().await.expect("a transaction");
        let round = round(&mut tx).await;
        let officer = person(&mut tx, "petugas", &[(Role::Officer, "62.06"), (Role::Ppid, "62.06")]).await;
        let leader = person(&mut tx, "pimpinan", &[(Role::Leader, "62.06")]).await;
        let verifier = person(&mut tx, "verifikator", &[(Role::Verifier, "62")]).await;
        let root = person(&mut tx, "verifikator.ri", &[(Role::Verifier, "00")]).await;
        person(&mut tx, "tetangga", &[(Role::Ppid, "62.07")]).await;
        person(&mut tx, "sesama", &[(Role::Verifier, "62.06"), (Role::Superior, "62.06")]).await;
        // The code of this province is the beginning of the other's.
        person(&mut tx, "provinsi.lain", &[(Role::Verifier, "6")]).await;
        let gone = person(&mut tx, "keluar", &[(Role::Leader, "62.06")]).await;
        store::person::set_disabled(&mut tx, gone, Some(AT)).await.expect("an update");
        let told = participation::concerned(&mut tx, round).await.expect("a query");
        let mut ids: Vec<PersonId> = told.iter().map(|found| found.person.id).collect();
        let mut expected = vec![officer, leader, verifier, root];
        ids.sort();
        expected.sort();
        assert_eq!(ids, expected);
        let of_officer = told.iter().find(|found| found.person.id == officer).expect("the officer");
        assert_eq!(of_officer.zone, Zone::Wita);
        let at_body = participation::concerned_at(&mut tx, "62.06").await.expect("a query");
        let mut ids: Vec<PersonId> = at_body.iter().map(|found| found.person.id).collect();
        ids.sort();
        assert_eq!(ids, expected);
        assert_eq!(participation::concerned_at(&mut tx, "62.07").await.expect("a query").len(), 3);
    }

    async fn progress_counts_by_parent_and_state(db: Db) {
        let mut tx = db.write().await.expect("a transaction");
        let round = round(&mut tx).await;
        store::assessment::invite(&mut tx, round, "62.07").await.expect("the body is invited");
        store::assessment::invite(&mut tx, round, "62").await.expect("the body is invited");
        let mut begun = store::assessment::lock(&mut tx, round, "62.07").await.expect("a query").expect("a row");
        begun.state = AssessmentState::InProgress;
        store::assessment::update(&mut tx, &begun).await.expect("an update");
        let found = participation::progress(&mut tx, round).await.expect("a query");
        let lines: Vec<_> = found
            .iter()
            .map(|line| (line.parent_name.as_deref().unwrap_or_default(), line.state.code(), line.count))
            .collect();
        assert_eq!(
            lines,
            [("Bawaslu 00", "invited", 1), ("Bawaslu 62", "in_progress", 1), ("Bawaslu 62", "invited", 1)]
        );
        let bodies = participation::bodies(&mut tx, round).await.expect("a query");
        let codes: Vec<&str> = bodies.iter().map(|placed| placed.body.code.as_str()).collect();
        assert_eq!(codes, ["62", "62.06", "62.07"]);
        assert!(store::answer::counts(&mut tx, round).await.expect("a query").is_empty());
    }

    async fn lists_leave_the_sources_out(db: Db) {
        let mut tx = db.write().await.expect("a transaction");
        round(&mut tx).await;
        let instruments = store::instrument::instruments(&mut tx).await.expect("a query");
        let schemes = store::instrument::schemes(&mut tx).await.expect("a query");
        assert_eq!((instruments[0].title.as_str(), instruments[0].source.as_str()), ("Contoh", ""));
        assert_eq!((schemes[0].title.as_str(), schemes[0].source.as_str()), ("Contoh", ""));
        let whole = store::instrument::instrument_by_id(&mut tx, instruments[0].id).await.expect("a query");
        assert_eq!(whole.expect("a row").source, "isi");
    }

    async fn a_removed_guideline_is_not_found(db: Db) {
        let mut tx = db.write().await.expect("a transaction");
        let round = round(&mut tx).await;
        let blob = store::evidence::Blob {
            address: "ab".repeat(32),
            sha256: "cd".repeat(32),
            size: 3,
            media: "pdf".to_owned(),
        };
        store::evidence::put_blob(&mut tx, &blob, AT).await.expect("the blob is written");
        let guideline = Guideline {
            id: GuidelineId::new(AT, &Seeded::new(9)),
            title: "Pedoman".to_owned(),
            file_name: "a.pdf".to_owned(),
            blob: blob.address,
            added_at: AT,
        };
        store::round::insert_guideline(&mut tx, round, &guideline).await.expect("the guideline is written");
        let found = store::round::guideline(&mut tx, round, guideline.id).await.expect("a query");
        assert_eq!(found.expect("a row").title, "Pedoman");
        store::round::remove_guideline(&mut tx, round, guideline.id, AT).await.expect("an update");
        assert!(store::round::guideline(&mut tx, round, guideline.id).await.expect("a query").is_none());
    }

    async fn notices_are_unread_until_they_are_read(db: Db) {
        let mut tx = db.write().await.expect("a transaction");
        let round = round(&mut tx).await;
        let who = person(&mut tx, "petugas", &[]).await;
        let notice = store::notice::Notice {
            id: NoticeId::new(AT, &Seeded::new(5)),
            person: who,
            round: Some(round),
            kind: "round_scheduled".to_owned(),
            data: "{}".to_owned(),
            created_at: AT,
            read_at: None,
        };
        store::notice::insert(&mut tx, &notice).await.expect("the notice is written");
        assert_eq!(store::notice::unread(&mut tx, who).await.expect("a query"), 1);
        store::notice::read_all(&mut tx, who, AT).await.expect("an update");
        assert_eq!(store::notice::unread(&mut tx, who).await.expect("a query"), 0);
        let all = store::notice::of_person(&mut tx, who, 10).await.expect("a query");
        assert_eq!(all[0].read_at, Some(AT));
    }
}
