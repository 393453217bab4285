//! The picture that is shown where somebody passes a page of the nation on: the first page, the search, announced results.

use app::AppError;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::look::Look;
use i18n::{Lang, Texts};
use print::press::ShareCard;

use crate::Web;
use crate::failure::Failure;
use crate::page::Share;
use crate::ppid::kept;

/// The page that is passed on.
#[derive(Debug, Clone, Copy)]
pub(super) enum Page<'a> {
    /// The first page.
    Home,
    /// The search.
    Search,
    /// The list of announced rounds.
    Rounds,
    /// The results of a round: its slug and title.
    Round(&'a str, &'a str),
}

impl Page<'_> {
    /// What the page is called in the addresses of pictures.
    fn name(self) -> String {
        match self {
            Self::Home => "beranda".to_owned(),
            Self::Search => "pencarian".to_owned(),
            Self::Rounds => "hasil".to_owned(),
            Self::Round(slug, _) => format!("hasil-{slug}"),
        }
    }

    fn title(self, t: &Texts) -> String {
        match self {
            Self::Home => t.result_home_title(),
            Self::Search => t.search_title(),
            Self::Rounds => t.result_list_title(),
            Self::Round(_, title) => t.result_round_title(title),
        }
    }

    fn card(self, web: &Web, t: &Texts) -> ShareCard {
        let class = match self {
            Self::Home | Self::Search => t.share_class(),
            Self::Rounds | Self::Round(..) => t.share_class_results(),
        };
        ShareCard {
            office: web.app.settings().site_name.clone(),
            title: self.title(t),
            class,
            service: web.app.own_host(),
            colour: Look::default().header.to_string(),
        }
    }
}

/// How a page looks where it is passed on. `title` stands beside the picture; the page's own where it is empty.
pub(super) fn share(web: &Web, t: &Texts, page: Page<'_>, title: &str) -> Share {
    let hash = app::share::hash(&page.card(web, t));
    let base = &web.app.settings().base_url;
    Share {
        title: if title.is_empty() { page.title(t) } else { title.to_owned() },
        picture: format!("{base}/bagikan/{}-{}-{hash}.png", page.name(), t.code()),
    }
}

/// `GET /bagikan/{name}-{language}-{hash}.png`. A hash of something else is not drawn, and nothing of a round is known here before
/// it is announced.
pub(super) async fn give(State(web): State<Web>, Path(file): Path<String>) -> Result<Response, Failure> {
    let stem = file.strip_suffix(".png").ok_or(AppError::NotFound)?;
    let (rest, hash) = stem.rsplit_once('-').ok_or(AppError::NotFound)?;
    let (name, lang) = rest.rsplit_once('-').ok_or(AppError::NotFound)?;
    let t = Texts::new(Lang::from_code(lang).ok_or(AppError::NotFound)?);
    let drawn = match name {
        "beranda" => Page::Home.card(&web, &t),
        "pencarian" => Page::Search.card(&web, &t),
        "hasil" => Page::Rounds.card(&web, &t),
        other => {
            let slug = other.strip_prefix("hasil-").ok_or(AppError::NotFound)?;
            let announced = web.app.public().announced().await?;
            let found = announced.into_iter().find(|found| found.round.slug == slug);
            let round = found.ok_or(AppError::NotFound)?.round;
            Page::Round(slug, &round.title).card(&web, &t)
        }
    };
    if app::share::hash(&drawn) != hash {
        return Err(AppError::NotFound.into());
    }
    Ok(kept("image/png", web.app.share_picture(&drawn).await?.to_vec()))
}
