//! JSON that a program sends, read strictly: no name twice in an object, at most 64 levels, nothing that the API does
//! not know. All that is wrong is said at once.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{FromRequest, Request};
use domain::problem::Problem;
use http::{HeaderMap, header};
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::error::{ApiError, What, Wrong};

/// Most levels of lists and objects.
const DEPTH_MAX: u32 = 64;

/// An object that was sent. Fields are taken out one by one; [`Form::done`] says what was wrong with them, and refuses
/// those that nobody took.
#[derive(Debug)]
pub(super) struct Form {
    map: Map<String, Value>,
    at: String,
    wrong: Vec<Wrong>,
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        if !is_json(request.headers()) {
            return Err(ApiError::MediaType("application/json"));
        }
        Self::read(&bytes(Bytes::from_request(request, state).await)?)
    }
}

/// The whole body, or why there is none.
fn bytes(read: Result<Bytes, BytesRejection>) -> Result<Bytes, ApiError> {
    read.map_err(|rejection| match rejection.status() {
        http::StatusCode::PAYLOAD_TOO_LARGE => {
            ApiError::TooLarge(u64::try_from(crate::BODY_MAX).unwrap_or(u64::MAX))
        }
        _ => ApiError::Malformed("0:0".to_owned()),
    })
}

/// Whether the body claims to be JSON (RFC 8259 knows no `charset`; one is ignored, as are other parameters).
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

impl Form {
    /// Reads an object.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ApiError> {
        let malformed = |error: serde_json::Error| ApiError::Malformed(error.to_string());
        let mut reader = serde_json::Deserializer::from_slice(bytes);
        let value = Seed(DEPTH_MAX).deserialize(&mut reader).map_err(malformed)?;
        reader.end().map_err(malformed)?;
        let mut wrong = Vec::new();
        refuse_nul(&value, "", &mut wrong);
        match value {
            Value::Object(map) => Ok(Self { map, at: String::new(), wrong }),
            _ => Err(ApiError::Body(vec![Wrong::new("", What::WrongType)])),
        }
    }

    /// The pointer of a field.
    fn pointer(&self, key: &str) -> String {
        format!("{}/{}", self.at, key.replace('~', "~0").replace('/', "~1"))
    }

    /// Notes that a field that must be there is not.
    pub(super) fn missing(&mut self, key: &str) {
        self.note(key, What::Problem(Problem::Required));
    }

    /// Notes that a field is wrong.
    pub(super) fn note(&mut self, key: &str, what: What) {
        let at = self.pointer(key);
        self.wrong.push(Wrong::new(at, what));
    }

    /// A field that may be absent or null.
    pub(super) fn optional<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        let value = self.map.remove(key).filter(|value| !value.is_null())?;
        let read = serde_json::from_value(value).ok();
        if read.is_none() {
            self.note(key, What::WrongType);
        }
        read
    }

    /// A field that must be there.
    pub(super) fn required<T: DeserializeOwned>(&mut self, key: &str) -> Option<T> {
        if self.map.get(key).is_none_or(Value::is_null) {
            self.map.remove(key);
            self.note(key, What::Problem(Problem::Required));
            return None;
        }
        self.optional(key)
    }

    /// An object in a field, whose own fields are taken out by `read`.
    pub(super) fn object<T>(&mut self, key: &str, read: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let value = self.map.remove(key).filter(|value| !value.is_null())?;
        let at = self.pointer(key);
        let Value::Object(map) = value else {
            self.wrong.push(Wrong::new(at, What::WrongType));
            return None;
        };
        let mut inner = Self { map, at, wrong: Vec::new() };
        let result = read(&mut inner);
        inner.refuse_rest();
        self.wrong.append(&mut inner.wrong);
        Some(result)
    }

    /// An object in a field whose keys are codes and whose values are of one type.
    pub(super) fn codes<K, T>(&mut self, key: &str) -> BTreeMap<K, T>
    where
        K: FromStr + Ord,
        T: DeserializeOwned,
    {
        let read = self.object(key, |inner| inner.each(Self::required));
        read.unwrap_or_default()
    }

    /// Takes every field out, its name a code.
    pub(super) fn each<K, T>(&mut self, mut read: impl FnMut(&mut Self, &str) -> Option<T>) -> BTreeMap<K, T>
    where
        K: FromStr + Ord,
    {
        let keys: Vec<String> = self.map.keys().cloned().collect();
        let mut found = BTreeMap::new();
        for key in keys {
            let Ok(code) = key.parse::<K>() else {
                self.map.remove(&key);
                self.note(&key, What::Problem(Problem::NotACode));
                continue;
            };
            if let Some(value) = read(self, &key) {
                found.insert(code, value);
            }
        }
        found
    }

    /// A list of objects in a field that must be there.
    pub(super) fn list<T>(&mut self, key: &str, mut read: impl FnMut(&mut Self) -> T) -> Vec<T> {
        let at = self.pointer(key);
        let Some(items) = self.required::<Vec<Value>>(key) else { return Vec::new() };
        let mut found = Vec::new();
        for (index, item) in items.into_iter().enumerate() {
            let at = format!("{at}/{index}");
            let Value::Object(map) = item else {
                self.wrong.push(Wrong::new(at, What::WrongType));
                continue;
            };
            let mut inner = Self { map, at, wrong: Vec::new() };
            found.push(read(&mut inner));
            inner.refuse_rest();
            self.wrong.append(&mut inner.wrong);
        }
        found
    }

    fn refuse_rest(&mut self) {
        let mut keys: Vec<String> = self.map.keys().cloned().collect();
        keys.sort_unstable();
        for key in keys {
            self.note(&key, What::UnknownField);
        }
    }

    /// `Ok` when nothing was wrong.
    pub(super) fn done(mut self) -> Result<(), ApiError> {
        self.refuse_rest();
        if self.wrong.is_empty() { Ok(()) } else { Err(ApiError::Body(self.wrong)) }
    }
}

