//! A small picture of a sheet: its first page as a drawing, painted as PNG. Glyphs are drawn as paths, so no font is asked for.

use resvg::tiny_skia::{Color, Pixmap, Size, Transform};
use resvg::usvg::{Options, Tree};
use typst_layout::PagedDocument;
use typst_svg::SvgOptions;

/// The first page as SVG; empty where there is none.
pub(crate) fn drawing(document: &PagedDocument) -> String {
    let options = SvgOptions { render_bleed: false, pretty: false };
    document.pages().first().map(|page| typst_svg::svg(page, &options)).unwrap_or_default()
}

/// Paints a drawing on white, as large as it can be within a square of `side` pixels.
pub(crate) fn paint(drawing: &str, side: u16) -> Result<Vec<u8>, String> {
    let tree = Tree::from_str(drawing, &Options::default()).map_err(|error| error.to_string())?;
    let (paper, side) = (tree.size(), f32::from(side));
    let share = (side / paper.width()).min(side / paper.height());
    let size = Size::from_wh(paper.width() * share, paper.height() * share).ok_or("a sheet without size")?;
    let size = size.to_int_size();
    let mut painted = Pixmap::new(size.width(), size.height()).ok_or("no room for the picture")?;
    painted.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(share, share), &mut painted.as_mut());
    painted.encode_png().map_err(|error| error.to_string())
}
