//! The main entries of the page, by what the reader may do.

use app::Principal;
use domain::person::Role;
use domain::policy::bodies_of;
use i18n::Texts;

use crate::components::NavItem;

/// Where an entry leads, what it is called, and whose it is.
type Entry = (&'static str, fn(&Texts) -> String, &'static [Role]);

const ENTRIES: &[Entry] = &[
    ("/saq", Texts::navigation_saq, &[Role::Officer, Role::Ppid, Role::Superior, Role::Leader]),
    (
        "/meja",
        Texts::desk_own,
        &[Role::Officer, Role::Ppid, Role::Superior, Role::Leader, Role::Administrator],
    ),
    ("/verifikasi", Texts::navigation_review, &[Role::Verifier]),
    ("/sanggah", Texts::appeal_queue_title, &[Role::Verifier, Role::Controller]),
    ("/masukan", Texts::comment_queue_title, &[Role::Verifier, Role::Controller]),
    ("/uji-akses", Texts::navigation_access, &[Role::Tester]),
    ("/wawancara", Texts::navigation_interview, &[Role::Panellist]),
    ("/kontak", Texts::contact_watch_title, &[Role::Verifier, Role::Controller, Role::Administrator]),
    ("/nasional", Texts::navigation_national, &[Role::Controller]),
    ("/pengguna", Texts::navigation_people, &[Role::Administrator]),
];

/// Entries for everybody.
pub(crate) fn public_entries(t: &Texts, path: &str) -> Vec<NavItem> {
    vec![
        item("/informasi", t.navigation_search(), path),
        item("/hasil", t.navigation_results(), path),
        item("/badan", t.navigation_bodies(), path),
    ]
}

/// Entries for somebody who is signed in.
pub(crate) fn entries(t: &Texts, who: &Principal, unread: i64, path: &str) -> Vec<NavItem> {
    let own = ENTRIES.iter().filter(|(.., roles)| !bodies_of(&who.grants, roles).is_empty());
    let mut items: Vec<NavItem> = own.map(|(href, words, _)| item(href, words(t), path)).collect();
    items.extend(public_entries(t, path));
    let notices = if unread > 0 { t.navigation_notices_unread(unread) } else { t.navigation_notices() };
    items.push(item("/pemberitahuan", notices, path));
    items.push(item("/akun", t.navigation_account(), path));
    items
}

fn item(href: &str, text: String, path: &str) -> NavItem {
    let path = path.split('?').next().unwrap_or_default();
    let active = path == href || path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/'));
    NavItem::new(text, href, active)
}
