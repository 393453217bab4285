//! The export of `WordPress` (`WordPress` eXtended RSS): RSS with fields of its own. Only what was public is read: no draft,
//! nothing private or with a password, nothing from the bin.

use std::collections::{HashMap, HashSet};

use super::{Entry, FILES_MAX, HarvestError, Record, feed, is_document, keep_file, records, web};

/// Kinds that hold nothing for readers.
const OTHER: [&str; 8] = [
    "attachment",
    "nav_menu_item",
    "revision",
    "custom_css",
    "customize_changeset",
    "wp_global_styles",
    "wp_navigation",
    "wp_template",
];

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Entry>, HarvestError> {
    let document = records::read(bytes, &["item"])?;
    let is_export = document.records.iter().any(|record| record.all("wp:post_type").next().is_some());
    if document.root != "rss" || !is_export {
        return Err(HarvestError::OtherKind);
    }
    let attachments = document.records.iter().filter(|record| is_public_file(record));
    let (mut of_parent, mut own) = (HashMap::<&str, Vec<String>>::new(), Vec::new());
    let public: Vec<&Record> = document.records.iter().filter(|record| is_public(record)).collect();
    let ids: HashSet<&str> = public.iter().map(|record| record.text("wp:post_id")).collect();
    for attachment in attachments {
        let Some(url) = web(attachment.text("wp:attachment_url"), None).filter(|url| is_document(url)) else {
            continue;
        };
        let parent = attachment.text("wp:post_parent");
        if ids.contains(parent) {
            of_parent.entry(parent).or_default().push(url);
        } else if parent.is_empty() || parent == "0" {
            own.push((attachment, url));
        }
        // Whatever hangs on something that is not public stays where it is.
    }
    let mut entries: Vec<Entry> = public
        .iter()
        .filter_map(|record| {
            let mut entry = feed::entry(record)?;
            for url in of_parent.get(record.text("wp:post_id")).into_iter().flatten() {
                keep_file(&mut entry.files, url, None);
            }
            Some(entry)
        })
        .collect();
    let shown: HashSet<String> = entries.iter().flat_map(|entry| entry.files.clone()).collect();
    for (record, url) in own {
        if !shown.contains(&url) {
            let mut entry = feed::entry(record).unwrap_or_default();
            // The page that `WordPress` makes for a file is not worth a link.
            entry.url.clone_from(&url);
            entry.files = vec![url];
            entry.files.truncate(FILES_MAX);
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// A file has the state of what it hangs on, unless it was thrown away or closed by itself.
fn is_public_file(record: &Record) -> bool {
    record.text("wp:post_type") == "attachment"
        && matches!(record.text("wp:status"), "inherit" | "publish" | "")
        && record.text("wp:post_password").is_empty()
}

fn is_public(record: &Record) -> bool {
    record.text("wp:status") == "publish"
        && record.text("wp:post_password").is_empty()
        && !OTHER.contains(&record.text("wp:post_type"))
}
