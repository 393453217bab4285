//! A whole application on a fresh database, with a clock that the test sets and a seed.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use app::password::{Cost, Passwords};
use app::{App, Parts, Principal, Scope, Settings, Via, secret};
use channels::clamd::Clamd;
use channels::probe::Prober;
use channels::whatsapp::CodeSender;
use channels::{Mailer, OutgoingMail};
use domain::body::{Body, Level, ServiceHours, Slug, Zone};
use domain::clock::{Clock, SteadyClock};
use domain::codes::BodyCode;
use domain::ids::{PersonId, SessionId, TokenId};
use domain::person::{Grant, Login, Role};
use domain::random::Seeded;
use jiff::{SignedDuration, Timestamp};
use secrecy::ExposeSecret as _;
use sql::{Db, Url};
use store::body::Placed;
use store::person::Person;
use store::token::ApiToken;
use tempfile::TempDir;

/// A clock that stands still until the test moves it.
#[derive(Debug, Clone)]
pub struct TestClock(Arc<Mutex<Timestamp>>);

impl TestClock {
    /// Sets the time.
    pub fn set(&self, now: Timestamp) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = now;
    }

    /// Moves the time on.
    ///
    /// # Panics
    /// When the time leaves the calendar.
    pub fn advance(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = now.checked_add(by).expect("a time in the calendar");
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Where every test starts: Monday 10 June 2024, 09.00 WIB.
pub const START: &str = "2024-06-10T09:00:00+07:00";
/// The password of everybody made by [`TestApp::person`].
pub const PASSWORD: &str = "rawa gambut Katingan pagi";

/// An application for a test. Its folder goes when it is dropped.
pub struct TestApp {
    /// The application.
    pub app: App,
    /// Its clock.
    pub clock: TestClock,
    /// What it sent.
    pub mail: Arc<Mutex<Vec<OutgoingMail>>>,
    hasher: Passwords,
    folder: TempDir,
}

impl TestApp {
    /// On a fresh SQLite file.
    ///
    /// # Panics
    /// When the file cannot be made.
    pub async fn sqlite() -> Self {
        Self::sqlite_with(Settings::default()).await
    }

    /// As [`Self::sqlite`], with other settings.
    ///
    /// # Panics
    /// When the file cannot be made.
    pub async fn sqlite_with(settings: Settings) -> Self {
        Self::sqlite_on(settings, Outside::default()).await
    }

    /// As [`Self::sqlite`], where links are looked at.
    ///
    /// # Panics
    /// When the file cannot be made.
    pub async fn sqlite_looking(prober: Prober) -> Self {
        Self::sqlite_on(Settings::default(), Outside { prober, ..Outside::default() }).await
    }

    /// As [`Self::sqlite`], with a virus scanner.
    ///
    /// # Panics
    /// When the file cannot be made.
    pub async fn sqlite_scanned(clamd: Clamd) -> Self {
        Self::sqlite_on(Settings::default(), Outside { clamd: Some(clamd), ..Outside::default() }).await
    }

    /// As [`Self::sqlite`], with something that sends codes to WhatsApp numbers.
    ///
    /// # Panics
    /// When the file cannot be made.
    pub async fn sqlite_texting(whatsapp: Arc<dyn CodeSender>) -> Self {
        Self::sqlite_on(Settings::default(), Outside { whatsapp: Some(whatsapp), ..Outside::default() }).await
    }

    async fn sqlite_on(settings: Settings, outside: Outside) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let db = fresh(&folder).await;
        Self::on(db, folder, settings, outside).await
    }

    /// On a database that a test of both engines brings.
    ///
    /// # Panics
    /// When the folder for files cannot be made.
    pub async fn with_db(db: Db) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self::on(db, folder, Settings::default(), Outside::default()).await
    }

    /// As [`Self::with_db`], with other settings.
    ///
    /// # Panics
    /// When the folder for files cannot be made.
    pub async fn with_db_and(db: Db, settings: Settings) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self::on(db, folder, settings, Outside::default()).await
    }

    /// As [`Self::with_db`], where links are looked at.
    ///
    /// # Panics
    /// When the folder for files cannot be made.
    pub async fn with_db_looking(db: Db, prober: Prober) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Self::on(db, folder, Settings::default(), Outside { prober, ..Outside::default() }).await
    }

    /// Another replica on the same database and files, with a clock of its own that stands where this one stands, and never
    /// goes back however the test sets it: as the program runs.
    ///
    /// # Panics
    /// When the folder for files cannot be opened.
    pub async fn replica(&self) -> (App, TestClock) {
        let clock = TestClock(Arc::new(Mutex::new(self.clock.now())));
        let random = Arc::new(Seeded::new(2025));
        let files = format!("file://{}", self.files_folder().display());
        let files =
            files::Files::open(&files.parse().expect("an address")).await.expect("a folder for files");
        let app = App::new(Parts {
            db: self.app.db().clone(),
            files,
            examiner: files::examiner::Examiner::in_process(inspect::answer),
            clamd: None,
            mailer: Mailer::not_connected(),
            whatsapp: None,
            prober: Prober::off(),
            press: Arc::new(crate::press::PlainPress),
            clock: Arc::new(SteadyClock::new(Arc::new(clock.clone()))),
            passwords: Passwords::new(Cost::QUICK, 2, &*random).expect("a hasher"),
            random,
            settings: Settings::default(),
        });
        (app, clock)
    }

    /// The folder of the file store, for tests that damage it.
    #[must_use]
    pub fn files_folder(&self) -> PathBuf {
        self.folder.path().join("files")
    }

    async fn on(db: Db, folder: TempDir, settings: Settings, outside: Outside) -> Self {
        let start = START.parse().expect("a time");
        let clock = TestClock(Arc::new(Mutex::new(start)));
        let random = Arc::new(Seeded::new(2024));
        let files = format!("file://{}", folder.path().join("files").display());
        let files =
            files::Files::open(&files.parse().expect("an address")).await.expect("a folder for files");
        let (mailer, mail) = Mailer::captured("Terbuka <terbuka@example.id>").expect("a sender");
        let passwords = Passwords::new(Cost::QUICK, 2, &*random).expect("a hasher");
        let app = App::new(Parts {
            db,
            files,
            examiner: files::examiner::Examiner::in_process(inspect::answer),
            clamd: outside.clamd,
            mailer,
            whatsapp: outside.whatsapp,
            prober: outside.prober,
            press: Arc::new(crate::press::PlainPress),
            clock: Arc::new(clock.clone()),
            random,
            settings,
            passwords,
        });
        let hasher = Passwords::new(Cost::QUICK, 2, &Seeded::new(1)).expect("a hasher");
        Self { app, clock, mail, hasher, folder }
    }

    /// Adds a body under a parent that is there already (or a root).
    ///
    /// # Panics
    /// When the parent is not there or the code is taken by a body of another kind.
    pub async fn body(&self, code: &str, name: &str, parent: Option<&str>) -> Placed {
        let mut tx = self.app.db().write().await.expect("a transaction");
        let (level, above) = match parent {
            None => (Level::National, vec![]),
            Some(parent) => {
                let parent = store::body::by_code(&mut tx, parent).await.expect("a query").expect("a parent");
                let level = if parent.above.is_empty() { Level::Province } else { Level::Regency };
                (level, [vec![parent.body.code], parent.above].concat())
            }
        };
        let body = Body {
            code: code.parse().expect("a code"),
            name: name.to_owned(),
            office_name: self.app.settings().office_names.of(&level, name),
            level,
            parent: above.first().cloned(),
            category: String::new(),
            zone: Zone::Wib,
            slug: Slug::from_name(name).expect("a slug"),
            address: String::new(),
            hours: ServiceHours::default(),
            whatsapp: None,
            email: String::new(),
            position: None,
            site: String::new(),
            request_form: String::new(),
        };
        let placed = Placed { body, above };
        store::body::put(&mut tx, &placed).await.expect("the body is written");
        tx.commit().await.expect("a commit");
        placed
    }

    /// RI, Kalimantan Tengah with Katingan and Palangka Raya, Kalimantan Selatan with Tanah Laut.
    pub async fn small_tree(&self) {
        self.body("00", "Bawaslu RI", None).await;
        self.body("62", "Kalimantan Tengah", Some("00")).await;
        self.body("62.06", "Kabupaten Katingan", Some("62")).await;
        self.body("62.71", "Kota Palangka Raya", Some("62")).await;
        self.body("63", "Kalimantan Selatan", Some("00")).await;
        self.body("63.01", "Kabupaten Tanah Laut", Some("63")).await;
    }

    /// Adds a person who can sign in with [`PASSWORD`], with one role.
    ///
    /// # Panics
    /// When the name is taken or the body is not there.
    pub async fn person(&self, login: &str, role: Role, body: &str) -> Principal {
        let now = self.app.now();
        let hash = self.hasher.hash(PASSWORD.to_owned().into(), &Seeded::new(1)).await.expect("a hash");
        let login = Login::parse(login).expect("a login");
        let id = PersonId::new(now, &Seeded::new(seed(login.as_str())));
        let person = Person {
            id,
            name: format!("{login} ({role})"),
            login,
            email: String::new(),
            password: Some(hash),
            language: None,
            disabled_at: None,
        };
        let grant = Grant { role, body: body.parse::<BodyCode>().expect("a code") };
        let mut tx = self.app.db().write().await.expect("a transaction");
        store::person::insert(&mut tx, &person, now).await.expect("the person is written");
        store::person::grant(&mut tx, id, &grant, now).await.expect("the role is written");
        tx.commit().await.expect("a commit");
        Principal {
            person: id,
            login: person.login,
            name: person.name,
            language: None,
            grants: vec![grant],
            via: Via::Session(SessionId::new(now, &Seeded::new(1))),
        }
    }

    /// Gives somebody made by [`Self::person`] a further role.
    ///
    /// # Panics
    /// When there is no such person or body.
    pub async fn grant(&self, login: &str, role: Role, body: &str) {
        let login = Login::parse(login).expect("a login");
        let grant = Grant { role, body: body.parse::<BodyCode>().expect("a code") };
        let mut tx = self.app.db().write().await.expect("a transaction");
        let person = store::person::by_login(&mut tx, &login).await.expect("a query").expect("a person");
        store::person::grant(&mut tx, person.id, &grant, self.app.now()).await.expect("the role is written");
        tx.commit().await.expect("a commit");
    }
}

