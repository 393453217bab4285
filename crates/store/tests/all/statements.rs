//! Every statement of the program is one that both engines take.

testkit::both_engines! {
    migrations: store::MIGRATIONS;

    async fn every_statement_is_understood(db: Db) {
        // One from each end of the crate, so that a linker that drops statements is noticed.
        for part in ["body.rs", "event.rs", "announcement.rs", "job.rs", "review.rs"] {
            assert!(sql::STATEMENTS.iter().any(|statement| statement.place().contains(part)), "{part}");
        }
        let failures = sql::check_all(&db).await.expect("a connection");
        assert!(failures.is_empty(), "{failures:#?}");
    }
}
