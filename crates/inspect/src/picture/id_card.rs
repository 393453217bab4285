//! Whether something in a picture looks like an electronic identity card (KTP-el): a light blue card of 85.6 by 54 mm
//! (ISO/IEC 7810, ID-1) with lines of text at the left and a portrait at the right.
//!
//! A hint and no proof: a copy in black and white, a card at a slant or one that fills a tenth of a picture is not seen, and
//! a poster made in the same way may be.

use image::imageops::{rotate90, thumbnail};
use image::{DynamicImage, RgbImage};

/// Longest side of the picture that is looked at.
const SIDE: u32 = 320;
/// Least width of a card in it.
const LEAST: u32 = 72;
/// Width to height, in thousandths.
const SHAPE: u32 = 1586;
/// Least mean difference of neighbours where there is text, of 255.
const INK: u64 = 3;
/// Least lines of text; the card has fourteen, some of them short.
const LINES: u32 = 6;

/// Whether a card is seen, whichever way it is turned.
pub(crate) fn is_like_one(picture: &DynamicImage) -> bool {
    let longest = picture.width().max(picture.height());
    if longest < LEAST {
        return false;
    }
    let rgb = picture.to_rgb8();
    let size = |side: u32| (side * SIDE.min(longest) / longest).max(1);
    let mut small = thumbnail(&rgb, size(rgb.width()), size(rgb.height()));
    drop(rgb);
    (0..4).any(|turn| {
        if turn > 0 {
            small = rotate90(&small);
        }
        Field::new(&small).has_card()
    })
}

/// A window in hundredths of a card: left, top, right, bottom.
type Part = [u32; 4];
/// Where the lines of text are.
const TEXT: Part = [4, 18, 64, 92];
/// Within the portrait.
const PORTRAIT: Part = [75, 24, 93, 68];
/// Left and right of it.
const BESIDE: [Part; 2] = [[66, 20, 70, 70], [97, 20, 99, 70]];
/// Above all, where the name of the province stands.
const TOP: Part = [10, 2, 90, 14];

/// A card that may be there.
#[derive(Clone, Copy)]
struct Card {
    x: u32,
    y: u32,
    width: u32,
    height: u32,
}

impl Card {
    fn part(self, [left, top, right, bottom]: Part) -> [u32; 4] {
        let across = |hundredths: u32| self.x + self.width * hundredths / 100;
        let down = |hundredths: u32| self.y + self.height * hundredths / 100;
        [across(left), down(top), across(right).max(across(left) + 1), down(bottom).max(down(top) + 1)]
    }
}

/// Sums over all rectangles of a picture: of points in the blue of the card, and of differences between neighbours.
struct Field {
    width: u32,
    height: u32,
    blue: Sums,
    ink: Sums,
}

impl Field {
    fn new(picture: &RgbImage) -> Self {
        let (width, height) = picture.dimensions();
        let luma = |x: u32, y: u32| {
            let [red, green, blue] = picture.get_pixel(x, y).0.map(u64::from);
            (red * 299 + green * 587 + blue * 114) / 1000
        };
        let blue = Sums::of(width, height, |x, y| u64::from(is_card_blue(picture.get_pixel(x, y).0)));
        let ink =
            Sums::of(width, height, |x, y| if x == 0 { 0 } else { luma(x, y).abs_diff(luma(x - 1, y)) });
        Self { width, height, blue, ink }
    }

    /// Looks at windows of the card's shape in sizes that grow by a tenth, a twelfth of the width apart.
    fn has_card(&self) -> bool {
        let mut width = self.width.min(self.height * SHAPE / 1000);
        while width >= LEAST {
            let height = width * 1000 / SHAPE;
            let step = usize::try_from((width / 24).max(1)).unwrap_or(1);
            let has = (0..=self.height.saturating_sub(height)).step_by(step).any(|y| {
                (0..=self.width - width).step_by(step).any(|x| self.is_card(Card { x, y, width, height }))
            });
            if has {
                return true;
            }
            width -= (width / 12).max(1);
        }
        false
    }

