//! QR codes (ISO/IEC 18004) as SVG.

use std::fmt::Write as _;

use fast_qr::{ECL, QRBuilder};

/// Modules of white around the code that scanners need.
const QUIET: usize = 4;

/// Longer texts do not fit the largest code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is too long for a QR code")]
pub struct TooLong;

/// A QR code with this text, one unit a module, medium correction (15 %), dark on white whatever is around it.
///
/// # Errors
/// [`TooLong`] beyond 2,331 bytes.
pub fn svg(text: &str) -> Result<String, TooLong> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|_| TooLong)?;
    let side = code.size + 2 * QUIET;
    let mut path = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let dark = (column..code.size).take_while(|at| code[row][*at].value()).count();
            if dark > 0 {
                // Writing to a string does not fail.
                let _ = write!(path, "M{} {}h{dark}v1h-{dark}z", column + QUIET, row + QUIET);
            }
            column += dark + 1;
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_address_is_a_small_code_with_its_finders_and_its_margin() {
        let svg = svg("https://terbuka.example/s/7K3M9QX2").expect("a code");
        assert!(svg.contains("viewBox=\"0 0 37 37\""), "version 3 and the margin: {svg}");
        // The upper row of the left finder: seven dark modules behind four white ones.
        assert!(svg.contains("M4 4h7v1h-7z"), "{svg}");
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        assert_eq!(svg(&"x".repeat(2_332)), Err(TooLong));
        assert!(svg(&"x".repeat(2_331)).is_ok());
    }
}
