//! Builds what browsers load: compiles and minifies with the pinned npm packages, then names each file by its
//! content and compresses it once, here, so that the server only hands out bytes.
//!
//! The same sources give the same bytes on every machine: package versions are exact, compressors are ours,
//! and gzip carries neither time nor name. `assets/dist` and the table that embeds it are committed, so that
//! building Terbuka needs no Node.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, bail};
use sha2::{Digest as _, Sha256};

/// Hex digits of the SHA-256 in a file's name: 48 bits, ample to tell versions of one file apart.
const HASH_DIGITS: usize = 12;

const GOVUK_NOTE: &str =
    "Parts: GOV.UK Frontend 6.6.0, Copyright Crown (Government Digital Service), MIT licence";
/// Our own scripts that stand apart: the page loads `office.js`, which loads the others when they are needed.
const SCRIPTS: [&str; 8] =
    ["aids.js", "office.js", "uploads.js", "photo.js", "camera.js", "sw.js", "review.js", "redact.js"];
const OWN_NOTE: &str = "Terbuka, Apache-2.0 licence";
/// Most bytes of the upload client itself (`js/upload.js`, without what it shows), packed with gzip.
const UPLOAD_MAX: usize = 2048;
const HTMX_NOTE: &str = "htmx 4.0.1, 0BSD licence, https://htmx.org";

/// One file that browsers load, before it gets its hashed name.
struct Asset {
    /// Name that templates use, e.g. `terbuka.css`.
    name: &'static str,
    /// Value of `Content-Type`.
    mime: &'static str,
    bytes: Vec<u8>,
}

impl Asset {
    fn text(name: &'static str, mime: &'static str, note: &str, body: &str) -> Self {
        Self { name, mime, bytes: format!("/*! {note} */\n{}\n", body.trim()).into_bytes() }
    }

    /// `terbuka.css` → `terbuka-0123456789ab.css`.
    fn hashed_name(&self) -> String {
        let digest = data_encoding::HEXLOWER.encode(&Sha256::digest(&self.bytes));
        let (stem, extension) = self.name.rsplit_once('.').unwrap_or((self.name, "bin"));
        format!("{stem}-{}.{extension}", &digest[..HASH_DIGITS])
    }
}

/// Builds everything and either writes it or, with `check`, compares it with what is committed.
pub(crate) fn run(check: bool, no_install: bool) -> anyhow::Result<()> {
    let root = repository_root()?;
    let sources = root.join("assets");
    if !no_install {
        node(&sources, "npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"])?;
    }
    let built = output_files(&build(&sources)?)?;
    if check { compare(&root, &built) } else { write(&root, &built) }
}

fn repository_root() -> anyhow::Result<PathBuf> {
    let here = std::env::current_dir().context("the current folder cannot be told")?;
    let found = here.ancestors().find(|folder| folder.join("crates/xtask").is_dir());
    found.map(Path::to_path_buf).context("run it inside the repository")
}

/// Runs a Node tool in `assets/` and gives back what it prints.
fn node(dir: &Path, program: &str, args: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(program)
        .args(args)
        .current_dir(dir)
        .output()
        .with_context(|| format!("cannot run {program}; assets need Node 20 or later with npm"))?;
    if !output.status.success() {
        bail!("{program} {} failed:\n{}", args.join(" "), String::from_utf8_lossy(&output.stderr));
    }
    String::from_utf8(output.stdout).with_context(|| format!("{program} printed something that is not UTF-8"))
}

fn build(sources: &Path) -> anyhow::Result<Vec<Asset>> {
    let bin = sources.join("node_modules/.bin");
    let tool = |name: &str| bin.join(name).to_string_lossy().into_owned();
    let style = |name: &str| -> anyhow::Result<String> {
        let source = format!("css/{name}");
        let how = ["--no-source-map", "--style=compressed", "--load-path=css"];
        let css = node(sources, &tool("sass"), &[how.as_slice(), &[source.as_str()]].concat())?;
        Ok(css.trim_start_matches('\u{feff}').to_owned())
    };
    let bundle = |name: &str| -> anyhow::Result<String> {
        let source = format!("js/{name}");
        let how = ["--bundle", "--format=esm", "--minify", "--target=es2020", "--legal-comments=none"];
        node(sources, &tool("esbuild"), &[&[source.as_str()], how.as_slice()].concat())
    };
    check_upload_client(&bundle("upload.js")?)?;
    let htmx = fs::read_to_string(sources.join("node_modules/htmx.org/dist/htmx.min.js"))?;
    let htmx = htmx.lines().filter(|line| !line.starts_with("//# sourceMappingURL")).collect::<Vec<_>>();
    let mut assets = vec![
        Asset::text("htmx.js", "text/javascript; charset=utf-8", HTMX_NOTE, &htmx.join("\n")),
        Asset::text("terbuka.css", "text/css; charset=utf-8", GOVUK_NOTE, &style("terbuka.scss")?),
        Asset::text("aids.css", "text/css; charset=utf-8", OWN_NOTE, &style("aids.scss")?),
        Asset::text("terbuka.js", "text/javascript; charset=utf-8", GOVUK_NOTE, &bundle("terbuka.js")?),
        Asset {
            name: "favicon.svg",
            mime: "image/svg+xml",
            bytes: fs::read(sources.join("img/favicon.svg"))?.trim_ascii().to_vec(),
        },
    ];
    for name in SCRIPTS {
        assets.push(Asset::text(name, "text/javascript; charset=utf-8", OWN_NOTE, &bundle(name)?));
    }
    Ok(assets)
}

