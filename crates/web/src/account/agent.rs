//! What a browser says it is, in words that people recognise.

/// Programs by a part of their identification; the first that fits, since many claim to be others too.
const PROGRAMS: &[(&str, &str)] = &[
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
    ("curl/", "curl"),
];

const SYSTEMS: &[(&str, &str)] = &[
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// `Firefox, Windows`; `None` where nothing is recognised.
pub(super) fn name(agent: &str) -> Option<String> {
    let find = |known: &[(&str, &'static str)]| {
        known.iter().find(|(part, _)| agent.contains(part)).map(|(_, name)| *name)
    };
    let found: Vec<&str> = [find(PROGRAMS), find(SYSTEMS)].into_iter().flatten().collect();
    if found.is_empty() { None } else { Some(found.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn browsers_are_recognised() {
        let chrome = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";
        assert_eq!(name(chrome).as_deref(), Some("Chrome, Android"));
        let safari = "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1 (KHTML, like Gecko) Version/17 Safari/605.1";
        assert_eq!(name(safari).as_deref(), Some("Safari, macOS"));
        assert_eq!(name("<script>"), None);
    }
}
