//! `terbuka reindex`: the search index, written anew from what is public.

use std::io::{Write as _, stdout};

use app::App;

/// Writes it anew and says how much was gone through.
pub(crate) async fn run(app: &App) -> anyhow::Result<()> {
    let done = app.operator().reindex().await?;
    writeln!(
        stdout(),
        "items {}, articles {}: what is public of them is in the index",
        done.items,
        done.articles
    )?;
    Ok(())
}