/// People on a weak line wait for the client before anything is sent, so its size is bounded.
fn check_upload_client(script: &str) -> anyhow::Result<()> {
    let size = gzip(script.trim().as_bytes())?.len();
    println!("{size:>7} bytes  js/upload.js, packed; at most {UPLOAD_MAX}");
    if size > UPLOAD_MAX {
        bail!("js/upload.js has {size} bytes, packed; at most {UPLOAD_MAX}");
    }
    Ok(())
}

/// Every file to commit, by its path from the root of the repository.
fn output_files(assets: &[Asset]) -> anyhow::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut table = String::from(
        "// Written by `cargo run -p xtask -- assets`; do not edit.\n\nuse super::Asset;\n\n\
         /// Every file of `assets/dist`.\npub(super) static ASSETS: &[Asset] = &[\n",
    );
    for asset in assets {
        let hashed = asset.hashed_name();
        let base = format!("assets/dist/{hashed}");
        writeln!(
            table,
            "    Asset {{\n        name: \"{}\",\n        file: \"{hashed}\",\n        mime: \"{}\",\n        \
             plain: include_bytes!(\"../../../../{base}\"),\n        \
             gzip: include_bytes!(\"../../../../{base}.gz\"),\n        \
             brotli: include_bytes!(\"../../../../{base}.br\"),\n    }},",
            asset.name, asset.mime
        )?;
        files.insert(format!("{base}.gz"), gzip(&asset.bytes)?);
        files.insert(format!("{base}.br"), brotli(&asset.bytes)?);
        files.insert(base, asset.bytes.clone());
    }
    table.push_str("];\n");
    files.insert("crates/web/src/assets/table.rs".to_owned(), table.into_bytes());
    Ok(files)
}

fn gzip(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let mut encoder = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

fn brotli(bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut out, &params)?;
    Ok(out)
}

/// Names of the files now in `assets/dist`, as paths from the root.
fn committed(root: &Path) -> anyhow::Result<Vec<String>> {
    let dist = root.join("assets/dist");
    if !dist.exists() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(dist)? {
        names.push(format!("assets/dist/{}", entry?.file_name().to_string_lossy()));
    }
    names.sort();
    Ok(names)
}

fn compare(root: &Path, built: &BTreeMap<String, Vec<u8>>) -> anyhow::Result<()> {
    let mut differences = Vec::new();
    for (path, bytes) in built {
        match fs::read(root.join(path)) {
            Ok(found) if found == *bytes => {}
            Ok(_) => differences.push(format!("{path} differs")),
            Err(_) => differences.push(format!("{path} is missing")),
        }
    }
    for path in committed(root)? {
        if !built.contains_key(&path) {
            differences.push(format!("{path} is no longer built"));
        }
    }
    if differences.is_empty() {
        println!("assets/dist is up to date ({} files)", built.len());
        return Ok(());
    }
    bail!("assets/dist is out of date:\n  {}\nRun: cargo run -p xtask -- assets", differences.join("\n  "))
}

fn write(root: &Path, built: &BTreeMap<String, Vec<u8>>) -> anyhow::Result<()> {
    for path in committed(root)? {
        if !built.contains_key(&path) {
            fs::remove_file(root.join(&path)).with_context(|| format!("cannot remove {path}"))?;
        }
    }
    for (path, bytes) in built {
        let target = root.join(path);
        if let Some(parent) = target.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&target, bytes).with_context(|| format!("cannot write {path}"))?;
        println!("{:>7} bytes  {path}", bytes.len());
    }
    Ok(())
}
