//! How long a first start takes: `cargo run --profile demo -p demo --example time_seed`.

use std::time::Instant;

#[tokio::main]
async fn main() -> Result<(), demo::DemoError> {
    let test = testkit::TestApp::sqlite().await;
    for start in ["first", "second"] {
        let begin = Instant::now();
        demo::seed(&test.app).await?;
        eprintln!("{start} start: {:?}", begin.elapsed());
    }
    Ok(())
}
