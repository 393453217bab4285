//! `terbuka import bodies` and `terbuka user` as they are called.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path().display();
    let config = format!(
        "[database]\nurl = \"sqlite://{here}/test.db\"\n[files]\nurl = \"file://{here}/files\"\n\
         [server]\nbase_url = \"https://ppid.example.go.id\"\n"
    );
    fs::write(folder.path().join("terbuka.toml"), config).expect("a configuration");
    folder
}

fn run(folder: &Path, input: &str, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terbuka"));
    // Nothing of the machine's own configuration.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("TERBUKA_") {
            command.env_remove(name);
        }
    }
    command.current_dir(folder).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program runs");
    // A program that does not read its input has closed it.
    let _ = child.stdin.take().expect("an input").write_all(input.as_bytes());
    let Output { status, stdout, stderr } = child.wait_with_output().expect("the program ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (status.code(), text(stdout), text(stderr))
}

fn last_line(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

#[test]
fn d13_a_tree_is_imported_whole_or_not_at_all() {
    let folder = folder();
    let here = folder.path();
    let wrong =
        "code,name,level,parent,zone\n00,RI,national,,WIB\n62,Kalteng,province,01,WIX\n00,RI,national,,WIB\n";
    fs::write(here.join("salah.csv"), wrong).expect("a file");
    let (status, out, errors) = run(here, "", &["import", "bodies", "salah.csv"]);
    assert_eq!((status, out.as_str()), (Some(2), ""));
    let lines: Vec<&str> = errors.lines().filter(|line| line.starts_with("salah.csv")).collect();
    assert_eq!(
        lines,
        [
            "salah.csv:3: parent: expected the code of a body in this file or in the tree, found \"01\"",
            "salah.csv:3: zone: expected WIB, WITA or WIT",
            "salah.csv:4: code: expected a code once; it stands in line 2 too",
        ]
    );
    let (status, out, _) = run(here, "", &["import", "bodies", "--bawaslu", "--check"]);
    let checked = "added 553, changed 0, unchanged 0 (checked only, nothing written)";
    assert_eq!((status, last_line(&out)), (Some(0), checked));
    let (_, out, _) = run(here, "", &["import", "bodies", "--bawaslu"]);
    assert_eq!(last_line(&out), "added 553, changed 0, unchanged 0");
    assert_eq!(out.lines().next(), Some("2\tadded\t00\tBawaslu RI"), "a line for each row");
    let (_, out, _) = run(here, "", &["import", "bodies", "--bawaslu"]);
    assert_eq!(out, "added 0, changed 0, unchanged 553\n");
    let (status, _, errors) = run(here, "", &["import", "bodies", "tidak-ada.csv"]);
    assert_eq!(status, Some(1));
    assert!(errors.contains("cannot read tidak-ada.csv"), "{errors}");
}

#[test]
fn people_are_kept_at_the_command_line() {
    let folder = folder();
    let here = folder.path();
    run(here, "", &["import", "bodies", "--bawaslu"]);
    let add =
        ["user", "add", "admin", "--name", "Admin RI", "--role", "administrator@00", "--password-stdin"];
    let (status, _, errors) = run(here, "bawaslu2024bawaslu\n", &add);
    assert_eq!(status, Some(2));
    assert!(last_line(&errors).starts_with("password: easy to guess"), "{errors}");
    assert_eq!(run(here, "sungai Katingan meluap\n", &add).0, Some(0));
    let invite =
        ["user", "invite", "siti", "--name", "Siti", "--role", "ppid@62.06", "--role", "officer@62.06"];
    let (status, out, _) = run(here, "", &invite);
    assert_eq!(status, Some(0));
    assert!(out.starts_with("https://ppid.example.go.id/undangan/"), "a13 {out}");
    let (status, _, errors) = run(here, "", &invite);
    assert_eq!((status, last_line(&errors)), (Some(2), "login: somebody else has it"));
    for (arguments, expected) in [
        (&["user", "grant", "siti", "ppid@999"][..], "role ppid@999: not found"),
        (&["user", "reset", "siapa"], "login: not found"),
        (&["user", "revoke", "siti", "leader@62.06"], "role leader@62.06: not found"),
    ] {
        let (status, _, errors) = run(here, "", arguments);
        assert_eq!((status, last_line(&errors)), (Some(2), expected));
    }
    for arguments in [&["revoke", "siti", "officer@62.06"][..], &["disable", "siti"], &["sign-out", "admin"]]
    {
        assert_eq!(run(here, "", &[&["user"], arguments].concat()).0, Some(0), "{arguments:?}");
    }
    let (_, out, _) = run(here, "", &["user", "list"]);
    assert_eq!(out, "admin\tactive\tAdmin RI\tadministrator@00\nsiti\tdisabled\tSiti\tppid@62.06\n");
    assert_eq!(run(here, "", &["user", "reset", "siti"]).0, Some(2));
    run(here, "", &["user", "enable", "siti"]);
    assert!(run(here, "", &["user", "reset", "siti"]).1.contains("/undangan/"), "no password was ever set");
}
