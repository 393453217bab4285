//! What each who judged an answer said, side by side.

use app::reviewer::Order;
use domain::scoring::{Found, SelfShare};
use domain::tier::Tier;
use store::answer::Place;
use store::judgement::NewJudgement;
use testkit::TestApp;

use super::{verdict, verifier};

#[tokio::test]
async fn claim_province_second_reading_and_final_stand_side_by_side() {
    let test = TestApp::sqlite().await;
    let round = test.submitted_round().await;
    let reviewer = verifier(&test, "verifikator.kalteng").await;
    let less = verdict(0, serde_json::json!({ "level": 1 }), "Ruang dipakai bersama");
    reviewer.save("62.06", "A1", &less).await.unwrap();
    let values = reviewer.item("62.06", "A1", Order::Office).await.unwrap().values.unwrap();
    assert!(matches!(&values.claimed, SelfShare::Share(share) if share.to_string() == "1"));
    let province = values.tiers.provincial.as_ref().unwrap();
    assert_eq!((province.share.to_string().as_str(), province.version), ("3/5", 1));
    assert_eq!((province.by.as_str(), province.at), ("verifikator.kalteng (verifier)", test.app.now()));
    assert!(matches!(&values.counts, Found::Share(share) if share.to_string() == "3/5"));
    assert!(values.differ());

    let controller = test.person("kendali.ri", domain::person::Role::Controller, "00").await;
    let (body, question) = ("62.06".parse().unwrap(), "A1".parse().unwrap());
    let place = Place { round: round.id, body: &body, question: &question };
    let new = NewJudgement {
        tier: Tier::National,
        value: &serde_json::from_value(serde_json::json!({ "level": 0 })).unwrap(),
        share: &"1".parse().unwrap(),
        reason: "Foto menunjukkan ruang khusus",
        by: controller.person,
        at: test.app.now(),
    };
    let mut tx = test.app.db().write().await.unwrap();
    store::judgement::save(&mut tx, place, 0, &new).await.unwrap();
    tx.commit().await.unwrap();
    let queue = reviewer.office_queue("62.06").await.unwrap();
    let item = queue.sections[0].1.iter().find(|item| item.code == *"A1").unwrap();
    let values = item.values.as_ref().unwrap();
    assert_eq!(values.counting_tier(), Some(Tier::National));
    assert!(matches!(&values.counts, Found::Share(share) if share.to_string() == "1"));
    assert_eq!(
        values.tiers.provincial.as_ref().unwrap().reason,
        "Ruang dipakai bersama",
        "nothing was overwritten"
    );
}
