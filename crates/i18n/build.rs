//! Reads the catalogues in `locales/` and writes the accessors of `Texts`, so that a missing text does not compile.

use std::path::Path;
use std::process::ExitCode;

#[path = "build/catalogue.rs"]
mod catalogue;
#[path = "build/generate.rs"]
mod generate;

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=build.rs");
    let Some(out) = std::env::var_os("OUT_DIR") else {
        println!("cargo::error=OUT_DIR is not set; this program is run by cargo");
        return ExitCode::FAILURE;
    };
    // Relative: cargo runs this program in the folder of its package, wherever the target folder came from.
    let catalogue = match catalogue::read(Path::new("locales")) {
        Ok(catalogue) => catalogue,
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
            return ExitCode::FAILURE;
        }
    };
    let code = generate::accessors(&catalogue);
    let target = Path::new(&out).join("texts.rs");
    if let Err(error) = std::fs::write(&target, code) {
        println!("cargo::error={}: {error}", target.display());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
