//! Visits to other people's sites: robots.txt first, one request at a time with a pause between two, and no longer than agreed.

use std::time::Duration;

use channels::probe::{Fetched, Prober, Robots};
use tokio::time::{Instant, sleep};

/// A visit to one site.
pub(crate) struct Polite<'a> {
    prober: &'a Prober,
    robots: Robots,
    until: Instant,
}

impl<'a> Polite<'a> {
    /// Comes to a site and reads what it asks of programs. Stays for so long at most.
    pub(crate) async fn enter(prober: &'a Prober, site: &str, stay: Duration) -> Self {
        let mut visit = Self { prober, robots: Robots::open(), until: Instant::now() + stay };
        visit.robots = visit.read_robots(site).await;
        visit
    }

    /// RFC 9309: no file, no rules; a server that cannot say is not visited.
    async fn read_robots(&self, site: &str) -> Robots {
        let Some(fetched) = self.fetch(&format!("{}/robots.txt", origin(site))).await else {
            return Robots::closed();
        };
        match fetched.outcome.status {
            Some(200..=299) => Robots::read(&fetched.bytes),
            // A host that is not there at all is told by its first page.
            Some(400..=499) | None => Robots::open(),
            Some(_) => Robots::closed(),
        }
    }

    /// Whether the site lets an address be visited.
    pub(crate) fn may(&self, url: &str) -> bool {
        self.robots.allows(path(url))
    }

    /// Whether it is time to go.
    pub(crate) fn is_over(&self) -> bool {
        Instant::now() >= self.until
    }

    /// Fetches what is at an address. `None` where the site closes it, or time is over.
    pub(crate) async fn fetch(&self, url: &str) -> Option<Fetched> {
        if self.is_over() || !self.may(url) {
            return None;
        }
        let fetched = self.prober.fetch(url).await;
        sleep(self.prober.pace()).await;
        fetched
    }
}

fn origin(url: &str) -> &str {
    let start = url.find("://").map_or(0, |at| at + 3);
    let end = url.get(start..).and_then(|rest| rest.find(['/', '?', '#'])).map_or(url.len(), |at| start + at);
    url.get(..end).unwrap_or(url)
}

/// The host of an address, with its port where it tells one.
pub(crate) fn host(url: &str) -> &str {
    origin(url).split("://").nth(1).unwrap_or_default()
}

/// Path and query.
pub(crate) fn path(url: &str) -> &str {
    match url.get(origin(url).len()..) {
        None | Some("") => "/",
        Some(path) => path.split('#').next().unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        for (url, at, rest) in [
            ("https://a.id", "a.id", "/"),
            ("https://a.id:8080/x/DIP.pdf?v=1#2", "a.id:8080", "/x/DIP.pdf?v=1"),
            ("http://a.id?q=1", "a.id", "?q=1"),
        ] {
            assert_eq!((host(url), path(url)), (at, rest), "{url}");
        }
    }
}
