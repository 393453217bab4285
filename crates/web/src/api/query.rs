//! What stands in an address: names of things, and how a list is wanted.

use std::collections::BTreeMap;
use std::str::FromStr;

use app::AppError;
use app::paging::{self, Limit};
use axum::extract::{FromRequestParts, RawPathParams};
use domain::ids::EvidenceId;
use http::request::Parts;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::ApiError;

/// Items of a page where nothing else is asked for.
const PAGE_DEFAULT: u32 = 50;
/// Most items of a page.
pub(super) const PAGE_MAX: u32 = 200;

/// The names in the path of an address.
#[derive(Debug, Clone, Default)]
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    fn get(&self, name: &str) -> &str {
        self.0.get(name).map(String::as_str).unwrap_or_default()
    }

    pub(super) fn round(&self) -> &str {
        self.get("round")
    }

    pub(super) fn body(&self) -> &str {
        self.get("body")
    }

    pub(super) fn question(&self) -> &str {
        self.get("question")
    }

    pub(super) fn component(&self) -> &str {
        self.get("component")
    }

    /// The id of evidence. What has not its form is the id of nothing.
    pub(super) fn evidence(&self) -> Result<EvidenceId, ApiError> {
        self.get("evidence").parse().map_err(|_| AppError::NotFound.into())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Names {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let params = RawPathParams::from_request_parts(parts, state).await;
        let params = params.map_err(|_| ApiError::from(AppError::NotFound))?;
        let names: BTreeMap<String, String> =
            params.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        // No name holds NUL, and one of our databases would take it as a fault.
        if names.values().any(|name| name.contains('\0')) {
            Err(AppError::NotFound.into())
        } else {
            Ok(Self(names))
        }
    }
}

/// The parameters behind the question mark. Those that an operation does not know are ignored; one that it knows may
/// stand once.
#[derive(Debug, Clone, Default)]
pub(super) struct Query {
    pairs: Vec<(String, String)>,
    path: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let pairs = serde_urlencoded::from_str(parts.uri.query().unwrap_or_default());
        let pairs: Vec<(String, String)> = pairs.map_err(|_| ApiError::parameter("?"))?;
        if let Some((name, _)) = pairs.iter().find(|(_, value)| value.contains('\0')) {
            return Err(ApiError::parameter(name));
        }
        let path = parts
            .extensions
            .get::<axum::extract::OriginalUri>()
            .map_or_else(|| parts.uri.path().to_owned(), |uri| uri.path().to_owned());
        Ok(Self { pairs, path })
    }
}

impl Query {
    /// A parameter as text.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, ApiError> {
        let mut values = self.pairs.iter().filter(|(found, _)| found == name);
        let first = values.next().map(|(_, value)| value.clone());
        if values.next().is_some() { Err(ApiError::parameter(name)) } else { Ok(first) }
    }

    /// A parameter of another type.
    pub(super) fn parsed<T: FromStr>(&self, name: &str) -> Result<Option<T>, ApiError> {
        let text = self.text(name)?;
        text.map(|text| text.parse().map_err(|_| ApiError::parameter(name))).transpose()
    }

    /// How many items a page has: `limit`, held under the cap, however many digits it has.
    pub(super) fn limit(&self) -> Result<Limit, ApiError> {
        let Some(text) = self.text("limit")? else { return Ok(Limit::new(None, PAGE_DEFAULT, PAGE_MAX)) };
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !digits || text.bytes().all(|byte| byte == b'0') {
            return Err(ApiError::parameter("limit"));
        }
        Ok(Limit::new(Some(text.parse().unwrap_or(u32::MAX)), PAGE_DEFAULT, PAGE_MAX))
    }

    /// After which key the page begins.
    pub(super) fn cursor<K: DeserializeOwned>(&self) -> Result<Option<K>, ApiError> {
        let cursor = self.text("cursor")?;
        cursor.map(|cursor| paging::decode(&cursor).map_err(|_| ApiError::parameter("cursor"))).transpose()
    }

    /// A page of a list that is at hand as a whole: the items whose keys come after the cursor.
    pub(super) fn page<T, K>(&self, items: Vec<T>, key: impl Fn(&T) -> K) -> Result<paging::Page<T>, ApiError>
    where
        K: Serialize + DeserializeOwned + Ord,
    {
        let limit = self.limit()?;
        let after: Option<K> = self.cursor()?;
        let rest = items.into_iter().filter(|item| after.as_ref().is_none_or(|after| key(item) > *after));
        let most = usize::try_from(limit.rows()).unwrap_or(usize::MAX);
        Ok(paging::Page::new(rest.take(most).collect(), limit, key))
    }

    /// The address of the next page: this one with another cursor.
    pub(super) fn next(&self, cursor: &str) -> String {
        let mut pairs: Vec<(&str, &str)> = self
            .pairs
            .iter()
            .filter(|(name, _)| name != "cursor")
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        pairs.push(("cursor", cursor));
        format!("{}?{}", self.path, serde_urlencoded::to_string(pairs).unwrap_or_default())
    }
}
