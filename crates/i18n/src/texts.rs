//! The catalogues at run time.

use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::{Arg, Lang, numbers};

/// The texts of one language. Small and cheap to copy; the catalogue behind it is built once per process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    lang: Lang,
}

type Bundle = FluentBundle<FluentResource>;

impl Texts {
    /// The texts in `lang`.
    pub fn new(lang: Lang) -> Self {
        Self { lang }
    }

    /// Their language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The code of their language for the `lang` attribute.
    pub fn code(&self) -> &'static str {
        self.lang.code()
    }

    /// The text of a key that is only known at run time, such as the label of a value from the database. `None` when
    /// there is no such key or when its text has variables; a test with [`missing_keys`] makes sure of the keys.
    pub fn by_key(&self, key: &str) -> Option<String> {
        self.by_key_with(key, &[])
    }

    /// As [`Texts::by_key`], with the variables of the text. `None` also when a variable is missing.
    pub fn by_key_with(&self, key: &str, arguments: &[(&str, Arg)]) -> Option<String> {
        let mut args = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            args.set((*name).to_owned(), value.clone().into_value(self.lang));
        }
        let bundle = bundle(self.lang);
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
        errors.is_empty().then_some(text)
    }

    /// The text of a key that the build has checked, with all of its variables.
    pub(crate) fn text(self, key: &'static str, arguments: Vec<(&'static str, Arg)>) -> String {
        let mut args = FluentArgs::with_capacity(arguments.len());
        for (name, value) in arguments {
            args.set(name, value.into_value(self.lang));
        }
        let bundle = bundle(self.lang);
        let mut errors = Vec::new();
        match bundle.get_message(key).and_then(|message| message.value()) {
            Some(pattern) => bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned(),
            // Unreachable by construction: accessors and catalogue come from the same files.
            None => key.to_owned(),
        }
    }
}

/// Those of `keys` that are not in the catalogue: what a test asserts to be empty for keys built at run time.
pub fn missing_keys<'a>(keys: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    keys.into_iter().filter(|key| KEYS.binary_search(key).is_err()).collect()
}

fn bundle(lang: Lang) -> &'static Bundle {
    static ID: OnceLock<Bundle> = OnceLock::new();
    static EN: OnceLock<Bundle> = OnceLock::new();
    match lang {
        Lang::Id => ID.get_or_init(|| build(Lang::Id, SOURCES_ID)),
        Lang::En => EN.get_or_init(|| build(Lang::En, SOURCES_EN)),
    }
}

fn build(lang: Lang, sources: &[&str]) -> Bundle {
    let locale: LanguageIdentifier = lang.code().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // Isolation marks are for mixed directions; here they would only end up in copied text and in mails.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match lang {
        Lang::Id => |value: &FluentValue<'_>, _: &_| format_number(Lang::Id, value),
        Lang::En => |value: &FluentValue<'_>, _: &_| format_number(Lang::En, value),
    }));
    for source in sources {
        // The build has parsed these very files; what it could read is read here too.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn format_number(lang: Lang, value: &FluentValue<'_>) -> Option<String> {
    match value {
        FluentValue::Number(number) => Some(numbers::decimal(lang, &number.value.to_string())),
        _ => None,
    }
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
