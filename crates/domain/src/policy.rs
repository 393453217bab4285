//! Who may do what: the one place where it is decided.
//!
//! A role reaches the body at which it is held, those below, or both. [`allows`] answers for one action on one body;
//! the use cases ask it before anything else, and what is not allowed looks as if it did not exist.

use crate::codes::BodyCode;
use crate::person::{Grant, Role};

/// Something that a person does to, or sees of, a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// See the round as a participant: phases, guidelines, questions.
    ViewRound,
    /// See the office's own questionnaire, filled or not.
    ViewAssessment,
    /// Write answers, add and remove evidence.
    FillAnswer,
    /// Sign the questionnaire off as the PPID, or take that back.
    SignOff,
    /// Endorse the questionnaire as the leader.
    Endorse,
    /// Submit the questionnaire, or withdraw it before closing.
    Submit,
    /// See a submitted questionnaire in order to judge it.
    ViewSubmission,
    /// Judge an answer.
    Review,
    /// Read an answer a second time, and settle where the two readings differ.
    ControlReview,
    /// Say who judges which offices.
    AssignReviewers,
    /// Contest the judgement of an answer of the own office.
    FileAppeal,
    /// Decide what an office contests, where the round gives it to this tier.
    DecideAppeal,
    /// Make test requests at an office and fill the sheet of what came back.
    TestAccess,
    /// Keep scenarios, sheets and testers, and draw who tests which office when.
    ManageAccessTests,
    /// Judge an office in its interview.
    SitOnPanel,
    /// Invite to interviews, and set rooms and times.
    ManageInterviews,
    /// See scores before they are announced.
    ViewScores,
    /// Enter the score of a component that does not come from the questionnaire.
    EnterComponent,
    /// Create rounds, change phases, give extensions, upload instruments and schemes.
    ManageRounds,
    /// Propose results.
    ProposeResults,
    /// Approve proposed results (by another person than the proposer).
    ApproveResults,
    /// Change an office's address, hours and numbers.
    EditProfile,
    /// Add and change bodies of the tree.
    ManageBodies,
    /// Invite people, give and take roles, end their sessions.
    ManagePeople,
    /// Write the list of public information: drafts, files, revisions.
    EditCatalogue,
    /// Tell the public at once what must be told at once, where nothing that somebody decided to publish is replaced.
    TellAtOnce,
    /// Look over, publish and withdraw items of the list of public information.
    PublishCatalogue,
    /// Write the pages of the office's public site: service standard, texts, news, colours.
    EditSite,
    /// Test the consequence of opening a document, and propose that it be exempt.
    TestConsequence,
    /// Approve, as the head of the office or the PPID's superior, that information is exempt.
    ApproveExemption,
    /// Approve that information is exempt whose term the head of the office sets (PP 61/2010 Art. 7).
    SetExemptionTerm,
    /// Decide the list of public information of a year, or revoke such a decree, as the head of the office or the PPID's superior.
    DecideList,
    /// Keep the PPID's WhatsApp number: change it, say who holds it, begin to hand it over.
    KeepContact,
    /// Prove by a code that the office holds its number, and take it over.
    ProveContact,
    /// Send the code of an office below to its number, and see how ready the offices below are.
    VouchContact,
    /// Give offices host names of their own; asked of the root of the tree.
    ManageHosts,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 36] = [
        Self::ViewRound,
        Self::ViewAssessment,
        Self::FillAnswer,
        Self::SignOff,
        Self::Endorse,
        Self::Submit,
        Self::ViewSubmission,
        Self::Review,
        Self::ControlReview,
        Self::AssignReviewers,
        Self::FileAppeal,
        Self::DecideAppeal,
        Self::TestAccess,
        Self::ManageAccessTests,
        Self::SitOnPanel,
        Self::ManageInterviews,
        Self::ViewScores,
        Self::EnterComponent,
        Self::ManageRounds,
        Self::ProposeResults,
        Self::ApproveResults,
        Self::EditProfile,
        Self::ManageBodies,
        Self::ManagePeople,
        Self::EditCatalogue,
        Self::TellAtOnce,
        Self::PublishCatalogue,
        Self::EditSite,
        Self::TestConsequence,
        Self::ApproveExemption,
        Self::SetExemptionTerm,
        Self::DecideList,
        Self::KeepContact,
        Self::ProveContact,
        Self::VouchContact,
        Self::ManageHosts,
    ];
}

/// How far from its own body a role reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// The own body alone.
    Own,
    /// The bodies below, at any depth, and never the own one.
    Below,
    /// Both.
    OwnAndBelow,
}

