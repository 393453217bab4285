//! The leaders' videos of one office, the present one and one of before. Film and picture were made for this demo and say so.

use app::AppError;
use app::desk::Captioned;
use domain::person::Role;
use domain::video::Content;

use crate::DemoError;
use crate::evidence::streamed;
use crate::past::{Days, Past};
use crate::people::Crew;

/// The office of the demo.
const OFFICE: &str = "62.06";
/// Days before the first start on which it was made, and the one before it.
const BEFORE: i64 = 60;
const BEFORE_THAT: i64 = 440;
/// Who speaks in the one before it: a made-up name, as all others.
const FORMER_LEADER: &str = "Yohanes Ganti Sangen";
/// Eight seconds in H.264 and AAC.
const FILM: &[u8] = include_bytes!("../data/komitmen.mp4");
const PICTURE: &[u8] = include_bytes!("../data/komitmen.jpg");
const CAPTIONS: &str = "WEBVTT

00:00:00.500 --> 00:00:03.000
Informasi publik adalah hak setiap orang.

00:00:03.200 --> 00:00:05.400
Kami terbuka, cepat, dan jujur.

00:00:05.600 --> 00:00:07.800
Tanyakan, dan kami menjawab.
";

pub(crate) async fn make(past: &Past, crew: &Crew, days: Days) -> Result<(), DemoError> {
    let leader = crew.at(Role::Leader, OFFICE)?.name.clone();
    for (before, title, speaker) in [
        (BEFORE_THAT, "Informasi publik untuk pemilih Katingan", FORMER_LEADER),
        (BEFORE, "Terbuka, cepat, dan jujur: komitmen kami", leader.as_str()),
    ] {
        let content = Content {
            title: title.to_owned(),
            speaker: speaker.to_owned(),
            post: "Ketua Bawaslu Kabupaten Katingan".to_owned(),
            recorded_on: days.date(-before - 2).parse().ok(),
            ..Content::default()
        };
        publish(past, crew, days, before, content).await?;
    }
    Ok(())
}

/// Makes one, so many days before the first start, and publishes it on the day after.
async fn publish(
    past: &Past,
    crew: &Crew,
    days: Days,
    before: i64,
    content: Content,
) -> Result<(), DemoError> {
    let desk = async |role: Role| past.app.access(crew.at(role, OFFICE)?.clone()).desk(OFFICE).await;
    let (officer, ppid) = (desk(Role::Officer).await?, desk(Role::Ppid).await?);
    past.set(days.at(-before, 10 * 60));
    let reference = officer.new_video(content).await?;
    let film = officer.stage_film("komitmen.mp4", streamed(FILM.to_vec())).await?;
    officer.set_film(&reference, Some(film)).await?;
    // One is enough to see what a picture does; each is painted by a worker, for which the first start would have to wait.
    if before == BEFORE {
        let picture = officer.stage_poster("komitmen.jpg", streamed(PICTURE.to_vec())).await?;
        officer.set_poster(&reference, Some(picture)).await?;
    }
    if officer.set_captions(&reference, "", CAPTIONS.as_bytes()).await? != Captioned::Kept {
        return Err(AppError::Fault("the captions of the demo are wrong".to_owned()).into());
    }
    officer.transcribe(&reference, "").await?;
    // Nothing becomes public that was not looked at; the list of jobs is long, and this one film is small.
    officer.look_at_film(&reference).await?;
    let revision = ppid.video(&reference).await?.video.revision;
    past.set(days.at(-before + 1, 9 * 60));
    ppid.publish_video(&reference, revision).await?;
    Ok(())
}
