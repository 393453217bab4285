//! What a site asks of programs that visit it (robots.txt, RFC 9309).

/// Most bytes of a robots.txt that are read (RFC 9309, 2.5 asks for 500 KiB at least).
const BYTES_MAX: usize = 512 * 1024;
/// By this name rules can be made for this program alone.
const NAME: &str = "terbuka";

/// The rules that hold for this program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Robots {
    /// Path and whether it may be visited.
    rules: Vec<(String, bool)>,
    is_closed: bool,
}

impl Robots {
    /// Everything may be visited: there is no robots.txt.
    #[must_use]
    pub fn open() -> Self {
        Self::default()
    }

    /// Nothing may be visited: the server could not say.
    #[must_use]
    pub fn closed() -> Self {
        Self { rules: Vec::new(), is_closed: true }
    }

    /// Reads a robots.txt: the group for this program, else the one for all.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let text =
            String::from_utf8_lossy(bytes.get(..bytes.len().min(BYTES_MAX)).unwrap_or_default()).into_owned();
        let (mut own, mut all) = (None::<Self>, None::<Self>);
        let (mut for_own, mut for_all, mut in_head) = (false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !in_head {
                    (for_own, for_all) = (false, false);
                }
                in_head = true;
                let name = value.to_ascii_lowercase();
                for_all |= name == "*";
                for_own |= name.split(['/', ' ']).next() == Some(NAME);
                // A group without rules is a group all the same.
                if for_own {
                    own.get_or_insert_default();
                }
                if for_all {
                    all.get_or_insert_default();
                }
                continue;
            }
            in_head = false;
            let allowed = match key.as_str() {
                "allow" => true,
                "disallow" => false,
                _ => continue,
            };
            if value.is_empty() {
                continue;
            }
            for (holds, group) in [(for_own, &mut own), (for_all, &mut all)] {
                if holds && let Some(group) = group {
                    group.rules.push((value.to_owned(), allowed));
                }
            }
        }
        own.or(all).unwrap_or_default()
    }

    /// Whether a path (with query) may be visited: the longest rule that fits decides, an allowing one among equals.
    #[must_use]
    pub fn allows(&self, path: &str) -> bool {
        if self.is_closed {
            return false;
        }
        let fitting = self.rules.iter().filter(|(rule, _)| fits(rule, path));
        fitting.max_by_key(|(rule, allowed)| (rule.len(), *allowed)).is_none_or(|(_, allowed)| *allowed)
    }
}

/// Whether a rule fits a path: `*` stands for anything, `$` at the end for the end.
fn fits(rule: &str, path: &str) -> bool {
    let (rule, ends) = rule.strip_suffix('$').map_or((rule, false), |rule| (rule, true));
    let mut rest = path;
    let mut parts = rule.split('*');
    let Some(first) = parts.next() else { return true };
    let Some(after) = rest.strip_prefix(first) else { return false };
    rest = after;
    let parts: Vec<&str> = parts.collect();
    for (at, part) in parts.iter().enumerate() {
        let is_last = at + 1 == parts.len();
        if is_last && ends {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(found) => rest = rest.get(found + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    !ends || rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides() {
        let robots = Robots::read(
            b"# situs\nUser-agent: *\nDisallow: /admin\nAllow: /admin/terbuka\nDisallow: /*.zip$\nDisallow:\n\n\
              User-agent: Jahat\nDisallow: /\n",
        );
        for (path, allowed) in [
            ("/", true),
            ("/admin", false),
            ("/administrasi", false),
            ("/admin/terbuka/x", true),
            ("/a/b.zip", false),
            ("/a/b.zip?x", true),
        ] {
            assert_eq!(robots.allows(path), allowed, "{path}");
        }
    }

    #[test]
    fn rules_for_this_program_go_before_those_for_all() {
        let text = b"User-agent: *\nDisallow: /\nUser-agent: Terbuka\nUser-agent: Lain\nDisallow: /rahasia\n";
        let robots = Robots::read(text);
        assert!(robots.allows("/") && !robots.allows("/rahasia/1"));
        assert!(Robots::read(b"User-agent: terbuka/1.0\nAllow: /\nUser-agent: *\nDisallow: /").allows("/x"));
        assert!(!Robots::read(b"user-agent:*\ndisallow:/").allows("/x"));
        assert!(Robots::read(b"\xff\xfe nothing").allows("/x"));
        assert!(Robots::open().allows("/x") && !Robots::closed().allows("/"));
    }
}
