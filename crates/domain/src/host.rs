//! Host names of offices: under one of them the site of one office is served, and nothing else.

use crate::problem::Problem;

/// Most characters of a host name (RFC 1035).
const HOST_MAX: usize = 253;

/// The host of a `Host` header or of an address, without port, in small letters; `None` where it is none.
#[must_use]
pub fn of_header(header: &str) -> Option<String> {
    let host = header.rsplit_once(':').map_or(header, |(host, port)| {
        if port.bytes().all(|byte| byte.is_ascii_digit()) { host } else { header }
    });
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    is_name(&host).then_some(host)
}

/// A host name that an office may have, as it was typed.
///
/// # Errors
/// [`Problem::Required`], [`Problem::NotAHost`] for what is no name of the open internet, [`Problem::Taken`] for the host of the
/// platform itself, and for what lies below it.
pub fn own(typed: &str, platform: &str) -> Result<String, Problem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Problem::Required);
    }
    if typed.contains(':') {
        return Err(Problem::NotAHost);
    }
    let host = of_header(typed).ok_or(Problem::NotAHost)?;
    let last = host.rsplit('.').next().unwrap_or_default();
    let is_open = host.contains('.')
        && last.len() >= 2
        && !last.bytes().any(|byte| byte.is_ascii_digit() && !last.starts_with("xn--"))
        && !matches!(last, "localhost" | "local" | "internal" | "invalid" | "test" | "example" | "onion");
    if !is_open {
        return Err(Problem::NotAHost);
    }
    let platform = platform.to_ascii_lowercase();
    if host == platform || host.ends_with(&format!(".{platform}")) && platform.contains('.') {
        return Err(Problem::Taken);
    }
    Ok(host)
}

/// Whether it is made of labels (RFC 952, RFC 1123).
fn is_name(host: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    (1..=HOST_MAX).contains(&host.len()) && host.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_read_as_names_without_ports() {
        for (header, host) in [
            ("PPID.Katingan.bawaslu.go.id", Some("ppid.katingan.bawaslu.go.id")),
            ("ppid.example.id:8443", Some("ppid.example.id")),
            ("ppid.example.id.", Some("ppid.example.id")),
            ("127.0.0.1:8080", Some("127.0.0.1")),
            ("", None),
            ("a b.id", None),
            ("ppid.example.id/..", None),
            ("ppid.example.id@evil.id", None),
            ("-a.id", None),
            ("a..id", None),
            ("[::1]:80", None),
            ("ppid.example.id\r\nX: y", None),
        ] {
            assert_eq!(of_header(header).as_deref(), host, "{header}");
        }
    }

    #[test]
    fn an_office_gets_a_name_of_the_open_internet_that_is_not_the_platforms() {
        let platform = "terbuka.bawaslu.go.id";
        assert_eq!(own(" PPID.katingan.bawaslu.go.id ", platform).unwrap(), "ppid.katingan.bawaslu.go.id");
        assert_eq!(own("xn--bcher-kva.id", platform).unwrap(), "xn--bcher-kva.id");
        assert_eq!(own("terbuka.bawaslu.go.id", platform), Err(Problem::Taken));
        assert_eq!(own("katingan.terbuka.bawaslu.go.id", platform), Err(Problem::Taken));
        assert_eq!(own("", platform), Err(Problem::Required));
        for bad in [
            "localhost",
            "ppid",
            "10.0.0.1",
            "ppid.local",
            "ppid.example.id:80",
            "https://ppid.id",
            "*.id",
            "a_b.id",
            "ppid.id/x",
        ] {
            assert_eq!(own(bad, platform), Err(Problem::NotAHost), "{bad}");
        }
    }
}
