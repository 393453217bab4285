//! Host names of offices. The administrator of the root sets them; every request asks for them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use channels::probe::Fetched;
use domain::body::Body;
use domain::policy::Action;
use domain::problem::Problem;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::{Value, json};
use sql::Conn;
use store::body::Placed;
use store::look::Face;

use crate::access::{Access, Principal};
use crate::{App, AppError, Conflict};

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

/// What a visit to an own host found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// The site of the office, with a certificate that browsers trust where the platform is secure.
    Site,
    /// Something else.
    Other,
    /// Nothing: no such name, no connection, no trust.
    Nothing,
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

    /// Scheme and host of an own host: by the scheme of the platform, since both stand behind the same server.
    #[must_use]
    pub fn origin_of(&self, host: &str) -> String {
        let scheme = self.settings().base_url.split_once("://").map_or("https", |(scheme, _)| scheme);
        format!("{scheme}://{host}")
    }

    /// The address of the site of an office, without a slash at its end: on its own host where one is set and answers, else on the
    /// platform.
    pub(crate) fn site_of(&self, slug: &str, face: Option<&Face>) -> String {
        let answers = face.filter(|face| face.host_answered_at.is_some());
        match answers.and_then(|face| face.host.as_deref()) {
            Some(host) => self.origin_of(host),
            None => format!("{}/{slug}", self.settings().base_url),
        }
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

    /// When its site answered under its name last; `None` before it has.
    pub async fn answered_at(&self) -> Result<Option<Timestamp>, AppError> {
        let mut conn = self.app.db().read().await?;
        let face = store::look::face(&mut conn, self.placed.body.slug.as_str()).await?;
        Ok(face.and_then(|face| face.host_answered_at))
    }

    /// Visits the site of the office under its name, from outside as everybody does, and writes down whether it answers. What is
    /// printed for the office names the host from then on, and no more once a visit finds nothing of it.
    ///
    /// # Errors
    /// [`AppError::Conflict`] where it has no name; [`AppError::Unavailable`] where this program visits nothing.
    pub async fn check(&self) -> Result<Answer, AppError> {
        let host = self.name().await?;
        if host.is_empty() {
            return Err(AppError::Conflict(Conflict::State("no_host")));
        }
        let origin = self.app.origin_of(&host);
        let robots = format!("{origin}/robots.txt");
        let fetched = self.app.parts().prober.fetch(&robots).await;
        let fetched = fetched.ok_or_else(|| AppError::Unavailable("visits are switched off".to_owned()))?;
        let answer = judge(&origin, &robots, &fetched);
        let (now, code) = (self.app.now(), &self.placed.body.code);
        let mut tx = self.app.db().write().await?;
        store::body::lock(&mut tx, code.as_str()).await?;
        let answered_at = (answer == Answer::Site).then_some(now);
        if store::look::set_answered(&mut tx, code, &host, answered_at).await? {
            let data = json!({ "host": host, "answer": answer });
            self.log(&mut tx, "host_checked", data).await?;
            tx.commit().await?;
        }
        Ok(answer)
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
        self.log(&mut tx, "host_set", json!({ "host": host })).await?;
        tx.commit().await?;
        self.app.host_names().set(None);
        Ok(())
    }

    async fn log(&self, conn: &mut Conn, kind: &'static str, data: Value) -> Result<(), AppError> {
        let code = &self.placed.body.code;
        let event = store::event::NewEvent {
            at: self.app.now(),
            actor: Some(self.who.person),
            body: Some(code),
            round: None,
            object_kind: "body",
            object_id: code.to_string(),
            kind,
            data,
        };
        store::event::append(conn, event).await?;
        Ok(())
    }
}

/// What was found at the robots.txt of a host: the site of an office names its site map under that very host.
fn judge(origin: &str, asked: &str, fetched: &Fetched) -> Answer {
    let outcome = &fetched.outcome;
    match outcome.status {
        None => Answer::Nothing,
        Some(200) if outcome.url == asked => {
            let text = String::from_utf8_lossy(&fetched.bytes);
            let map = format!("Sitemap: {origin}/sitemap.xml");
            if text.lines().any(|line| line.trim() == map) { Answer::Site } else { Answer::Other }
        }
        Some(_) => Answer::Other,
    }
}

#[cfg(test)]
mod tests {
    use channels::probe::{Kind, Outcome};

    use super::*;

    fn fetched(url: &str, status: Option<u16>, text: &str) -> Fetched {
        let outcome = Outcome {
            kind: Kind::File,
            url: url.to_owned(),
            hops: Vec::new(),
            status,
            media: None,
            found: None,
            size: None,
            title: String::new(),
            sha256: None,
            milliseconds: 1,
        };
        Fetched { outcome, bytes: bytes::Bytes::copy_from_slice(text.as_bytes()), page: None }
    }

    #[test]
    fn a_host_answers_where_its_robots_name_its_own_site_map() {
        let origin = "https://ppid.example.id";
        let asked = "https://ppid.example.id/robots.txt";
        let own = "User-agent: *\nDisallow:\n\nSitemap: https://ppid.example.id/sitemap.xml\n";
        let platform = "User-agent: *\n\nSitemap: https://terbuka.example.id/sitemap.xml\n";
        for (url, status, text, expected) in [
            (asked, Some(200), own, Answer::Site),
            (asked, Some(200), platform, Answer::Other),
            (asked, Some(200), "Sitemap: https://ppid.example.id/sitemap.xml.evil", Answer::Other),
            (asked, Some(404), own, Answer::Other),
            (asked, Some(503), own, Answer::Other),
            ("https://elsewhere.example.id/robots.txt", Some(200), own, Answer::Other),
            (asked, None, "", Answer::Nothing),
        ] {
            assert_eq!(
                judge(origin, asked, &fetched(url, status, text)),
                expected,
                "{url} {status:?} {text}"
            );
        }
    }
}
