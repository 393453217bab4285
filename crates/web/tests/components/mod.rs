//! Compares our components with GOV.UK Frontend's own, through the fixtures in its npm package.
//!
//! A fixture is one set of options and the mark-up they must give. Options that we do not have make a fixture
//! "unsupported"; those are listed in `components-unsupported.txt`, so that support is never lost unnoticed.

mod normal;

use std::collections::BTreeSet;
use std::fmt::{Display, Write as _};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use web::components as ours;

/// Why a fixture was not compared, or how it differed.
enum Outcome {
    Equal,
    Unsupported,
    Different { ours: String, theirs: String },
}

/// English words that GOV.UK's macros hold themselves. Ours are given every text, so the test gives these.
fn with_default_words(component: &str, mut options: Value) -> Value {
    let mut set = |pointer: &str, key: &str, text: &str| {
        if let Some(Value::Object(object)) = options.pointer_mut(pointer) {
            object.entry(key).or_insert_with(|| json!(text));
        }
    };
    set("/errorMessage", "visuallyHiddenText", "Error");
    match component {
        "error-message" => set("", "visuallyHiddenText", "Error"),
        "back-link" => set("", "text", "Back"),
        "breadcrumbs" => set("", "labelText", "Breadcrumb"),
        "warning-text" => set("", "iconFallbackText", "Warning"),
        "language-navigation" => set("", "ariaLabel", "Language"),
        "password-input" => {
            set("", "showPasswordText", "Show");
            set("", "showPasswordAriaLabelText", "Show password");
        }
        "pagination" => set("", "landmarkLabel", "Pagination"),
        "service-navigation" => {
            set("", "menuButtonText", "Menu");
            set("", "ariaLabel", "Service information");
        }
        _ => {}
    }
    if let Value::Object(object) = &mut options {
        fill(component, object);
    }
    options
}

/// Default words that depend on other options.
fn fill(component: &str, options: &mut Map<String, Value>) {
    match component {
        "back-link" | "warning-text" => {
            // An empty text means the default too.
            for (key, word) in [("text", "Back"), ("iconFallbackText", "Warning")] {
                if options.get(key) == Some(&json!("")) {
                    options.insert(key.to_owned(), json!(word));
                }
            }
        }
        "notification-banner" => {
            let word = if options.get("type") == Some(&json!("success")) { "Success" } else { "Important" };
            options.entry("titleText").or_insert_with(|| json!(word));
        }
        "character-count" => {
            let words = options.contains_key("maxwords") || options.get("countType") == Some(&json!("words"));
            let limited = options.contains_key("maxwords") || options.contains_key("maxlength");
            if limited {
                let unit = if words { "words" } else { "characters" };
                let text = format!("You can enter up to %{{count}} {unit}");
                options.entry("textareaDescriptionText").or_insert_with(|| json!(text));
            }
        }
        "date-input" => date_items(options),
        "pagination" => {
            for (key, title) in [("previous", "Previous"), ("next", "Next")] {
                if let Some(Value::Object(step)) = options.get_mut(key)
                    && !step.contains_key("text")
                    && !step.contains_key("html")
                {
                    let html = format!("{title}<span class=\"govuk-visually-hidden\"> page</span>");
                    step.insert("html".to_owned(), json!(html));
                }
            }
            for item in options.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten() {
                if let Value::Object(item) = item
                    && let Some(number) = item.get("number").cloned()
                {
                    let number = number.as_str().map_or_else(|| number.to_string(), str::to_owned);
                    item.entry("visuallyHiddenText").or_insert_with(|| json!(format!("Page {number}")));
                }
            }
        }
        _ => {}
    }
}

/// A date without `items` has the three usual ones; a field without a label is named by its name.
fn date_items(options: &mut Map<String, Value>) {
    let simple = !["day", "month", "year", "values"].iter().any(|key| options.contains_key(*key));
    let no_items = options.get("items").and_then(Value::as_array).is_none_or(Vec::is_empty);
    if simple && no_items {
        options.insert("items".to_owned(), json!([{"name": "day"}, {"name": "month"}, {"name": "year"}]));
    }
    for item in options.get_mut("items").and_then(Value::as_array_mut).into_iter().flatten() {
        if let Value::Object(item) = item
            && let Some(name) = item.get("name").and_then(Value::as_str)
        {
            let mut letters = name.chars();
            let label: String =
                letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            item.entry("label").or_insert_with(|| json!(label));
        }
    }
}

/// Words that the script knows in English and GOV.UK's macro therefore leaves out of the data attributes.
fn default_data_words(component: &str, options: &Value) -> Vec<&'static str> {
    let words = [
        ("password-input", "showPasswordText", " data-i18n.show-password=\"Show\""),
        (
            "password-input",
            "showPasswordAriaLabelText",
            " data-i18n.show-password-aria-label=\"Show password\"",
        ),
    ];
    let left_out = words.iter().filter(|(of, key, _)| *of == component && options.get(key).is_none());
    left_out.map(|(_, _, attribute)| *attribute).collect()
}

