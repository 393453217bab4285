//! Adding, subtracting, multiplying and dividing without losing anything.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Sub};

use super::{Exact, Repr};

impl Add for &Exact {
    type Output = Exact;

    fn add(self, other: Self) -> Exact {
        match (&self.0, &other.0) {
            (Repr::Small(0, _), _) => other.clone(),
            (_, Repr::Small(0, _)) => self.clone(),
            // Whole numbers need no reducing.
            (Repr::Small(a, b), Repr::Small(c, d)) if b.get() == 1 && d.get() == 1 => {
                Exact::from_whole(i128::from(*a) + i128::from(*c))
            }
            // Both products stay below 2^126, so neither they nor their sum can overflow.
            (Repr::Small(a, b), Repr::Small(c, d)) if b == d => {
                Exact::from_parts(i128::from(*a) + i128::from(*c), i128::from(b.get()))
            }
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                let (b, d) = (i128::from(b.get()), i128::from(d.get()));
                Exact::from_parts(i128::from(*a) * d + i128::from(*c) * b, b * d)
            }
            _ => Exact::from_big(self.to_big() + other.to_big()),
        }
    }
}

impl Sub for &Exact {
    type Output = Exact;

    fn sub(self, other: Self) -> Exact {
        match (&self.0, &other.0) {
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                let (b, d) = (i128::from(b.get()), i128::from(d.get()));
                Exact::from_parts(i128::from(*a) * d - i128::from(*c) * b, b * d)
            }
            _ => Exact::from_big(self.to_big() - other.to_big()),
        }
    }
}

impl Mul for &Exact {
    type Output = Exact;

    fn mul(self, other: Self) -> Exact {
        match (&self.0, &other.0) {
            (Repr::Small(1, d), _) if d.get() == 1 => other.clone(),
            (_, Repr::Small(1, d)) if d.get() == 1 => self.clone(),
            (Repr::Small(0, _), _) | (_, Repr::Small(0, _)) => Exact::ZERO,
            (Repr::Small(a, b), Repr::Small(c, d)) if b.get() == 1 && d.get() == 1 => {
                Exact::from_whole(i128::from(*a) * i128::from(*c))
            }
            (Repr::Small(a, b), Repr::Small(c, d)) => {
                Exact::from_parts(i128::from(*a) * i128::from(*c), i128::from(b.get()) * i128::from(d.get()))
            }
            _ => Exact::from_big(self.to_big() * other.to_big()),
        }
    }
}

impl Div for &Exact {
    type Output = Option<Exact>;

    fn div(self, other: Self) -> Option<Exact> {
        self.checked_div(other)
    }
}

impl AddAssign<&Exact> for Exact {
    fn add_assign(&mut self, other: &Exact) {
        *self = &*self + other;
    }
}

impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Exact>>(numbers: I) -> Exact {
        numbers.fold(Exact::ZERO, |sum, number| &sum + number)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Exact>>(numbers: I) -> Exact {
        numbers.fold(Exact::ZERO, |sum, number| &sum + &number)
    }
}
