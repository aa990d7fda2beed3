//! The schedules of CronJobs, as the API server's reader (robfig/cron, `ParseStandard`) takes them.

/// Whether a text is a schedule: five fields, or a word such as `@daily`.
pub(super) fn is_schedule(text: &str) -> bool {
    if let Some(word) = text.strip_prefix('@') {
        return match word.split_once(' ') {
            None => matches!(
                word,
                "yearly" | "annually" | "monthly" | "weekly" | "daily" | "midnight" | "hourly"
            ),
            Some(("every", duration)) => is_duration(duration),
            Some(_) => false,
        };
    }
    let fields: Vec<&str> = text.split_whitespace().collect();
    let [minute, hour, day, month, weekday] = fields.as_slice() else { return false };
    is_field(minute, 0, 59, &[])
        && is_field(hour, 0, 23, &[])
        && is_field(day, 1, 31, &[])
        && is_field(month, 1, 12, MONTHS)
        && is_field(weekday, 0, 6, DAYS)
}

const MONTHS: &[&str] =
    &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: &[&str] = &["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// A list of ranges, each with a step if need be.
fn is_field(field: &str, least: u32, most: u32, names: &[&str]) -> bool {
    field.split(',').all(|range| {
        let (range, step) = match range.split_once('/') {
            Some((range, step)) => (range, Some(step)),
            None => (range, None),
        };
        let value = |text: &str| {
            let lower = text.to_ascii_lowercase();
            let place = names.iter().position(|name| *name == lower);
            let place = place.and_then(|at| u32::try_from(at).ok()).map(|at| at + least);
            place.or_else(|| number(text)).filter(|value| (least..=most).contains(value))
        };
        let is_range = match range {
            "*" | "?" => true,
            _ => match range.split_once('-') {
                Some((from, to)) => {
                    value(from).is_some_and(|from| value(to).is_some_and(|to| from <= to))
                }
                None => value(range).is_some(),
            },
        };
        is_range && step.is_none_or(|step| number(step).is_some_and(|step| step > 0))
    })
}

fn number(text: &str) -> Option<u32> {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten()
}

/// A duration as Go writes it, `1h30m`.
fn is_duration(text: &str) -> bool {
    text.parse::<compose_model::types::duration::Duration>().is_ok_and(|it| it.0 > 0)
}

#[cfg(test)]
mod tests {
    use super::is_schedule;

    #[test]
    fn schedules_are_what_the_api_server_takes() {
        for text in
            ["0 3 * * *", "*/5 * * * *", "0 0 1-15/2 jan,JUL mon-fri", "@daily", "@every 1h30m"]
        {
            assert!(is_schedule(text), "{text}");
        }
        for text in [
            "",
            "* * * *",
            "60 * * * *",
            "* 24 * * *",
            "* * 0 * *",
            "* * * 13 *",
            "* * * * 7",
            "*/0 * * * *",
            "5-1 * * * *",
            "@never",
            "@every never",
            "0 3 * * * *",
            "TZ=UTC 0 3 * * *",
        ] {
            assert!(!is_schedule(text), "{text}");
        }
    }
}
