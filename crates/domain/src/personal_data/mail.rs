//! Addresses of e-mail.

use super::{Kind, Known, Span};

/// Longest name before the sign (RFC 5321, 4.5.3.1.1).
const NAME: usize = 64;
/// Longest domain.
const DOMAIN: usize = 255;

/// The addresses in a line that are neither known nor of an office.
pub(super) fn in_line(line: &str, known: &Known) -> Vec<Span> {
    let bytes = line.as_bytes();
    let mut found: Vec<Span> = Vec::new();
    for (at, _) in line.match_indices('@') {
        let is_name = |byte: &&u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
        let name = bytes[..at].iter().rev().take(NAME).take_while(is_name).count();
        let is_domain = |byte: &&u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
        let domain = bytes[at + 1..].iter().take(DOMAIN).take_while(is_domain).count();
        // Only plain letters were counted, so these are borders of characters. Points at the ends belong to the sentence.
        let lead =
            line[at - name..at].len() - line[at - name..at].trim_start_matches(['.', '-', '%', '+']).len();
        let host = line[at + 1..at + 1 + domain].trim_end_matches(['.', '-']);
        let span = Span { kind: Kind::Email, start: at - name + lead, end: at + 1 + host.len() };
        if span.start < at && is_host(host) && !is_public(&line[span.start..span.end], known) {
            found.push(span);
        }
    }
    found
}

fn is_host(host: &str) -> bool {
    let Some((rest, top)) = host.rsplit_once('.') else { return false };
    (2..=24).contains(&top.len())
        && top.bytes().all(|byte| byte.is_ascii_alphabetic())
        && rest.split('.').all(|label| !label.is_empty())
}

/// Mailboxes under `go.id` and `mil.id` are given out by the state for the office; a village's are under `desa.id`.
fn is_public(address: &str, known: &Known) -> bool {
    let lower = address.to_lowercase();
    known.emails.contains(&lower)
        || [".go.id", "@go.id", ".mil.id", ".desa.id"].iter().any(|end| lower.ends_with(end))
}

/// The first letter of the name, and the domain.
pub(super) fn mask(address: &str) -> String {
    let (name, domain) = address.split_once('@').unwrap_or((address, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}•••@{domain}")
}
