//! Quantities as Kubernetes writes them itself, so that what is applied and what is read back agree.

use k8s_openapi::apimachinery::pkg::api::resource::Quantity;

const UNITS: [&str; 7] = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/// A size: the largest binary unit that divides it (`512Mi`), or plain bytes.
///
/// Compose's `-1` (unlimited) is the caller's to leave out; a negative number is written as `0`.
pub(crate) fn bytes(bytes: i64) -> Quantity {
    let mut number = u64::try_from(bytes).unwrap_or(0);
    let mut unit = 0;
    while number != 0 && number.is_multiple_of(1024) && unit + 1 < UNITS.len() {
        number /= 1024;
        unit += 1;
    }
    Quantity(format!("{number}{}", UNITS[unit]))
}

/// A number of processors: whole ones as they are, fractions in thousandths (`500m`), rounded up,
/// because Kubernetes refuses anything finer.
///
/// What is no number of processors (negative, not a number) is written as `0`.
pub(crate) fn cpus(cpus: f64) -> Quantity {
    // A value that came from an f32 has noise after seven digits: 0.1 is not 101 thousandths.
    let thousandths = ((cpus * 1e6).round() / 1e3).ceil();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "`as` saturates")]
    let thousandths = thousandths as u64;
    millicpus(thousandths)
}

/// A number of thousandths of a processor.
pub(crate) fn millicpus(thousandths: u64) -> Quantity {
    if thousandths.is_multiple_of(1000) {
        Quantity((thousandths / 1000).to_string())
    } else {
        Quantity(format!("{thousandths}m"))
    }
}

/// The value of a quantity in thousandths, rounded up; `None` where it is not one.
///
/// Understands everything that Kubernetes does: signs, fractions, binary and decimal units, exponents.
pub(crate) fn thousandths(text: &str) -> Option<i128> {
    let digits_end =
        text.find(|c: char| !matches!(c, '0'..='9' | '.' | '+' | '-')).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits_end);
    let (negative, number) = match number.as_bytes().first()? {
        b'-' => (true, &number[1..]),
        b'+' => (false, &number[1..]),
        _ => (false, number),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if (whole.is_empty() && fraction.is_empty()) || !all_digits(whole) || !all_digits(fraction) {
        return None;
    }
    // Further digits leave every range that Kubernetes has, and the arithmetic below.
    if whole.trim_start_matches('0').len() > 19 || fraction.len() > 18 {
        return None;
    }
    let scale = 10_i128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let digits = whole.bytes().chain(fraction.bytes());
    let digits = digits.fold(0, |number, digit| number * 10 + i128::from(digit - b'0'));
    let (numerator, denominator) = unit_ratio(unit)?;
    let value = digits.checked_mul(numerator)?.checked_mul(1000)?;
    let divisor = scale.checked_mul(denominator)?;
    let rounded = value / divisor + i128::from(value % divisor != 0);
    Some(if negative { -rounded } else { rounded })
}

fn unit_ratio(unit: &str) -> Option<(i128, i128)> {
    if let Some(power) = UNITS.iter().position(|name| *name == unit) {
        return Some((1 << (10 * power), 1));
    }
    let decimal = |power: u32| 10_i128.checked_pow(power);
    match unit {
        "n" => Some((1, decimal(9)?)),
        "u" => Some((1, decimal(6)?)),
        "m" => Some((1, decimal(3)?)),
        "k" => Some((decimal(3)?, 1)),
        "M" => Some((decimal(6)?, 1)),
        "G" => Some((decimal(9)?, 1)),
        "T" => Some((decimal(12)?, 1)),
        "P" => Some((decimal(15)?, 1)),
        "E" => Some((decimal(18)?, 1)),
        _ => {
            let exponent = unit.strip_prefix(['e', 'E'])?;
            let digits = exponent.trim_start_matches(['+', '-']);
            if exponent.len() - digits.len() > 1 || digits.is_empty() {
                return None;
            }
            let power: u32 = digits.parse().ok()?;
            let ratio = decimal(power)?;
            Some(if exponent.starts_with('-') { (1, ratio) } else { (ratio, 1) })
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn sizes_have_the_largest_unit_that_divides_them() {
        for (given, want) in [
            (0, "0"),
            (1000, "1000"),
            (1024, "1Ki"),
            (536_870_912, "512Mi"),
            (1 << 30, "1Gi"),
            (1_500_000_000, "1500000000"),
            (1 << 62, "4Ei"),
            (-1, "0"),
        ] {
            assert_eq!(bytes(given).0, want);
        }
    }

    #[test]
    fn processors_are_whole_or_thousandths() {
        for (given, want) in [
            (0.5, "500m"),
            (1.0, "1"),
            (1.1, "1100m"),
            (f64::from(0.1_f32), "100m"),
            (f64::from(0.29_f32), "290m"),
            (0.0001, "1m"),
            (0.0, "0"),
            (-1.0, "0"),
            (f64::NAN, "0"),
        ] {
            assert_eq!(cpus(given).0, want);
        }
    }

    #[test]
    fn reads_what_kubernetes_reads() {
        for (given, want) in [
            ("1", 1000),
            ("500m", 500),
            ("1.5", 1500),
            (".5", 500),
            ("1Ki", 1_024_000),
            ("1k", 1_000_000),
            ("1e3", 1_000_000),
            ("1E-3", 1),
            ("1n", 1),
            ("-2", -2000),
        ] {
            assert_eq!(thousandths(given), Some(want), "{given}");
        }
        for bad in ["", "Mi", "1 Mi", "1mi", "1.2.3", "--1", "1e", "1e+-3", "0x10", "1MB"] {
            assert_eq!(thousandths(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_can_be_read(n in 0_i64..=i64::MAX) {
            let written = bytes(n).0;
            prop_assert_eq!(thousandths(&written), Some(i128::from(n) * 1000));
        }

        #[test]
        fn no_text_makes_it_panic(text in ".{0,40}|[-+0-9.]{0,40}[a-zA-Z0-9+-]{0,40}") {
            let _ = thousandths(&text);
        }
    }
}