fn compare<C: DeserializeOwned + Display>(component: &str, options: Value, theirs: &str) -> Outcome {
    let defaults = default_data_words(component, &options);
    let Ok(parsed) = serde_json::from_value::<C>(with_default_words(component, options)) else {
        return Outcome::Unsupported;
    };
    let mut ours = parsed.to_string();
    for word in defaults {
        ours = ours.replace(word, "");
    }
    let (ours, theirs) = (normal::form(&ours), normal::form(theirs));
    if ours == theirs { Outcome::Equal } else { Outcome::Different { ours, theirs } }
}

type Compare = fn(&str, Value, &str) -> Outcome;

/// The components that pages use.
const COMPONENTS: &[(&str, Compare)] = &[
    ("back-link", compare::<ours::BackLink>),
    ("breadcrumbs", compare::<ours::Breadcrumbs>),
    ("button", compare::<ours::Button>),
    ("character-count", compare::<ours::CharacterCount>),
    ("checkboxes", compare::<ours::Checkboxes>),
    ("date-input", compare::<ours::DateInput>),
    ("details", compare::<ours::Details>),
    ("error-message", compare::<ours::ErrorMessage>),
    ("error-summary", compare::<ours::ErrorSummary>),
    ("fieldset", compare::<ours::Fieldset>),
    ("file-upload", compare::<ours::FileUpload>),
    ("generic-header", compare::<ours::GenericHeader>),
    ("hint", compare::<ours::Hint>),
    ("input", compare::<ours::Input>),
    ("inset-text", compare::<ours::InsetText>),
    ("label", compare::<ours::Label>),
    ("language-navigation", compare::<ours::LanguageNavigation>),
    ("notification-banner", compare::<ours::NotificationBanner>),
    ("pagination", compare::<ours::Pagination>),
    ("panel", compare::<ours::Panel>),
    ("password-input", compare::<ours::PasswordInput>),
    ("phase-banner", compare::<ours::PhaseBanner>),
    ("radios", compare::<ours::Radios>),
    ("select", compare::<ours::Select>),
    ("service-navigation", compare::<ours::ServiceNavigation>),
    ("skip-link", compare::<ours::SkipLink>),
    ("summary-list", compare::<ours::SummaryList>),
    ("table", compare::<ours::Table>),
    ("tag", compare::<ours::Tag>),
    ("task-list", compare::<ours::TaskList>),
    ("textarea", compare::<ours::Textarea>),
    ("warning-text", compare::<ours::WarningText>),
];

fn package() -> PathBuf {
    PathBuf::from("../../assets/node_modules/govuk-frontend/dist/govuk/components")
}

fn on_ci() -> bool {
    std::env::vars().any(|(name, value)| name == "CI" && value == "true")
}

#[test]
fn components_match_the_fixtures_of_govuk_frontend() {
    let package = package();
    if !package.exists() {
        assert!(!on_ci(), "{} is missing: run `npm ci` in assets/", package.display());
        println!("components are not compared: run `npm ci` in assets/ to get the fixtures");
        return;
    }
    let (mut equal, mut total) = (0_u32, 0_u32);
    let mut unsupported = BTreeSet::new();
    let mut differences = String::new();
    for (component, compare) in COMPONENTS {
        let path = package.join(component).join("fixtures.json");
        let text = std::fs::read_to_string(&path).expect("fixtures");
        let file: Value = serde_json::from_str(&text).expect("fixtures are JSON");
        for fixture in file["fixtures"].as_array().expect("a list of fixtures") {
            let name = format!("{component}: {}", fixture["name"].as_str().expect("a name"));
            let theirs = fixture["html"].as_str().expect("mark-up");
            total += 1;
            match compare(component, fixture["options"].clone(), theirs) {
                Outcome::Equal => equal += 1,
                Outcome::Unsupported => {
                    unsupported.insert(name);
                }
                Outcome::Different { ours, theirs } => {
                    let _ = writeln!(differences, "== {name}\n-- ours\n{ours}\n-- theirs\n{theirs}\n");
                }
            }
        }
    }
    println!("{equal} of {total} fixtures of {} components are equal", COMPONENTS.len());
    assert!(differences.is_empty(), "mark-up differs:\n{differences}");

    let list = Path::new("tests/components-unsupported.txt");
    let committed: BTreeSet<String> = std::fs::read_to_string(list)
        .unwrap_or_default()
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect();
    let lines = unsupported.iter().cloned().collect::<Vec<_>>().join("\n");
    assert_eq!(committed, unsupported, "{} must hold:\n{lines}\n", list.display());
}
