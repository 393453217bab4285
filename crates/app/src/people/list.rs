//! The people of a body and of those below, and inviting somebody new.

use domain::body::Body;
use domain::person::Role;
use domain::policy::{Action, bodies_of};
use domain::problem::Problem;
use sql::paging::{self, Limit, Page};
use store::body::Placed;
use store::person::{NamedGrant, Person, Search};

use super::change::{self, By};
use super::link::{self, Link};
use super::{NewPerson, or_problems, read_grant};
use crate::access::{Access, Principal};
use crate::{App, AppError};

/// People on one page of a list.
const PAGE: u32 = 50;
/// Most characters of the words that are searched for.
const WORDS_MAX: usize = 100;

/// The people of one body and those below, for an administrator.
#[derive(Debug, Clone)]
pub struct People {
    app: App,
    who: Principal,
    placed: Placed,
}

/// What a list of people is asked for.
#[derive(Debug, Clone, Default)]
pub struct PeopleSearch {
    /// A part of a name; empty for everybody.
    pub words: String,
    /// Where the page before ended.
    pub after: String,
}

/// Somebody in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// Who.
    pub person: Person,
    /// The roles in the administrator's reach.
    pub grants: Vec<NamedGrant>,
}

impl Access {
    /// The bodies at which this person is an administrator, in the order of their codes.
    pub async fn administered(&self) -> Result<Vec<Body>, AppError> {
        let mut conn = self.app.db().read().await?;
        let mut bodies = Vec::new();
        for code in bodies_of(&self.who.grants, &[Role::Administrator]) {
            bodies.extend(store::body::by_code(&mut conn, code.as_str()).await?.map(|placed| placed.body));
        }
        Ok(bodies)
    }

    /// The people of a body (slug or code) and of those below.
    pub async fn people(&self, body: &str) -> Result<People, AppError> {
        let placed = self.app.placed(body).await?;
        self.who.must(Action::ManagePeople, &placed)?;
        Ok(People { app: self.app.clone(), who: self.who.clone(), placed })
    }
}

impl People {
    /// The body.
    #[must_use]
    pub fn body(&self) -> &Body {
        &self.placed.body
    }

    /// One page of the people, by name to sign in with.
    pub async fn list(&self, asked: &PeopleSearch) -> Result<Page<Listed>, AppError> {
        let after = match asked.after.as_str() {
            "" => String::new(),
            cursor => paging::decode(cursor).map_err(|_| AppError::NotFound)?,
        };
        let search = Search {
            body: self.placed.body.code.to_string(),
            path: self.placed.path_below(),
            words: asked.words.trim().chars().take(WORDS_MAX).collect(),
        };
        let limit = Limit::new(None, PAGE, PAGE);
        let mut conn = self.app.db().read().await?;
        let people = store::person::search(&mut conn, &search, &after, limit.rows()).await?;
        let page = Page::new(people, limit, |person| person.login.as_str().to_owned());
        let mut items = Vec::with_capacity(page.items.len());
        for person in page.items {
            let grants = store::person::named_grants(&mut conn, person.id).await?;
            let grants = grants.into_iter().filter(|named| reaches(&self.who, named)).collect();
            items.push(Listed { person, grants });
        }
        Ok(Page { items, next: page.next })
    }

    /// The bodies of this handle's tree at which a role can be given, by code: the body itself and those below.
    pub async fn bodies(&self) -> Result<Vec<Body>, AppError> {
        let search = store::body::Search { under: Some(self.placed.clone()), ..Default::default() };
        let mut conn = self.app.db().read().await?;
        // As many as a form can offer; beyond, the code is typed.
        let found = store::body::search(&mut conn, &search, "", BODIES_MAX).await?;
        Ok(found.into_iter().map(|placed| placed.body).collect())
    }

    /// Adds a person with one role and makes the link that sets the password. `role` and `body` are codes.
    pub async fn invite(&self, new: &NewPerson, role: &str, body: &str) -> Result<(Person, Link), AppError> {
        let mut problems = Vec::new();
        let checked = new.check(&mut problems);
        let grant = read_grant(role, body, &mut problems);
        let (checked, grant) = or_problems(checked.zip(grant), problems)?;
        let by = By { actor: Some(self.who.person), at: self.app.now() };
        let mut tx = self.app.db().write().await?;
        let target = store::body::by_code(&mut tx, grant.body.as_str()).await?;
        // A body out of reach does not exist here.
        let target = target.filter(|target| self.who.may(Action::ManagePeople, target));
        if target.is_none() {
            return Err(AppError::field("body", Problem::Unknown));
        }
        let person = change::add(&self.app, &mut tx, by, checked, None).await?;
        change::grant(&mut tx, by, person.id, &grant).await?;
        let link = link::make_and_send(&self.app, &mut tx, by, &person).await?;
        tx.commit().await?;
        Ok((person, link))
    }
}

/// Most bodies in the list of a form.
const BODIES_MAX: i64 = 1_000;

/// Whether an administrator reaches the body of a role.
pub(super) fn reaches(who: &Principal, named: &NamedGrant) -> bool {
    let target = domain::policy::Target { body: &named.grant.body, above: &named.above };
    matches!(who.via, crate::Via::Session(_))
        && domain::policy::allows(&who.grants, Action::ManagePeople, target)
}
