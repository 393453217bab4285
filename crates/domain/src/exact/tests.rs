use num_traits::Zero;
use proptest::prelude::*;

use super::*;

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

#[test]
fn contract_numbers_are_read_exactly() {
    for (text, shown) in [
        ("3", "3"),
        ("0.6", "3/5"),
        ("1/3", "1/3"),
        ("87.5", "175/2"),
        ("2/6", "1/3"),
        ("007", "7"),
        ("0.50", "1/2"),
        ("0/7", "0"),
        ("100.000", "100"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
        ("0.000000000000000000001", "1/1000000000000000000000"),
        ("9223372036854775807/9223372036854775806", "9223372036854775807/9223372036854775806"),
    ] {
        assert_eq!(exact(text).to_string(), shown, "{text}");
    }
}

#[test]
fn other_forms_are_refused() {
    for text in [
        "", " 3", "3 ", "+3", "-3", "1e3", "1E3", ".5", "5.", "1.2.3", "1/2/3", "1.5/2", "1/2.5", "/2", "1/",
        "0,5", "NaN", "inf", "0x1", "1_000", "٣", "½", "3\n", "1/-2",
    ] {
        assert_eq!(text.parse::<Exact>(), Err(ExactError::Form), "{text:?}");
    }
    assert_eq!("1/0".parse::<Exact>(), Err(ExactError::ZeroDenominator));
    assert_eq!("0/000".parse::<Exact>(), Err(ExactError::ZeroDenominator));
    assert_eq!("9".repeat(CONTRACT_MAX_CHARS + 1).parse::<Exact>(), Err(ExactError::TooLong));
    assert_eq!(
        "9".repeat(CONTRACT_MAX_CHARS).parse::<Exact>().unwrap().to_string().len(),
        CONTRACT_MAX_CHARS
    );
}

#[test]
fn w13_typed_numbers_go_through_one_decimal_routine() {
    for (typed, shown) in [
        ("0,5", "1/2"),
        ("0.5", "1/2"),
        (" 87,50 ", "175/2"),
        ("12", "12"),
        ("\u{a0}7\t", "7"),
        ("00,10", "1/10"),
    ] {
        assert_eq!(Exact::parse_typed(typed).unwrap().to_string(), shown, "{typed:?}");
    }
    for typed in [
        "NaN", "nan", "Infinity", "1e309", "1E5", "-1", "+1", "−1", "٣", "３", "½", "1/2", "1.000,5",
        "1,5.0", "1 000", ",", ".", "5,", ",5", "0x10", "1\0", "1’000",
    ] {
        assert_eq!(Exact::parse_typed(typed), Err(TypedError::Form), "{typed:?}");
    }
    assert_eq!(Exact::parse_typed(""), Err(TypedError::Empty));
    assert_eq!(Exact::parse_typed(" \u{3000}\n"), Err(TypedError::Empty));
    assert!(Exact::parse_typed(&"9".repeat(TYPED_MAX_CHARS)).is_ok());
    for long in [TYPED_MAX_CHARS + 1, 1_000_000] {
        assert_eq!(Exact::parse_typed(&"9".repeat(long)), Err(TypedError::TooLong), "{long} digits");
    }
}

#[test]
fn w14_rounding_is_the_published_one() {
    use Rounding::{Down, HalfEven, HalfUp};
    for (text, digits, rounding, shown) in [
        ("89.995", 2, HalfUp, "90.00"),
        ("89.995", 2, HalfEven, "90.00"),
        ("89.985", 2, HalfEven, "89.98"),
        ("89.995", 2, Down, "89.99"),
        ("89.9949999", 2, HalfUp, "89.99"),
        ("0.5", 0, HalfUp, "1"),
        ("0.5", 0, HalfEven, "0"),
        ("1.5", 0, HalfEven, "2"),
        ("2/3", 6, HalfUp, "0.666667"),
        ("2/3", 6, Down, "0.666666"),
        ("0", 2, HalfUp, "0.00"),
        ("100", 0, HalfUp, "100"),
        ("0.004", 2, HalfUp, "0.00"),
        ("0.005", 2, HalfUp, "0.01"),
        ("9999999999999999999999.995", 2, HalfUp, "10000000000000000000000.00"),
        ("9999999999999999999999.985", 2, HalfEven, "9999999999999999999999.98"),
    ] {
        assert_eq!(exact(text).rounded(digits, rounding), shown, "{text} {digits} {rounding:?}");
    }
    assert_eq!((&exact("1") - &exact("2.5")).rounded(1, HalfUp), "-1.5");
    assert_eq!((&exact("1") - &exact("1.001")).rounded(2, HalfUp), "0.00");
}

#[test]
fn a_number_takes_two_machine_words() {
    assert_eq!(size_of::<Exact>(), 16);
}

/// Numbers around the edges of a machine word and small ones, with the same value as a big rational.
fn numbers() -> impl Strategy<Value = (Exact, BigRational)> {
    let part = prop_oneof![0..50_i64, (i64::MAX - 50)..=i64::MAX, any::<i64>(), (1_i64 << 31)..(1_i64 << 33)];
    let below = prop_oneof![1..50_i64, (i64::MAX - 50)..=i64::MAX, 1..i64::MAX];
    (part, below).prop_map(|(n, d)| {
        let big = BigRational::new(n.into(), d.into());
        (Exact::from_parts(n.into(), d.into()), big)
    })
}

proptest! {
    #[test]
    fn small_and_big_paths_agree((a, big_a) in numbers(), (b, big_b) in numbers(), digits in 0..=6_u8) {
        prop_assert_eq!((&a + &b).to_string(), (&big_a + &big_b).to_string());
        prop_assert_eq!((&a - &b).to_string(), (&big_a - &big_b).to_string());
        prop_assert_eq!((&a * &b).to_string(), (&big_a * &big_b).to_string());
        match a.checked_div(&b) {
            Some(quotient) => prop_assert_eq!(quotient.to_string(), (&big_a / &big_b).to_string()),
            None => prop_assert!(big_b.is_zero()),
        }
        prop_assert_eq!(a.cmp(&b), big_a.cmp(&big_b));
        prop_assert_eq!(a == b, big_a == big_b);
        prop_assert_eq!(a.is_share(), big_a >= BigRational::zero() && big_a <= BigRational::one());
        for rounding in [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down] {
            let forced = Exact(Repr::Big(Box::new(big_a.clone())));
            prop_assert_eq!(a.rounded(digits, rounding), forced.rounded(digits, rounding));
        }
    }

    #[test]
    fn what_is_shown_is_read_back(n in any::<u64>(), d in 1..u64::MAX) {
        let number: Exact = format!("{n}/{d}").parse().unwrap();
        prop_assert_eq!(&number.to_string().parse::<Exact>().unwrap(), &number);
        let json = serde_json::to_string(&number).unwrap();
        prop_assert_eq!(serde_json::from_str::<Exact>(&json).unwrap(), number);
    }

    #[test]
    fn no_text_makes_the_readers_fall_over(text in "\\PC{0,40}") {
        let _ = text.parse::<Exact>();
        let _ = Exact::parse_typed(&text);
    }
}
