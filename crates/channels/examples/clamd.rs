//! Asks a virus scanner about files: `cargo run -p channels --example clamd -- unix:///run/clamav/clamd.ctl FILE…`

use std::error::Error;

use bytes::Bytes;
use channels::clamd::Clamd;
use futures_util::stream;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let clamd: Clamd = arguments.next().ok_or("where the scanner listens")?.parse()?;
    clamd.ping().await?;
    for file in arguments {
        let bytes = Bytes::from(std::fs::read(&file)?);
        let verdict = clamd.scan(stream::iter([Ok::<_, std::io::Error>(bytes)])).await;
        println!("{file}: {verdict:?}");
    }
    Ok(())
}