/// What a role may do, and where.
fn powers(role: Role) -> &'static [(Reach, Action)] {
    use Action as A;
    use Reach::{Below, Own, OwnAndBelow};
    match role {
        Role::Officer => &[
            (Own, A::ViewRound),
            (Own, A::ViewAssessment),
            (Own, A::FillAnswer),
            (Own, A::Submit),
            (Own, A::FileAppeal),
            (Own, A::EditCatalogue),
            (Own, A::TellAtOnce),
            (Own, A::EditSite),
            (Own, A::ProveContact),
        ],
        Role::Ppid => &[
            (Own, A::ViewRound),
            (Own, A::ViewAssessment),
            (Own, A::FillAnswer),
            (Own, A::SignOff),
            (Own, A::Submit),
            (Own, A::FileAppeal),
            (Own, A::EditProfile),
            (Own, A::EditCatalogue),
            (Own, A::TellAtOnce),
            (Own, A::PublishCatalogue),
            (Own, A::EditSite),
            (Own, A::TestConsequence),
            (Own, A::KeepContact),
            (Own, A::ProveContact),
        ],
        Role::Superior => {
            &[(Own, A::ViewRound), (Own, A::ViewAssessment), (Own, A::ApproveExemption), (Own, A::DecideList)]
        }
        Role::Leader => &[
            (Own, A::ViewRound),
            (Own, A::ViewAssessment),
            (Own, A::Endorse),
            (Own, A::ApproveExemption),
            (Own, A::SetExemptionTerm),
            (Own, A::DecideList),
        ],
        Role::Verifier => &[
            (OwnAndBelow, A::ViewRound),
            (Below, A::ViewSubmission),
            (Below, A::Review),
            (Below, A::DecideAppeal),
            (Below, A::ViewScores),
            (Below, A::VouchContact),
        ],
        Role::Controller => &[
            (OwnAndBelow, A::ViewRound),
            (Below, A::ViewSubmission),
            (Below, A::ControlReview),
            (Below, A::DecideAppeal),
            (OwnAndBelow, A::AssignReviewers),
            (OwnAndBelow, A::ManageAccessTests),
            (OwnAndBelow, A::ManageInterviews),
            (Below, A::ViewScores),
            (Below, A::EnterComponent),
            (OwnAndBelow, A::ManageRounds),
            (OwnAndBelow, A::ProposeResults),
            (OwnAndBelow, A::ApproveResults),
            (Below, A::VouchContact),
        ],
        Role::Tester => &[(OwnAndBelow, A::ViewRound), (Below, A::TestAccess)],
        Role::Panellist => &[(OwnAndBelow, A::ViewRound), (Below, A::SitOnPanel)],
        Role::Administrator => &[
            (OwnAndBelow, A::AssignReviewers),
            (OwnAndBelow, A::EditProfile),
            (OwnAndBelow, A::EditSite),
            (OwnAndBelow, A::ManageBodies),
            (OwnAndBelow, A::ManagePeople),
            (OwnAndBelow, A::KeepContact),
            (Below, A::VouchContact),
            (Own, A::ManageHosts),
        ],
    }
}

/// Actions that judge an office. Nobody judges an office at which he or she holds any role.
const fn judges(action: Action) -> bool {
    matches!(
        action,
        Action::Review
            | Action::ControlReview
            | Action::DecideAppeal
            | Action::TestAccess
            | Action::SitOnPanel
            | Action::EnterComponent
            | Action::VouchContact
    )
}

/// Whether an administrator who acts for somebody, to help, may do this in that person's name: looking and filling in. What
/// judges, what signs, what is sent and what steers a round is done in person.
#[must_use]
pub const fn may_be_done_for_another(action: Action) -> bool {
    matches!(
        action,
        Action::ViewRound
            | Action::ViewAssessment
            | Action::FillAnswer
            | Action::ViewSubmission
            | Action::EditProfile
            | Action::EditCatalogue
            | Action::EditSite
    )
}

/// Whether somebody with these grants may be acted for by whoever reaches all of them: nobody acts for those who give
/// roles away or run rounds.
#[must_use]
pub fn may_be_acted_for(grants: &[Grant]) -> bool {
    let is_above = |role| matches!(role, Role::Administrator | Role::Controller);
    !grants.is_empty() && !grants.iter().any(|grant| is_above(grant.role))
}

/// A body and the bodies above it, nearest first.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// The body that the action touches.
    pub body: &'a BodyCode,
    /// Its parent, the parent's parent, and so on to the root.
    pub above: &'a [BodyCode],
}

