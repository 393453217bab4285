//! Judgements of the tiers above the province.

use domain::assessments::Review;
use domain::codes::{BodyCode, QuestionCode};
use domain::exact::Exact;
use domain::person::Role;
use domain::tier::Tier;
use store::answer::Place;
use store::judgement::{self, NewJudgement};
use testkit::TestApp;

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn each_tier_keeps_its_own_and_the_latest_tier_counts(db: Db) {
        let test = TestApp::with_db(db.clone()).await;
        let round = test.running_round().await.id;
        let by = test.person("kendali.ri", Role::Controller, "00").await.person;
        let (body, question): (BodyCode, QuestionCode) = ("62.06".parse().unwrap(), "A1".parse().unwrap());
        let place = Place { round, body: &body, question: &question };
        let mut tx = db.write().await.unwrap();
        for (tier, level, base, expected) in [
            (Tier::Appeal, 0, 0, Some(1)),
            (Tier::National, 1, 0, Some(1)),
            (Tier::National, 2, 0, None),
            (Tier::National, 2, 1, Some(2)),
            (Tier::National, 0, 1, None),
        ] {
            let value = Review { level: Some(level), ..Review::default() };
            let share = Exact::fraction(1, 2).unwrap();
            let new = NewJudgement { tier, value: &value, share: &share, reason: "alasan", by, at: test.app.now() };
            assert_eq!(judgement::save(&mut tx, place, base, &new).await.unwrap(), expected, "{tier} {level}");
        }
        tx.commit().await.unwrap();
        let mut conn = db.read().await.unwrap();
        let tiers = judgement::of_question(&mut conn, round, "62.06", "A1").await.unwrap();
        assert_eq!(tiers.national.as_ref().map(|found| (found.version, found.value.level)), Some((2, Some(2))));
        assert_eq!(judgement::of_body(&mut conn, round, "62.06").await.unwrap()[&question], tiers);
        let effective = judgement::effective(&mut conn, round).await.unwrap();
        assert_eq!(effective[&body][&question].level, Some(0), "the appeal's");
    }
}
