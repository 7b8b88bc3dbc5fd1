//! The picture as pixels, with a font of our own, so that it looks the same everywhere.

use std::sync::Arc;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb::Database};

/// DejaVu Sans, with Latin, Greek, Cyrillic, Arabic, Persian and Hebrew letters.
const FONT: &[u8] = include_bytes!("../../../data/export/DejaVuSans.ttf");

/// Pixels for each unit: sharp on the screens of today.
const SHARPNESS: f32 = 2.0;

/// Turns an SVG picture into PNG.
///
/// # Errors
/// If the picture is larger than memory.
pub fn png(svg: &str) -> Result<Vec<u8>, String> {
    let mut fonts = Database::new();
    fonts.load_font_data(FONT.to_vec());
    fonts.set_sans_serif_family("DejaVu Sans");
    let options = Options { fontdb: Arc::new(fonts), ..Options::default() };
    let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let size = tree.size();
    let pixels = |units: f32| (units * SHARPNESS).ceil() as u32;
    let mut pixmap = Pixmap::new(pixels(size.width()), pixels(size.height()))
        .ok_or_else(|| "the picture is too large".to_owned())?;
    resvg::render(&tree, Transform::from_scale(SHARPNESS, SHARPNESS), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| error.to_string())
}
