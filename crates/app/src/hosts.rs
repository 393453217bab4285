//! Host names of offices. The administrator of the root sets them; every request asks for them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use domain::body::Body;
use domain::policy::Action;
use domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::body::Placed;

use crate::access::{Access, Principal};
use crate::{App, AppError};

/// How long this process goes by what it has read; another replica's change is seen after this.
const FRESH: SignedDuration = SignedDuration::from_secs(10);

/// When host names were read, and the slug of each.
type Read = (Timestamp, Arc<HashMap<String, String>>);

/// The host names as they were read last. Strangers may claim any host: each costs a look into this table and no question to
/// the database.
#[derive(Debug, Default)]
pub(crate) struct HostNames(Mutex<Option<Read>>);

impl HostNames {
    fn known(&self, now: Timestamp) -> Option<Arc<HashMap<String, String>>> {
        let read = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, hosts) = read.as_ref()?;
        (now.duration_since(*at) < FRESH).then(|| Arc::clone(hosts))
    }

    fn set(&self, read: Option<Read>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = read;
    }
}

/// The host name of one office, for whoever gives them.
#[derive(Debug, Clone)]
pub struct OwnHost {
    app: App,
    who: Principal,
    placed: Placed,
}

impl App {
    /// The slug of the office whose site is served under a host, if one is.
    pub async fn office_of_host(&self, host: &str) -> Result<Option<String>, AppError> {
        let now = self.now();
        if let Some(known) = self.host_names().known(now) {
            return Ok(known.get(host).cloned());
        }
        let read = store::look::hosts(&mut self.db().read().await?).await?;
        let hosts: Arc<HashMap<String, String>> = Arc::new(read.into_iter().collect());
        self.host_names().set(Some((now, Arc::clone(&hosts))));
        Ok(hosts.get(host).cloned())
    }

    /// The host of the platform itself.
    #[must_use]
    pub fn own_host(&self) -> String {
        let url = &self.settings().base_url;
        let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        domain::host::of_header(host.split('/').next().unwrap_or_default()).unwrap_or_default()
    }
}

impl Access {
    /// The host name of a body (slug or code). The right to it is asked at the root of the tree.
    ///
    /// # Errors
    /// [`AppError::NotFound`] for everybody but the administrators of the root.
    pub async fn own_host(&self, body: &str) -> Result<OwnHost, AppError> {
        let placed = self.app.placed(body).await?;
        let root = match placed.above.last() {
            Some(root) => self.app.placed(root.as_str()).await?,
            None => placed.clone(),
        };
        self.who.must(Action::ManageHosts, &root)?;
        Ok(OwnHost { app: self.app.clone(), who: self.who.clone(), placed })
    }
}

impl Access {
    /// Whether this person gives host names in the tree of a body: whoever may at its root.
    #[must_use]
    pub fn may_give_hosts(&self, placed: &Placed) -> bool {
        let root = placed.above.last().unwrap_or(&placed.body.code).clone();
        let mut root_of_tree = placed.clone();
        root_of_tree.body.code = root;
        root_of_tree.above.clear();
        self.who.may(Action::ManageHosts, &root_of_tree)
    }
}

impl OwnHost {
    /// The office.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.placed.body
    }

    /// The host name that it has; empty for none.
    pub async fn name(&self) -> Result<String, AppError> {
        let mut conn = self.app.db().read().await?;
        Ok(store::look::host_of(&mut conn, &self.placed.body.code).await?.unwrap_or_default())
    }

    /// Gives the office a host name; empty takes it away.
    ///
    /// # Errors
    /// [`AppError::Invalid`] at `host`: what is none, the platform's own, or another office's.
    pub async fn set(&self, typed: &str) -> Result<(), AppError> {
        let host = match typed.trim() {
            "" => None,
            typed => Some(
                domain::host::own(typed, &self.app.own_host())
                    .map_err(|problem| AppError::field("host", problem))?,
            ),
        };
        let (now, code) = (self.app.now(), &self.placed.body.code);
        let mut tx = self.app.db().write().await?;
        store::body::lock(&mut tx, code.as_str()).await?;
        if store::look::host_of(&mut tx, code).await? == host {
            return Ok(());
        }
        if !store::look::set_host(&mut tx, code, host.as_deref(), self.who.person, now).await? {
            return Err(AppError::field("host", Problem::Taken));
        }
        let event = store::event::NewEvent {
            at: now,
            actor: Some(self.who.person),
            body: Some(code),
            round: None,
            object_kind: "body",
            object_id: code.to_string(),
            kind: "host_set",
            data: json!({ "host": host }),
        };
        store::event::append(&mut tx, event).await?;
        tx.commit().await?;
        self.app.host_names().set(None);
        Ok(())
    }
}