impl TestApp {
    /// A token for programs of a person, with these scopes, that lives for a day.
    ///
    /// # Panics
    /// When the person is not there.
    pub async fn token(&self, who: &Principal, scopes: &[Scope]) -> String {
        let now = self.app.now();
        let scopes: Vec<String> = scopes.iter().map(|scope| scope.code().to_owned()).collect();
        // Another secret for each person, set of scopes and time.
        let random = Seeded::new(seed(&format!("{}{scopes:?}{now}", who.person)));
        let secret = secret::new(&random);
        let token = ApiToken {
            id: TokenId::new(now, &random),
            person: who.person,
            name: "test".to_owned(),
            scopes,
            created_at: now,
            expires_at: now.checked_add(SignedDuration::from_hours(24)).expect("a time in the calendar"),
            revoked_at: None,
        };
        let mut tx = self.app.db().write().await.expect("a transaction");
        store::token::insert(&mut tx, &token, &secret::hash(&secret)).await.expect("the token is written");
        tx.commit().await.expect("a commit");
        secret.expose_secret().to_owned()
    }
}

/// What is outside of the program; by default nothing answers there.
struct Outside {
    prober: Prober,
    clamd: Option<Clamd>,
    whatsapp: Option<Arc<dyn CodeSender>>,
}

impl Default for Outside {
    fn default() -> Self {
        Self { prober: Prober::off(), clamd: None, whatsapp: None }
    }
}

async fn fresh(folder: &TempDir) -> Db {
    let url = Url::sqlite(folder.path().join("test.db"));
    let db = Db::open(&url, &sql::Options::default()).await.expect("a database");
    db.migrate(store::MIGRATIONS).await.expect("the migrations");
    db
}

fn seed(text: &str) -> u64 {
    text.bytes().fold(7, |sum, byte| sum.wrapping_mul(31).wrapping_add(u64::from(byte)))
}
