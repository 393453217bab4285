//! What can be put off, by which name it is kept, and what makes two of a kind the same.

use domain::codes::{BodyCode, QuestionCode};
use domain::ids::{
    AccessCaseId, AnnouncementId, ArticleId, AssignmentId, ExemptionId, FindId, HarvestId, ItemId,
    RedactionId, ReturnId, RoundId, VideoId,
};
use domain::link::Occasion;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sql::Conn;
use store::job;

use crate::AppError;

/// Work that can be put off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Work {
    /// Remove dead sessions, abandoned uploads and parts that nobody knows. Again every hour.
    Sweep,
    /// Freeze a round because its filling opens. One for each round; it moves with the phase.
    StartRound {
        /// Which.
        round: RoundId,
    },
    /// Send an e-mail. A replica that dies between sending and noting it sends it twice. The text may
    /// hold the secret of a link, so it is forgotten once the job is over.
    Mail {
        /// One address.
        to: String,
        /// One line.
        subject: String,
        /// Plain text.
        body: String,
    },
    /// Send a link to whoever has this name or e-mail address.
    Forgotten {
        /// What was typed.
        asked: String,
    },
    /// Make approved results public at their minute.
    Publish {
        /// Which.
        announcement: AnnouncementId,
    },
    /// Print some of the certificates and letters of published results, and put off the rest: a service that stops waits for
    /// a few sheets, not for all.
    PrintCertificates {
        /// Whose.
        announcement: AnnouncementId,
        /// How many batches came before.
        #[serde(default)]
        batch: u32,
    },
    /// Look inside a file.
    Examine {
        /// Its address in the file store.
        blob: String,
    },
    /// Bring the table of contents of a draft's film to the front.
    OrderFilm {
        /// Of which video.
        video: VideoId,
        /// Address of the film in the file store.
        source: String,
    },
    /// Convert the film of a draft.
    ConvertFilm {
        /// Of which video.
        video: VideoId,
        /// Address of the film in the file store.
        source: String,
    },
    /// Black parts of a file out.
    Redact {
        /// Which wish.
        id: RedactionId,
    },
    /// Tell a colleague that something handed over is due soon.
    Remind {
        /// Which.
        assignment: AssignmentId,
    },
    /// Tell an office that its time for a question that was given back ends soon.
    RemindReturn {
        /// Which.
        id: ReturnId,
    },
    /// End the time of an office for a question that was given back.
    ExpireReturn {
        /// Which.
        id: ReturnId,
    },
    /// Collect files that nothing refers to and compare a share of the others with their addresses. Every night.
    Scrub {
        /// How many files of this night are left; none where the night has not begun.
        left: Option<i64>,
    },
    /// Look at a link that an office gives. A replica that dies after the look looks once more.
    ProbeLink {
        /// In which round.
        round: RoundId,
        /// Whose.
        body: BodyCode,
        /// Of which question.
        question: QuestionCode,
        /// The link as it was given.
        url: String,
        /// Why.
        occasion: Occasion,
        /// Whether this is the second look after a failure.
        #[serde(default)]
        second: bool,
    },
    /// Have the links of one office looked at because its filling closes. It moves with the extension.
    ProbeOffice {
        /// In which round.
        round: RoundId,
        /// Whose.
        body: BodyCode,
    },
    /// Walk through the public site of an office. A replica that dies after it walks once more.
    VisitSite {
        /// In which round.
        round: RoundId,
        /// Whose.
        body: BodyCode,
        /// Whether this is the second walk, at another time.
        #[serde(default)]
        second: bool,
    },
    /// Bring the search index in step with an item, because its minute has come.
    IndexItem {
        /// Which.
        item: ItemId,
    },
    /// Read a feed or a site map from which an office takes over what it published elsewhere.
    Harvest {
        /// Which.
        id: HarvestId,
        /// Whether the source is read, and its pages are being looked at.
        pages: bool,
    },
    /// Fetch the documents of something that was found and became a draft.
    FetchFound {
        /// Which.
        find: FindId,
    },
    /// Bring the search index in step with an article, because its minute has come.
    IndexArticle {
        /// Which.
        article: ArticleId,
    },
    /// Count the words that complete and correct what people type. Every night.
    CountWords,
    /// Tell the province of an office that has not acknowledged a test request.
    AccessSilence {
        /// Of which case.
        case: AccessCaseId,
    },
    /// Have the links of all offices looked at because the filling closes. One for each round; it moves with the phase.
    ProbeRound {
        /// Which.
        round: RoundId,
    },
    /// Tell the offices of a round that they may contest. It moves with the phase.
    OpenAppeals {
        /// Which.
        round: RoundId,
    },
    /// Tell desks what of their duties is late or due soon. Every morning.
    RemindDuties {
        /// Code of the office that came last; empty where the morning has not begun.
        #[serde(default)]
        after: String,
    },
    /// Tell the PPID that the term of an exemption ends.
    AlertExemption {
        /// Which.
        id: ExemptionId,
    },
    /// Open what was exempt, because its term is over.
    ExpireExemption {
        /// Which.
        id: ExemptionId,
    },
    /// Remind offices that the time to contest runs out. It moves with the phase and with extensions.
    RemindAppeals {
        /// In which round.
        round: RoundId,
        /// One office with a time of its own; none for all others.
        body: Option<BodyCode>,
    },
}

