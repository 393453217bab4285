//! What a form sends: names and values, many values for a name allowed, within bounds, in one Unicode form.

use app::AppError;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use domain::problem::Problem;
use unicode_normalization::UnicodeNormalization as _;

use crate::failure::Failure;

/// Most fields of a form.
const FIELDS_MAX: usize = 1_000;

/// The fields of a form (`application/x-www-form-urlencoded`), values in NFC.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Fields from names and values, for tests and for parts of multipart forms.
    #[must_use]
    pub fn new(fields: Vec<(String, String)>) -> Self {
        Self(fields.into_iter().map(|(name, value)| (name, value.nfc().collect())).collect())
    }

    /// Gives a field this value alone.
    pub fn set(&mut self, name: &str, value: String) {
        self.0.retain(|(field, _)| field != name);
        self.0.push((name.to_owned(), value));
    }

    /// Forgets a field.
    pub fn remove(&mut self, name: &str) {
        self.0.retain(|(field, _)| field != name);
    }

    /// The first value of a field, spaces at its ends taken off; empty when it was not sent.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The first value of a field as it was sent.
    #[must_use]
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// All values of a field, for checkboxes.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Whether a field was sent.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// Names and first values of the fields whose names start so, the start taken off.
    pub fn starting<'a>(&'a self, start: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.0.iter().filter_map(move |(name, value)| Some((name.strip_prefix(start)?, value.as_str())))
    }
}

impl<S: Send + Sync> FromRequest<S> for Fields {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|_| AppError::field("", Problem::TooLong { max: crate::BODY_MAX }))?;
        let fields: Vec<(String, String)> =
            serde_urlencoded::from_bytes(&bytes).map_err(|_| AppError::field("", Problem::BadCharacters))?;
        if fields.len() > FIELDS_MAX {
            return Err(AppError::field("", Problem::TooLong { max: FIELDS_MAX }).into());
        }
        Ok(Self::new(fields))
    }
}
