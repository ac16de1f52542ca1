//! Points in time that come again: what is taken, what is refused with which words, and what Auto
//! Scaling Groups are told.

use std::fmt::Display;
use std::str::FromStr;

use ess_cfn::aws::{CronExpression, Recurrence, TimeZone};

use crate::deployments::value;

fn refusal<T: FromStr>(text: &str) -> String
where
    T::Err: Display,
{
    match text.parse::<T>() {
        Ok(_) => "taken".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn six_fields_with_one_open_day_are_a_cron_expression() {
    for text in [
        "0 3 * * ? *",
        "0 3 ? * MON-FRI *",
        "0/15 8-18 1,15,L JAN-MAR,12 ? 2026-2030",
        "59 23 LW * ? *",
        "0 0 15W * ? 2199",
        "5,10 */2 ? * 6#3 *",
        "0 0 ? * 6L,L *",
    ] {
        assert_eq!(refusal::<CronExpression>(text), "taken", "{text}");
        assert_eq!(value::<CronExpression>(text).to_string(), text);
    }
}

#[test]
fn what_is_no_cron_expression_is_refused_with_the_field() {
    let fields = "expected six fields with a blank between them, such as `0 3 * * ? *` for three o'clock every day";
    let days = "expected `?` in one of the fields of days, either of the month or of the week";
    for (text, expected) in [
        ("0 3 * * *", fields),
        ("0 3  * * ? *", fields),
        ("0 3 * * ? * ", fields),
        ("0 3 * jan ? *", fields),
        ("0 3 * * * *", days),
        ("0 3 ? * ? *", days),
        ("0 3 1 * MON *", days),
        (
            "60 3 * * ? *",
            "expected 0 to 59 in the field of minutes, found `60`",
        ),
        (
            "0 24 * * ? *",
            "expected 0 to 23 in the field of hours, found `24`",
        ),
        (
            "0 5-3 * * ? *",
            "expected 0 to 23 in the field of hours, found `5-3`",
        ),
        (
            "? 3 * * ? *",
            "expected 0 to 59 in the field of minutes, found `?`",
        ),
        (
            "0/0 3 * * ? *",
            "expected 0 to 59 in the field of minutes, found `0/0`",
        ),
        (
            "0 3 0 * ? *",
            "expected 1 to 31, `L`, a number with `W`, or `?` in the field of days of the month, found `0`",
        ),
        (
            "0 3 * 13 ? *",
            "expected 1 to 12 or JAN to DEC in the field of months, found `13`",
        ),
        (
            "0 3 ? * 0 *",
            "expected 1 to 7 or SUN to SAT, `L`, a number with `#`, or `?` in the field of days of the week, found `0`",
        ),
        (
            "0 3 ? * 6#6 *",
            "expected 1 to 7 or SUN to SAT, `L`, a number with `#`, or `?` in the field of days of the week, found `6#6`",
        ),
        (
            "0 3 * * ? 1969",
            "expected 1970 to 2199 in the field of years, found `1969`",
        ),
    ] {
        assert_eq!(refusal::<CronExpression>(text), expected, "{text}");
    }
}

#[test]
fn a_job_runs_by_an_expression_or_at_a_rate() {
    for text in [
        "cron(0 3 * * ? *)",
        "rate(1 minute)",
        "rate(15 minutes)",
        "rate(7 days)",
    ] {
        assert_eq!(value::<Recurrence>(text).as_str(), text);
    }
    let forms = "expected `cron(…)` with six fields such as `cron(0 3 * * ? *)`, or `rate(…)` such as `rate(15 minutes)`";
    for (text, expected) in [
        ("0 3 * * ? *", forms),
        ("cron(0 3 * * ?)", forms),
        ("rate(1 minutes)", forms),
        ("rate(2 minute)", forms),
        ("rate(0 minutes)", forms),
        ("rate(5 weeks)", forms),
        ("at(2026-11-24T03:00:00)", forms),
        (
            "cron(0 25 * * ? *)",
            "expected 0 to 23 in the field of hours, found `25`",
        ),
    ] {
        assert_eq!(refusal::<Recurrence>(text), expected, "{text}");
    }
}

#[test]
fn an_auto_scaling_group_is_told_the_same_in_five_fields() {
    for (text, expected) in [
        ("0 3 * * ? *", Some("0 3 * * *")),
        ("0 6 ? * MON-FRI *", Some("0 6 * * MON-FRI")),
        ("0 6 ? * 2-6 *", Some("0 6 * * 1-5")),
        ("0/15 8/2 ? * 1,7 *", Some("0-59/15 8-23/2 * * 0,6")),
        ("*/10 * 2/3 JAN/6 ? *", Some("*/10 * 2-31/3 JAN-12/6 *")),
        ("0 6 ? * 2/2 *", Some("0 6 * * 1-6/2")),
        ("0 6 L * ? *", None),
        ("0 6 15W * ? *", None),
        ("0 6 ? * 6#1 *", None),
        ("0 6 ? * SUN,6L *", None),
        ("0 6 * * ? 2026", None),
    ] {
        let cron: CronExpression = value(text);
        assert_eq!(cron.unix().as_deref(), expected, "{text}");
    }
}

#[test]
fn time_zones_have_the_form_of_their_names() {
    for text in [
        "UTC",
        "Europe/Berlin",
        "America/Argentina/Buenos_Aires",
        "Etc/GMT+1",
    ] {
        assert_eq!(value::<TimeZone>(text).as_str(), text);
    }
    for text in ["", "europe/berlin", "Europe/", "+01:00", "Europe Berlin"] {
        let expected = "expected a time zone such as `Europe/Berlin` or `UTC`";
        assert_eq!(refusal::<TimeZone>(text), expected, "{text}");
    }
}