    fn is_card(&self, card: Card) -> bool {
        // The part that fails first for most windows comes first.
        self.share(card.part(TEXT)) >= 62
            && self.share(card.part(PORTRAIT)) <= 30
            && self.share(card.part(TOP)) >= 45
            && BESIDE.iter().all(|part| self.share(card.part(*part)) >= 55)
            && self.has_lines(card.part(TEXT))
            && self.ends(card)
    }

    /// Whether rows with ink and rows without take turns, as lines of text do and grain or things in a photo do not.
    fn has_lines(&self, [left, top, right, bottom]: [u32; 4]) -> bool {
        let mean = self.ink.mean([left, top, right, bottom]);
        let (mut lines, mut is_within) = (0, false);
        for y in top..bottom {
            let row = self.ink.mean([left, y, right, y + 1]);
            if !is_within && row * 4 > mean * 5 {
                lines += 1;
                is_within = true;
            } else if is_within && row * 4 < mean * 3 {
                is_within = false;
            }
        }
        mean >= INK && lines >= LINES
    }

    /// Hundredths of a rectangle that are in the blue of the card.
    fn share(&self, part: [u32; 4]) -> u64 {
        self.blue.mean_of(part, 100)
    }

    /// Whether the blue ends where the card does, or the picture: the sky goes on.
    fn ends(&self, card: Card) -> bool {
        let rim = (card.width / 16).max(2);
        let (right, bottom) = (card.x + card.width, card.y + card.height);
        let mut around = 0;
        let mut blue = 0;
        let mut look = |part: [u32; 4]| {
            let [left, top, right, bottom] = part;
            if left < right && top < bottom {
                around += u64::from(right - left) * u64::from(bottom - top);
                blue += self.blue.sum(part);
            }
        };
        let far = |at: u32| at.saturating_sub(rim * 2);
        let near = |at: u32| at.saturating_sub(rim);
        let (wide, high) = (self.width, self.height);
        look([card.x, far(card.y), right, near(card.y)]);
        look([card.x, (bottom + rim).min(high), right, (bottom + rim * 2).min(high)]);
        look([far(card.x), card.y, near(card.x), bottom]);
        look([(right + rim).min(wide), card.y, (right + rim * 2).min(wide), bottom]);
        blue * 100 <= around * 35
    }
}

/// The light blue of the card, as cameras and scanners see it.
fn is_card_blue([red, green, blue]: [u8; 3]) -> bool {
    let [red, green, blue] = [red, green, blue].map(i32::from);
    let (least, most) = (red.min(green).min(blue), red.max(green).max(blue));
    let difference = most - least;
    // Hue from cyan to blue: red is least, and green not far below blue.
    let is_hue = red == least && blue >= green - difference / 6 && green - red >= difference / 4;
    // Paper is paler, a painted wall or a blue ground behind a portrait is fuller.
    most >= 95 && difference * 100 >= most * 9 && difference * 100 <= most * 60 && is_hue
}

/// Sums of a value over all rectangles from the upper left corner.
struct Sums {
    width: usize,
    sums: Vec<u64>,
}

impl Sums {
    fn of(width: u32, height: u32, value: impl Fn(u32, u32) -> u64) -> Self {
        let columns = width as usize + 1;
        let mut sums = vec![0; columns * (height as usize + 1)];
        for y in 0..height {
            let mut row = 0;
            for x in 0..width {
                row += value(x, y);
                let at = (y as usize + 1) * columns + x as usize + 1;
                sums[at] = sums[at - columns] + row;
            }
        }
        Self { width: columns, sums }
    }

    /// Left, top, right, bottom, the last two not included.
    fn sum(&self, [left, top, right, bottom]: [u32; 4]) -> u64 {
        let at = |x: u32, y: u32| self.sums[y as usize * self.width + x as usize];
        at(right, bottom) + at(left, top) - at(right, top) - at(left, bottom)
    }

    fn mean(&self, part: [u32; 4]) -> u64 {
        self.mean_of(part, 1)
    }

    fn mean_of(&self, part: [u32; 4], times: u64) -> u64 {
        let [left, top, right, bottom] = part;
        self.sum(part) * times / (u64::from(right - left) * u64::from(bottom - top)).max(1)
    }
}
