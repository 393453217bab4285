use std::fmt::Display;

use uuid::Uuid;

/// A value for a `$n` of a statement. A missing value keeps its kind, because PostgreSQL wants to know it.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// `BIGINT` or `INTEGER`; also a time in microseconds.
    Int(Option<i64>),
    /// `TEXT`; also an exact number and JSON.
    Text(Option<String>),
    /// `BLOB`, `BYTEA`.
    Bytes(Option<Vec<u8>>),
    /// `BLOB` of 16 bytes, `UUID`.
    Uuid(Option<Uuid>),
    /// `INTEGER` 0 or 1, `BOOLEAN`.
    Bool(Option<bool>),
}

/// The kinds of [`Value`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// See [`Value::Int`].
    Int,
    /// See [`Value::Text`].
    Text,
    /// See [`Value::Bytes`].
    Bytes,
    /// See [`Value::Uuid`].
    Uuid,
    /// See [`Value::Bool`].
    Bool,
}

impl Value {
    /// NULL of a kind.
    pub fn null(kind: Kind) -> Self {
        match kind {
            Kind::Int => Self::Int(None),
            Kind::Text => Self::Text(None),
            Kind::Bytes => Self::Bytes(None),
            Kind::Uuid => Self::Uuid(None),
            Kind::Bool => Self::Bool(None),
        }
    }

    /// The kind of the value.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Int(_) => Kind::Int,
            Self::Text(_) => Kind::Text,
            Self::Bytes(_) => Kind::Bytes,
            Self::Uuid(_) => Kind::Uuid,
            Self::Bool(_) => Kind::Bool,
        }
    }
}

/// Shows the kind only: values may be personal data and `Debug` output ends in logs.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}(..)", self.kind())
    }
}

/// What can be bound to a `$n`. Other crates implement it for their own types.
pub trait ToValue {
    /// What a missing value of this type is bound as.
    const KIND: Kind;
    /// The value to bind, of kind [`ToValue::KIND`].
    fn to_value(&self) -> Value;
}

impl<T: ToValue + ?Sized> ToValue for &T {
    const KIND: Kind = T::KIND;
    fn to_value(&self) -> Value {
        T::to_value(self)
    }
}

impl<T: ToValue> ToValue for Option<T> {
    const KIND: Kind = T::KIND;
    fn to_value(&self) -> Value {
        self.as_ref().map_or_else(|| Value::null(T::KIND), T::to_value)
    }
}

macro_rules! integers {
    ($($type:ty),*) => {$(
        impl ToValue for $type {
            const KIND: Kind = Kind::Int;
            fn to_value(&self) -> Value {
                Value::Int(Some(i64::from(*self)))
            }
        }
    )*};
}
integers!(i64, i32, i16, i8, u32, u16, u8);

impl ToValue for bool {
    const KIND: Kind = Kind::Bool;
    fn to_value(&self) -> Value {
        Value::Bool(Some(*self))
    }
}

impl ToValue for str {
    const KIND: Kind = Kind::Text;
    fn to_value(&self) -> Value {
        Value::Text(Some(self.to_owned()))
    }
}

impl ToValue for String {
    const KIND: Kind = Kind::Text;
    fn to_value(&self) -> Value {
        self.as_str().to_value()
    }
}

impl ToValue for std::borrow::Cow<'_, str> {
    const KIND: Kind = Kind::Text;
    fn to_value(&self) -> Value {
        self.as_ref().to_value()
    }
}

impl ToValue for [u8] {
    const KIND: Kind = Kind::Bytes;
    fn to_value(&self) -> Value {
        Value::Bytes(Some(self.to_owned()))
    }
}

impl ToValue for Vec<u8> {
    const KIND: Kind = Kind::Bytes;
    fn to_value(&self) -> Value {
        self.as_slice().to_value()
    }
}

impl<const N: usize> ToValue for [u8; N] {
    const KIND: Kind = Kind::Bytes;
    fn to_value(&self) -> Value {
        self.as_slice().to_value()
    }
}

impl ToValue for Uuid {
    const KIND: Kind = Kind::Uuid;
    fn to_value(&self) -> Value {
        Value::Uuid(Some(*self))
    }
}

/// Binds anything that has a `Display` as text; the way back is [`crate::Row::parse`]. For types of crates that
/// cannot know this one: `args![Text(question.code)]`, and `args![maybe.map(Text)]` where it may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text<T>(pub T);

impl<T: Display> ToValue for Text<T> {
    const KIND: Kind = Kind::Text;
    fn to_value(&self) -> Value {
        Value::Text(Some(self.0.to_string()))
    }
}

/// The JSON array that `@list($n)`, `@id_list($n)` and `@int_list($n)` read: `args![list(codes)]`.
pub fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<serde_json::Value>().to_string()
}

/// The values of a statement, in the order of `$1`, `$2`, …: anything that is [`ToValue`], by value or reference.
#[macro_export]
macro_rules! args {
    () => { ::std::vec::Vec::<$crate::Value>::new() };
    ($($value:expr),+ $(,)?) => { ::std::vec![$($crate::ToValue::to_value(&$value)),+] };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_value_keeps_its_kind() {
        let none: Option<&str> = None;
        assert!(args![].is_empty());
        let values =
            args![none, Option::<i64>::None, Some(Uuid::nil()), Text(7).0, "a", Option::<Text<u8>>::None];
        assert_eq!(
            values,
            [
                Value::Text(None),
                Value::Int(None),
                Value::Uuid(Some(Uuid::nil())),
                Value::Int(Some(7)),
                Value::Text(Some("a".into())),
                Value::Text(None)
            ]
        );
        assert_eq!(format!("{:?}", "rahasia".to_value()), "Text(..)");
    }

    #[test]
    fn a_list_is_a_json_array_of_texts() {
        assert_eq!(list(["a\"b", "c"]), r#"["a\"b","c"]"#);
        assert_eq!(list(Vec::<u8>::new()), "[]");
        assert_eq!(list([1, 2]), r#"["1","2"]"#);
    }
}
