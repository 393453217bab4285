//! The page that sets how a round holds its interviews.

use app::national::RoundDetail;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::exact::Exact;
use domain::interview::{Criterion, InterviewRules};
use domain::problem::{FieldProblem, Problem};

use crate::Web;
use crate::components::Textarea;
use crate::failure::Failure;
use crate::form::Fields;
use crate::national::frame::{Form, Parts};
use crate::national::own_rules;
use crate::show;
use crate::visitor::{SignedIn, redirect_with};

const NUMBERS: [&str; 3] = ["interview.minutes", "interview.pause", "interview.room_size"];
const CRITERIA: &str = "interview.criteria";
const TOUR: &str = "interview.tour";

fn page(
    web: &Web,
    reader: &SignedIn,
    detail: &RoundDetail,
    fields: &Fields,
    problems: &[FieldProblem],
) -> Response {
    let back = format!("/nasional/{}/wawancara", detail.round.slug);
    let form =
        Form::new(web, reader, format!("/nasional/{}/aturan-wawancara", detail.round.slug), back, problems);
    let t = *form.t();
    let labels = [t.interview_rules_minutes(), t.interview_rules_pause(), t.interview_rules_room_size()];
    let mut body = Parts::default();
    for (name, label) in NUMBERS.into_iter().zip(labels) {
        body = body.with(form.input(name, label, fields.text(name)).numeric().width(3));
    }
    form.name(CRITERIA, t.interview_rules_criteria());
    form.name(TOUR, t.interview_rules_tour());
    body = body
        .with(
            Textarea::new(CRITERIA, t.interview_rules_criteria())
                .hint(t.interview_rules_criteria_hint())
                .rows(6)
                .value(fields.raw(CRITERIA))
                .error(form.error(CRITERIA)),
        )
        .with(
            Textarea::new(TOUR, t.interview_rules_tour())
                .hint(t.interview_rules_tour_hint())
                .rows(6)
                .value(fields.raw(TOUR))
                .error(form.error(TOUR)),
        );
    let title = t.interview_rules_title(detail.round.title.as_str());
    form.render_rules((title, vec![t.interview_rules_intro()]), detail.round.state, fields, body)
}

/// `GET /nasional/{round}/aturan-wawancara`
pub(super) async fn show(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
) -> Result<Response, Failure> {
    let detail = reader.access.national_of(&slug).await?.round(&slug).await?;
    let rules = &detail.round.rules.interview;
    let t = reader.visitor.texts();
    let criteria =
        rules.criteria.iter().map(|found| format!("{} | {}", found.name, show::number(t, &found.max, 4)));
    let mut fields = vec![
        ("version".to_owned(), detail.round.version.to_string()),
        (CRITERIA.to_owned(), criteria.collect::<Vec<_>>().join("\n")),
        (TOUR.to_owned(), rules.tour.join("\n")),
    ];
    for (name, number) in NUMBERS.into_iter().zip([rules.minutes, rules.pause, rules.room_size]) {
        fields.push((name.to_owned(), number.to_string()));
    }
    Ok(page(&web, &reader, &detail, &Fields::new(fields), &[]))
}

/// `POST /nasional/{round}/aturan-wawancara`
pub(super) async fn submit(
    State(web): State<Web>,
    reader: SignedIn,
    Path(slug): Path<String>,
    mut fields: Fields,
) -> Result<Response, Failure> {
    let national = reader.access.national_of(&slug).await?;
    let detail = national.round(&slug).await?;
    let problems = match read(&fields) {
        Ok(interview) => {
            let changed =
                own_rules::change(&national, &detail.round, &mut fields, |rules| rules.interview = interview);
            match changed.await? {
                Ok(()) => {
                    let to = format!("/nasional/{slug}/wawancara");
                    return Ok(redirect_with(&to, "national-done-saved", &web));
                }
                Err(problems) => problems,
            }
        }
        Err(problems) => problems,
    };
    Ok(page(&web, &reader, &detail, &fields, &problems))
}

fn read(fields: &Fields) -> Result<InterviewRules, Vec<FieldProblem>> {
    let mut found = Vec::new();
    let [minutes, pause, room_size] = NUMBERS.map(|name| {
        let number = fields.text(name).parse::<u32>();
        if number.is_err() {
            found.push(FieldProblem::new(name, Problem::NotANumber));
        }
        number.unwrap_or(0)
    });
    let lines = |name: &'static str| {
        let text = fields.raw(name).replace("\r\n", "\n");
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let criteria: Option<Vec<Criterion>> = lines(CRITERIA).iter().map(|line| criterion(line)).collect();
    let Some(criteria) = criteria else {
        let why = "interview-criterion-form".to_owned();
        found.push(FieldProblem::new(CRITERIA, Problem::NotNow { why }));
        return Err(found);
    };
    if found.is_empty() {
        Ok(InterviewRules { minutes, pause, room_size, criteria, tour: lines(TOUR) })
    } else {
        Err(found)
    }
}

/// `Pelayanan | 30`
fn criterion(line: &str) -> Option<Criterion> {
    let (name, max) = line.rsplit_once('|')?;
    Some(Criterion { name: name.trim().to_owned(), max: Exact::parse_typed(max).ok()? })
}

#[cfg(test)]
mod tests {
    use super::criterion;

    #[test]
    fn a_criterion_is_a_name_and_its_most_points() {
        let found = criterion("Mutu | informasi | 12,5").expect("a criterion");
        assert_eq!((found.name.as_str(), found.max.to_string().as_str()), ("Mutu | informasi", "25/2"));
        for wrong in ["Mutu", "Mutu | x", "Mutu |"] {
            assert_eq!(criterion(wrong), None, "{wrong}");
        }
    }
}