/// Whether somebody with these roles may do this to that body.
#[must_use]
pub fn allows(grants: &[Grant], action: Action, target: Target<'_>) -> bool {
    if judges(action) && grants.iter().any(|grant| grant.body == *target.body) {
        return false;
    }
    grants.iter().any(|grant| {
        let own = grant.body == *target.body;
        let below = target.above.contains(&grant.body);
        powers(grant.role).iter().any(|(reach, granted)| {
            *granted == action
                && match reach {
                    Reach::Own => own,
                    Reach::Below => below,
                    Reach::OwnAndBelow => own || below,
                }
        })
    })
}

/// Which roles somebody may give away at a body: those of an office are given by an administrator of that body or
/// above; `Controller` and `Administrator` only by an administrator of the same body or above, which is the same
/// rule, since an administrator's reach ends at the own subtree.
#[must_use]
pub fn may_grant(grants: &[Grant], target: Target<'_>) -> bool {
    allows(grants, Action::ManagePeople, target)
}

/// The bodies at which somebody holds any of these roles, in the order of the grants, each once.
#[must_use]
pub fn bodies_of<'a>(grants: &'a [Grant], roles: &[Role]) -> Vec<&'a BodyCode> {
    let mut bodies = Vec::new();
    for grant in grants.iter().filter(|grant| roles.contains(&grant.role)) {
        if !bodies.contains(&&grant.body) {
            bodies.push(&grant.body);
        }
    }
    bodies
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> BodyCode {
        text.parse().expect("a code")
    }

    /// Where the target stands as seen from the body of the role.
    const OWNERS: [(&str, &str, &[&str]); 5] = [
        ("own", "62", &["00"]),
        ("below", "62.06", &["62", "00"]),
        ("far below", "62.06.01", &["62.06", "62", "00"]),
        ("above", "00", &[]),
        ("elsewhere", "63.01", &["63", "00"]),
    ];

    /// The whole table, role × action × owner. A new role or action shows up here as a changed line.
    #[test]
    fn z01_role_action_owner_table() {
        use std::fmt::Write as _;
        let mut table = String::new();
        for role in Role::ALL {
            for action in Action::ALL {
                let grants = [Grant { role, body: code("62") }];
                let reached: Vec<&str> = OWNERS
                    .iter()
                    .filter(|(_, body, above)| {
                        let above: Vec<_> = above.iter().map(|code_| code(code_)).collect();
                        allows(&grants, action, Target { body: &code(body), above: &above })
                    })
                    .map(|(name, ..)| *name)
                    .collect();
                if !reached.is_empty() {
                    writeln!(table, "{role} {action:?}: {}", reached.join(", ")).expect("a string takes all");
                }
            }
        }
        insta::assert_snapshot!(table);
    }

    #[test]
    fn z04_nobody_judges_an_office_of_the_own() {
        let target = code("62.06");
        let above = [code("62"), code("00")];
        let target = Target { body: &target, above: &above };
        let verifier = Grant { role: Role::Verifier, body: code("62") };
        assert!(allows(std::slice::from_ref(&verifier), Action::Review, target));
        for role in Role::ALL {
            let own = Grant { role, body: code("62.06") };
            assert!(!allows(&[verifier.clone(), own.clone()], Action::Review, target), "{role}");
            assert!(allows(&[verifier.clone(), own], Action::ViewSubmission, target), "{role}");
        }
    }

    #[test]
    fn z11_nothing_that_judges_signs_or_steers_is_done_for_another() {
        use Action as A;
        let done: Vec<A> = A::ALL.into_iter().filter(|action| may_be_done_for_another(*action)).collect();
        assert_eq!(
            done,
            [
                A::ViewRound,
                A::ViewAssessment,
                A::FillAnswer,
                A::ViewSubmission,
                A::EditProfile,
                A::EditCatalogue,
                A::EditSite
            ],
            "a new action is done in person until somebody decides otherwise"
        );
        for role in Role::ALL {
            let grant = Grant { role, body: code("62.06") };
            let expected = !matches!(role, Role::Administrator | Role::Controller);
            assert_eq!(may_be_acted_for(&[grant]), expected, "{role}");
        }
        assert!(!may_be_acted_for(&[]));
    }

    #[test]
    fn z02_a_verifier_of_another_province_sees_nothing() {
        let grants = [Grant { role: Role::Verifier, body: code("63") }];
        let (body, above) = (code("62.06"), [code("62"), code("00")]);
        for action in Action::ALL {
            assert!(!allows(&grants, action, Target { body: &body, above: &above }), "{action:?}");
        }
    }
}
