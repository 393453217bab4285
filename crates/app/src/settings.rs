//! What the operator decides.

use domain::body::{Body, Level};
use domain::file_rules::FileRules;
use i18n::Lang;
use jiff::SignedDuration;

/// Settings of use cases; the binary reads them from the configuration.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where people find this service, without a slash at the end: `https://ppid.example.go.id`. Links in messages are
    /// made of it and never of what a request claims.
    pub base_url: String,
    /// Name of the service as people see it.
    pub site_name: String,
    /// The language of those who have chosen none and whose browser asks for none that there is.
    pub language: Lang,
    /// Pattern of an office's name by level; `{name}` is the name of the body.
    pub office_names: OfficeNames,
    /// How long a browser stays signed in without being used.
    pub session_idle: SignedDuration,
    /// How long a browser stays signed in at most.
    pub session_max: SignedDuration,
    /// How long an invitation lives.
    pub invitation_life: SignedDuration,
    /// How long a link that resets a password lives.
    pub reset_life: SignedDuration,
    /// Most bytes of one uploaded file, where a round sets nothing itself.
    pub max_file_bytes: u64,
    /// Most bytes of all files of an office in a round, those on their way included, where the round sets nothing itself.
    pub max_office_bytes: u64,
    /// Most bytes that the desk of an office keeps for its public site and its list, those on their way included.
    pub max_desk_bytes: u64,
    /// Most bytes of the film of a video of commitment.
    pub video_max_bytes: u64,
    /// How long such a film may be at most.
    pub video_max_length: SignedDuration,
    /// Whether films that not all browsers play, or that are too heavy, are converted here.
    pub video_convert: bool,
    /// How long an upload of which nothing more comes is kept.
    pub upload_life: SignedDuration,
    /// How long after the closing the files of a submitted questionnaire may still arrive, where the round sets nothing
    /// itself.
    pub upload_grace: SignedDuration,
    /// Tries to sign in for one name, and for one address, in a quarter of an hour.
    pub sign_in_tries: u32,
    /// Calls of the API that a person's programs, or an address without a token, may make at once after a pause.
    pub api_calls_at_once: u32,
    /// And how many a second in the long run.
    pub api_calls_a_second: u32,
}

impl Settings {
    /// What holds for files where a round sets nothing itself.
    #[must_use]
    pub const fn file_rules(&self) -> FileRules {
        FileRules {
            max_file: self.max_file_bytes,
            max_office: self.max_office_bytes,
            grace: self.upload_grace,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base_url: "http://localhost:8080".into(),
            site_name: "Terbuka".into(),
            language: Lang::default(),
            office_names: OfficeNames::default(),
            session_idle: SignedDuration::from_hours(4),
            session_max: SignedDuration::from_hours(16),
            invitation_life: SignedDuration::from_hours(14 * 24),
            reset_life: SignedDuration::from_mins(30),
            max_file_bytes: 20 * 1024 * 1024,
            max_office_bytes: 4 * 1024 * 1024 * 1024,
            max_desk_bytes: 20 * 1024 * 1024 * 1024,
            video_max_bytes: 300 * 1024 * 1024,
            video_max_length: SignedDuration::from_mins(10),
            video_convert: false,
            upload_life: SignedDuration::from_hours(72),
            upload_grace: SignedDuration::from_mins(30),
            sign_in_tries: 10,
            api_calls_at_once: 600,
            api_calls_a_second: 20,
        }
    }
}

/// How the name of an office is made of the name of its body, by level.
#[derive(Debug, Clone)]
pub struct OfficeNames(pub Vec<(Level, String)>);

impl Default for OfficeNames {
    fn default() -> Self {
        Self(vec![
            (Level::National, "{name}".into()),
            (Level::Province, "Bawaslu Provinsi {name}".into()),
            (Level::Regency, "Bawaslu {name}".into()),
        ])
    }
}

impl OfficeNames {
    /// The name of an office. A level without a pattern keeps the name of the body.
    #[must_use]
    pub fn of(&self, level: &Level, name: &str) -> String {
        let pattern = self.0.iter().find(|(of, _)| of == level).map_or("{name}", |(_, pattern)| pattern);
        pattern.replace("{name}", name)
    }

    /// Sets the office name of a body.
    pub fn apply(&self, body: &mut Body) {
        body.office_name = self.of(&body.level, &body.name);
    }
}
