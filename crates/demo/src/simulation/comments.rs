//! Anybody doubts what offices claim, and those who judge them say what became of it.

use app::comment::NewComment;
use domain::comment::CommentAction;
use domain::person::Role;

use super::{Counts, VERIFIED, World};
use crate::past::Diary;
use crate::{DemoError, ROOT};

/// How many offices in a hundred are doubted.
const DOUBTED: u32 = 10;
/// How many comments in a hundred prove something.
const FOUNDED: u32 = 30;

pub(super) async fn play(world: &World<'_>) -> Result<Counts, DemoError> {
    let public = world.past.app.public();
    let mut sent = 0;
    for office in world.submitted().filter(|_| world.happens(DOUBTED)) {
        let mut diary = Diary::from(&world.past, world.days, VERIFIED + i64::from(world.dice(5)));
        diary.next();
        let body = office.placed.body.slug.as_str();
        let claims = public.claims(&world.slug, body).await?.claims;
        let count = u32::try_from(claims.len()).unwrap_or(u32::MAX);
        let Some(claim) = claims.get(usize::try_from(world.dice(count)).unwrap_or(0)) else { continue };
        let comment = NewComment {
            name: String::new(),
            contact: String::new(),
            text: "Saya datang ke kantor itu dan tidak menemukannya.".to_owned(),
            files: Vec::new(),
        };
        public.comment(&world.slug, body, claim.question.as_str(), None).await?.send(comment).await?;
        sent += 1;
    }
    world.at(VERIFIED + 6, 9 * 60);
    let reviewer = world.access(Role::Controller, ROOT, 1)?.reviewer(&world.slug).await?;
    let mut handled = 0;
    for found in reviewer.comments().await? {
        let (action, reason) = if world.happens(FOUNDED) {
            (CommentAction::Use, "Diteruskan ke penilaian; terima kasih.")
        } else {
            (CommentAction::Dismiss, "Tidak disertai bukti yang dapat diperiksa.")
        };
        reviewer.handle_comment(found.comment.id, found.comment.version, action, reason).await?;
        handled += 1;
    }
    Ok(vec![("sent", sent), ("handled", handled)])
}