/// NUL is a character of JSON and of no text: databases and files end at it.
fn refuse_nul(value: &Value, at: &str, wrong: &mut Vec<Wrong>) {
    let mut refuse = |text: &str| {
        if text.contains('\0') {
            wrong.push(Wrong::new(at, What::Problem(Problem::BadCharacters)));
        }
    };
    match value {
        Value::String(text) => refuse(text),
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                refuse_nul(item, &format!("{at}/{index}"), wrong);
            }
        }
        Value::Object(map) => {
            map.keys().for_each(|key| refuse(key));
            for (key, value) in map {
                refuse_nul(value, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), wrong);
            }
        }
        _ => {}
    }
}

/// Reads a value of at most so many levels.
struct Seed(u32);

impl<'de> DeserializeSeed<'de> for Seed {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl Seed {
    fn deeper<E: serde::de::Error>(&self) -> Result<u32, E> {
        self.0.checked_sub(1).ok_or_else(|| E::custom(format_args!("more than {DEPTH_MAX} levels")))
    }
}

impl<'de> Visitor<'de> for Seed {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
        let left = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(Seed(left))? {
            items.push(item);
        }
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let left = self.deeper()?;
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let value = access.next_value_seed(Seed(left))?;
            if map.insert(key, value).is_some() {
                return Err(A::Error::custom("a name twice in one object"));
            }
        }
        Ok(Value::Object(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn malformed(text: &str) -> bool {
        matches!(Form::read(text.as_bytes()), Err(ApiError::Malformed(_)))
    }

    #[test]
    fn d12_deep_json_and_names_that_come_twice_are_refused() {
        let deep = |levels: usize| format!("{{\"a\":{}1{}}}", "[".repeat(levels), "]".repeat(levels));
        assert!(!malformed(&deep(63)));
        for levels in [64, 127, 100_000] {
            assert!(malformed(&deep(levels)), "{levels}");
        }
        assert!(malformed(r#"{"a":1,"a":2}"#));
        assert!(malformed(r#"{"a":{"b":1,"b":1}}"#));
    }

    #[test]
    fn d05_lone_surrogates_are_no_text_and_nul_is_in_none() {
        assert!(malformed(r#"{"a":"\ud800"}"#));
        assert!(malformed(r#"{"a":"\udc00\ud800"}"#));
        let form = Form::read(br#"{"a":{"b":["x\u0000y"]}}"#).expect("JSON");
        assert_eq!(form.wrong, [Wrong::new("/a/b/0", What::Problem(Problem::BadCharacters))]);
    }

    #[test]
    fn z06_fields_that_nobody_asked_for_are_named() {
        let mut form =
            Form::read(br#"{"value":{"text":"x","score":"1","a/b":1},"verified":true}"#).expect("JSON");
        let text: Option<String> = form.object("value", |inner| inner.optional("text")).flatten();
        assert_eq!(text.as_deref(), Some("x"));
        let Err(ApiError::Body(wrong)) = form.done() else { panic!("unknown fields are refused") };
        let places: Vec<&str> = wrong.iter().map(|wrong| wrong.at.as_str()).collect();
        assert_eq!(places, ["/value/a~1b", "/value/score", "/verified"]);
        assert!(wrong.iter().all(|wrong| wrong.what == What::UnknownField));
    }

    #[test]
    fn what_is_absent_or_of_another_type_is_said_at_once() {
        let mut form = Form::read(br#"{"a":1,"b":null,"c":"x"}"#).expect("JSON");
        assert_eq!(form.optional::<String>("a"), None);
        assert_eq!(form.required::<String>("b"), None);
        assert_eq!(form.required::<String>("c").as_deref(), Some("x"));
        assert_eq!(form.required::<String>("d"), None);
        let Err(ApiError::Body(wrong)) = form.done() else { panic!("wrong") };
        let required = || What::Problem(Problem::Required);
        assert_eq!(
            wrong,
            [Wrong::new("/a", What::WrongType), Wrong::new("/b", required()), Wrong::new("/d", required())]
        );
    }
}
