//! Use cases: what a person or the clock does.
//!
//! [`App`] holds what every use case needs. [`App::access`] turns a signed-in person into handles ([`Office`],
//! [`Reviewer`], [`National`], …); a use case is a method of the handle that carries the right to it, opens the one
//! transaction, writes the event row in it, and returns plain data. Pages, the API, commands and jobs all come through
//! here.

pub mod access;
pub mod access_test;
pub mod account;
pub mod appeal;
pub mod belief;
pub mod body;
mod care;
pub mod certificate;
pub mod comment;
mod component;
pub mod contact;
pub mod content;
pub mod controller;
pub mod decree;
pub mod desk;
pub mod directory;
mod documents;
pub mod duties;
pub mod error;
pub mod evidence;
pub mod examination;
pub mod fact;
mod film;
mod frozen;
mod harvest;
pub mod health;
pub mod hosts;
pub mod interview;
pub mod jobs;
pub mod kit;
pub mod link;
pub mod national;
pub mod notices;
pub mod office;
mod operator;
pub mod password;
pub mod people;
mod polite;
mod provisional;
pub mod public;
mod redaction;
pub mod reindex;
mod returned;
pub mod reviewer;
mod room;
pub mod rounds;
pub mod scoring;
mod search;
pub mod secret;
pub mod service;
pub mod settings;
pub mod share;
pub mod site;
mod throttle;
mod time;
pub mod uploading;
pub mod values;
pub mod worked;

use std::sync::Arc;

use domain::clock::Clock;
use domain::random::Random;
use jiff::Timestamp;

pub use access::{Access, Acting, Principal, Scope, Via};
pub use error::{AppError, Conflict};
pub use office::Office;
pub use operator::Operator;
pub use settings::Settings;
pub use sql::paging;

/// The application: everything that use cases share. Cheap to clone.
#[derive(Clone, Debug)]
pub struct App(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    parts: Parts,
    documents: Arc<documents::Documents>,
    throttle: throttle::Throttle,
    pictures: Arc<examination::Pictures>,
    hosts: link::Hosts,
    bench: Arc<kit::Bench>,
    exports: harvest::Exports,
    host_names: Arc<hosts::HostNames>,
    share_pictures: Arc<share::Pictures>,
}

/// What an [`App`] is made of.
#[derive(Debug)]
pub struct Parts {
    /// The database.
    pub db: sql::Db,
    /// The bytes of files.
    pub files: files::Files,
    /// Has files looked at.
    pub examiner: files::examiner::Examiner,
    /// The virus scanner, if the operator has connected one.
    pub clamd: Option<channels::clamd::Clamd>,
    /// Where messages go.
    pub mailer: channels::Mailer,
    /// What sends codes to WhatsApp numbers, if the operator has connected it.
    pub whatsapp: Option<Arc<dyn channels::whatsapp::CodeSender>>,
    /// What looks at links.
    pub prober: link::Prober,
    /// What prints certificates and letters.
    pub press: Arc<dyn print::press::Press>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// What the operator decides.
    pub settings: Settings,
    /// Hashes passwords, a few at a time.
    pub passwords: password::Passwords,
}

impl App {
    /// An application of these parts.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        Self(Arc::new(Shared {
            parts,
            documents: Arc::default(),
            throttle: throttle::Throttle::default(),
            pictures: Arc::default(),
            hosts: link::Hosts::default(),
            exports: harvest::Exports::default(),
            bench: Arc::default(),
            host_names: Arc::default(),
            share_pictures: Arc::default(),
        }))
    }

    /// The same application with a time and a randomness of its own, for what is told after the fact (the past of the
    /// demo). Database and files are the same ones; it sends no e-mail and looks at no links.
    #[must_use]
    pub fn replaying(&self, clock: Arc<dyn Clock>, random: Arc<dyn Random>) -> Self {
        let own = self.parts();
        let parts = Parts {
            db: own.db.clone(),
            files: own.files.clone(),
            examiner: own.examiner.clone(),
            clamd: own.clamd.clone(),
            mailer: channels::Mailer::not_connected(),
            whatsapp: None,
            prober: link::Prober::off(),
            press: Arc::clone(&own.press),
            clock,
            random,
            settings: own.settings.clone(),
            passwords: own.passwords.clone(),
        };
        Self(Arc::new(Shared {
            parts,
            documents: Arc::clone(&self.0.documents),
            throttle: throttle::Throttle::default(),
            pictures: Arc::clone(&self.0.pictures),
            hosts: link::Hosts::default(),
            exports: harvest::Exports::default(),
            bench: Arc::clone(&self.0.bench),
            host_names: Arc::clone(&self.0.host_names),
            share_pictures: Arc::clone(&self.0.share_pictures),
        }))
    }

    /// The present instant.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.0.parts.clock.now()
    }

    /// What the operator decided.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.0.parts.settings
    }

    /// The texts in the language of the operator, for what is kept beside scores and printed.
    pub(crate) fn operator_texts(&self) -> i18n::Texts {
        i18n::Texts::new(self.settings().language)
    }

    /// The database, for health checks and gauges. Use cases alone read and write it.
    #[must_use]
    pub fn db(&self) -> &sql::Db {
        &self.0.parts.db
    }

    /// Handles for a signed-in person.
    #[must_use]
    pub fn access(&self, who: Principal) -> Access {
        Access::new(self.clone(), who)
    }

    pub(crate) fn parts(&self) -> &Parts {
        &self.0.parts
    }

    pub(crate) fn documents(&self) -> &documents::Documents {
        &self.0.documents
    }

    pub(crate) fn pictures(&self) -> &examination::Pictures {
        &self.0.pictures
    }

    pub(crate) fn throttle(&self) -> &throttle::Throttle {
        &self.0.throttle
    }

    pub(crate) fn bench(&self) -> &kit::Bench {
        &self.0.bench
    }

    pub(crate) fn exports(&self) -> &harvest::Exports {
        &self.0.exports
    }

    pub(crate) fn share_pictures(&self) -> &share::Pictures {
        &self.0.share_pictures
    }

    pub(crate) fn host_names(&self) -> &hosts::HostNames {
        &self.0.host_names
    }

    pub(crate) fn hosts(&self) -> &link::Hosts {
        &self.0.hosts
    }

    pub(crate) fn random(&self) -> &dyn Random {
        &*self.0.parts.random
    }
}