/// The kind of jobs whose payload is forgotten when they are over.
pub(super) const MAIL: &str = "mail";
/// The kind of jobs that look inside files.
pub(super) const EXAMINE: &str = "examine";
/// The kind of jobs that black out.
pub(super) const REDACT: &str = "redact";
/// The kind of jobs that put films in order.
pub(super) const ORDER_FILM: &str = "order_film";
/// The kind of jobs that convert films.
pub(super) const CONVERT_FILM: &str = "convert_film";
/// The kind of jobs that print.
pub(super) const PRINT: &str = "print_certificates";
/// The kind of jobs that visit links.
pub(super) const PROBE_LINK: &str = "probe_link";
/// The kind of jobs that read sources of what was published elsewhere.
pub(super) const HARVEST: &str = "harvest";
/// The kind of jobs that fetch documents from there.
pub(super) const FETCH_FOUND: &str = "fetch_found";
/// The kind of jobs that walk through sites.
pub(super) const VISIT_SITE: &str = "visit_site";

impl Work {
    pub(super) const fn kind(&self) -> &'static str {
        match self {
            Self::Sweep => "sweep",
            Self::StartRound { .. } => "start_round",
            Self::Mail { .. } => MAIL,
            Self::Forgotten { .. } => "forgotten",
            Self::Publish { .. } => "publish",
            Self::PrintCertificates { .. } => PRINT,
            Self::Examine { .. } => EXAMINE,
            Self::Redact { .. } => REDACT,
            Self::OrderFilm { .. } => ORDER_FILM,
            Self::ConvertFilm { .. } => CONVERT_FILM,
            Self::Remind { .. } => "remind",
            Self::RemindReturn { .. } => "remind_return",
            Self::ExpireReturn { .. } => "expire_return",
            Self::Scrub { .. } => "scrub",
            Self::ProbeLink { .. } => PROBE_LINK,
            Self::ProbeOffice { .. } => "probe_office",
            Self::ProbeRound { .. } => "probe_round",
            Self::OpenAppeals { .. } => "open_appeals",
            Self::RemindAppeals { .. } => "remind_appeals",
            Self::AccessSilence { .. } => "access_silence",
            Self::IndexItem { .. } => "index_item",
            Self::IndexArticle { .. } => "index_article",
            Self::CountWords => "count_words",
            Self::Harvest { .. } => HARVEST,
            Self::FetchFound { .. } => FETCH_FOUND,
            Self::VisitSite { .. } => VISIT_SITE,
            Self::RemindDuties { .. } => "remind_duties",
            Self::AlertExemption { .. } => "alert_exemption",
            Self::ExpireExemption { .. } => "expire_exemption",
        }
    }

    /// What makes two of a kind the same work; empty where several may wait.
    pub(super) fn unique_key(&self) -> String {
        match self {
            Self::Sweep => "sweep".into(),
            Self::StartRound { round }
            | Self::ProbeRound { round }
            | Self::OpenAppeals { round }
            | Self::RemindAppeals { round, body: None } => round.to_string(),
            Self::Mail { .. } => String::new(),
            Self::Forgotten { asked } => asked.to_lowercase(),
            Self::Publish { announcement } => announcement.to_string(),
            Self::PrintCertificates { announcement, batch } => format!("{announcement}/{batch}"),
            Self::Examine { blob } => blob.clone(),
            Self::Redact { id } => id.to_string(),
            Self::OrderFilm { video, source } | Self::ConvertFilm { video, source } => {
                format!("{video}/{source}")
            }
            Self::Remind { assignment } => assignment.to_string(),
            Self::RemindReturn { id } | Self::ExpireReturn { id } => id.to_string(),
            Self::Scrub { .. } => "scrub".into(),
            Self::ProbeLink { round, body, question, url, occasion, second } => {
                let url = blake3::hash(url.as_bytes()).to_hex();
                format!("{round}/{body}/{question}/{}/{second}/{url}", occasion.code())
            }
            Self::ProbeOffice { round, body } | Self::RemindAppeals { round, body: Some(body) } => {
                format!("{round}/{body}")
            }
            Self::AccessSilence { case } => case.to_string(),
            Self::IndexItem { item } => item.to_string(),
            Self::IndexArticle { article } => article.to_string(),
            Self::CountWords => "count_words".into(),
            Self::Harvest { id, pages } => format!("{id}/{pages}"),
            Self::FetchFound { find } => find.to_string(),
            Self::VisitSite { round, body, second } => format!("{round}/{body}/{second}"),
            Self::RemindDuties { after } => format!("duties/{after}"),
            Self::AlertExemption { id } | Self::ExpireExemption { id } => id.to_string(),
        }
    }

    /// Says that this work goes on, in the caller's transaction: nobody else takes it before `until`.
    pub(crate) async fn prolong(&self, conn: &mut Conn, until: Timestamp) -> Result<(), AppError> {
        job::prolong(conn, self.kind(), &self.unique_key(), until).await?;
        Ok(())
    }

    /// Takes unfinished work of the same kind and key off the list, in the caller's transaction.
    pub(crate) async fn call_off(&self, conn: &mut Conn) -> Result<(), AppError> {
        job::cancel(conn, self.kind(), &self.unique_key()).await?;
        Ok(())
    }
}
