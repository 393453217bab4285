use std::sync::OnceLock;

use crate::Engine;

/// Every statement of the program, gathered by the linker. Filled by [`crate::sql!`].
#[linkme::distributed_slice]
pub static STATEMENTS: [&'static Statement];

/// A statement as it is written in the source. Made by [`crate::sql!`] only.
pub struct Statement {
    source: Source,
    file: &'static str,
    line: u32,
    sqlite: OnceLock<Result<Rendered, String>>,
    postgres: OnceLock<Result<Rendered, String>>,
}

enum Source {
    /// One text for both.
    Shared(&'static str),
    /// A text for each, in the few modules that need it.
    Each { sqlite: &'static str, postgres: &'static str },
}

/// What is sent to an engine.
pub(crate) struct Rendered {
    pub(crate) text: String,
    /// The highest `$n`.
    pub(crate) parameters: usize,
}

/// A statement: `sql!("SELECT … WHERE id = $1")` gives a `&'static Statement` and registers it, so that
/// [`crate::check_all`] finds it. In the engine-branch modules: `sql! { sqlite: "…", postgres: "…" }`.
///
/// Markers: `@list($1)`, `@id_list($1)`, `@int_list($1)` (for `IN (…)`, see [`crate::list`]), `@for_update`,
/// `@for_update_skip_locked`. The rules are in the README of this crate.
#[macro_export]
macro_rules! sql {
    (sqlite: $sqlite:expr, postgres: $postgres:expr $(,)?) => {
        $crate::sql!(@register $crate::Statement::each($sqlite, $postgres, ::core::file!(), ::core::line!()))
    };
    (@register $new:expr) => {{
        static STATEMENT: $crate::Statement = $new;
        #[$crate::linkme::distributed_slice($crate::STATEMENTS)]
        #[linkme(crate = $crate::linkme)]
        static REGISTERED: &$crate::Statement = &STATEMENT;
        &STATEMENT
    }};
    ($text:expr) => {
        $crate::sql!(@register $crate::Statement::shared($text, ::core::file!(), ::core::line!()))
    };
}

impl Statement {
    /// For [`crate::sql!`].
    #[doc(hidden)]
    pub const fn shared(text: &'static str, file: &'static str, line: u32) -> Self {
        Self::new(Source::Shared(text), file, line)
    }

    /// For [`crate::sql!`].
    #[doc(hidden)]
    pub const fn each(sqlite: &'static str, postgres: &'static str, file: &'static str, line: u32) -> Self {
        Self::new(Source::Each { sqlite, postgres }, file, line)
    }

    const fn new(source: Source, file: &'static str, line: u32) -> Self {
        Self { source, file, line, sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// Where it is written: `file:line`.
    pub fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    /// Whether both engines get the same text.
    pub(crate) fn is_shared(&self) -> bool {
        matches!(self.source, Source::Shared(_))
    }

    /// The text as written, for an engine.
    pub(crate) fn source(&self, engine: Engine) -> &'static str {
        match (&self.source, engine) {
            (Source::Shared(text), _) => text,
            (Source::Each { sqlite, .. }, Engine::Sqlite) => sqlite,
            (Source::Each { postgres, .. }, Engine::Postgres) => postgres,
        }
    }

    pub(crate) fn text_of_either(&self) -> &'static str {
        self.source(Engine::Sqlite)
    }

    /// The text for an engine, made once.
    pub(crate) fn rendered(&'static self, engine: Engine) -> Result<&'static Rendered, String> {
        let cache = match engine {
            Engine::Sqlite => &self.sqlite,
            Engine::Postgres => &self.postgres,
        };
        cache.get_or_init(|| render(self.source(engine), engine)).as_ref().map_err(Clone::clone)
    }
}

/// What `@name($n)` or `@name` stands for.
fn marker(name: &str, parameter: Option<&str>, engine: Engine) -> Option<String> {
    let sqlite = engine == Engine::Sqlite;
    Some(match (name, parameter) {
        ("list", Some(p)) if sqlite => format!("SELECT value FROM json_each({p})"),
        ("list", Some(p)) => format!("SELECT jsonb_array_elements_text({p}::jsonb)"),
        ("id_list", Some(p)) if sqlite => format!("SELECT unhex(value, '-') FROM json_each({p})"),
        ("id_list", Some(p)) => format!("SELECT jsonb_array_elements_text({p}::jsonb)::uuid"),
        ("int_list", Some(p)) if sqlite => format!("SELECT CAST(value AS INTEGER) FROM json_each({p})"),
        ("int_list", Some(p)) => format!("SELECT jsonb_array_elements_text({p}::jsonb)::bigint"),
        ("for_update" | "for_update_skip_locked", None) if sqlite => String::new(),
        ("for_update", None) => "FOR UPDATE".into(),
        ("for_update_skip_locked", None) => "FOR UPDATE SKIP LOCKED".into(),
        _ => return None,
    })
}

/// Replaces markers and finds the highest `$n`; leaves what is inside quotes and comments alone.
fn render(source: &str, engine: Engine) -> Result<Rendered, String> {
    let mut text = String::with_capacity(source.len());
    let mut parameters = 0;
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\'' | '"' => rest[1..].find(c).map(|end| end + 2).ok_or("a quote is not closed")?,
            '-' if rest.starts_with("--") => rest.find('\n').unwrap_or(rest.len()),
            '$' => {
                let digits = span(&rest[1..], |c| c.is_ascii_digit());
                let number: usize = rest[1..=digits].parse().map_err(|_| "after $ comes a number from 1")?;
                if number == 0 {
                    return Err("after $ comes a number from 1".into());
                }
                parameters = parameters.max(number);
                1 + digits
            }
            '@' if rest[1..].starts_with(|c: char| c.is_ascii_lowercase()) => {
                let name = &rest[1..=span(&rest[1..], |c| c.is_ascii_lowercase() || c == '_')];
                let after = &rest[1 + name.len()..];
                let parameter =
                    after.strip_prefix('(').and_then(|inner| inner.split_once(')')).map(|(p, _)| p);
                if let Some(parameter) = parameter {
                    let number = parameter.strip_prefix('$').and_then(|number| number.parse().ok());
                    parameters = parameters.max(number.ok_or_else(|| format!("@{name} takes one $n"))?);
                }
                text.push_str(
                    &marker(name, parameter, engine)
                        .ok_or_else(|| format!("no marker @{name} of this form"))?,
                );
                rest = &after[parameter.map_or(0, |p| p.len() + 2)..];
                continue;
            }
            c => c.len_utf8(),
        };
        text.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    Ok(Rendered { text, parameters })
}

/// How many bytes from the start belong.
fn span(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(source: &str) -> (String, String) {
        (render(source, Engine::Sqlite).unwrap().text, render(source, Engine::Postgres).unwrap().text)
    }

    #[test]
    fn renders_markers_for_each_engine() {
        assert_eq!(
            both("a IN (@list($1))"),
            (
                "a IN (SELECT value FROM json_each($1))".into(),
                "a IN (SELECT jsonb_array_elements_text($1::jsonb))".into()
            )
        );
        assert_eq!(both("x LIMIT 1 @for_update"), ("x LIMIT 1 ".into(), "x LIMIT 1 FOR UPDATE".into()));
        assert_eq!(both("x @for_update_skip_locked;").1, "x FOR UPDATE SKIP LOCKED;");
        let unchanged = "SELECT 'a@list($9) it''s $8', \"$7\" -- @what $6\nFROM \u{e9}t WHERE a = $2";
        assert_eq!(both(unchanged), (unchanged.into(), unchanged.into()));
    }

    #[test]
    fn counts_parameters() {
        for (text, count) in [("SELECT 1", 0), ("$2 $1", 2), ("'$3' $1", 1), ("@list($4) $1", 4), ("$12", 12)]
        {
            assert_eq!(render(text, Engine::Sqlite).unwrap().parameters, count, "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_marker() {
        for text in
            ["@lists($1)", "@list", "@list(a, b)", "@for_update($1)", "$", "$0", "$x", "'open", "@list($)"]
        {
            assert!(render(text, Engine::Postgres).is_err(), "{text}");
        }
    }
}
