//! Texts that one reader or another takes for something else, and texts that only look so.

/// Texts that need quotes.
#[rustfmt::skip]
pub(super) const AWKWARD: &[&str] = &[
    "", " ", " a", "a ", "\u{a0}a", "a\tb", "\ta",
    "yes", "No", "n", "Y", "on", "OFF", "true", "False", "~", "null", "NULL", "=", "<<",
    "2010-09-09", "2010-9-9", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43",
    "0", "-1", "+1", "080", "0123", "012345678901", "1_000", "1,000", "0x1f", "0X1F", "0o17", "0b11",
    "12:30:00", "190:20:30.15", "1.5", ".5", "1.", "-.5", "1e3", "1E3", "1.5e+3", "6.02_2",
    ".inf", "+.INF", "-.Inf", ".NaN", "inf", "nan", "Infinity", "INFINITY",
    "-", "--- a", "---", "...", "- a", "-: a", "? a", "?", ": a", ":", "a:", "a: b", "a #b", "#a",
    "'a'", "\"a\"", "*", "*a", "&a", "!a", "!", "%a", "@a", "`a`", "{a}", "[a]", "]", ", a", "|", "> a",
    "\u{0}", "\u{7}", "\u{1b}[0m", "\u{7f}", "\u{85}", "a\u{2028}b", "a\u{2029}b", "\u{feff}a", "\u{fffe}",
    "a\r", "\r\n", "\n", "\n\n", "a\u{200b}", "\u{202e}a", "${A}", "a ${A}",
];

/// Texts that need none.
#[rustfmt::skip]
pub(super) const FINE: &[&str] = &[
    "a", "a:b", "a#b", "a,b", "a, b", "a\\b", "it's", "say \"a\"", "a ? b", "a - b", "a*", "a%", "yes!",
    "Nine", "nothing", "trueish", "~/x", "/path", "$x", "<a>", "a=b", "=x", "-x", "--flag", "é", "日本", "😀",
    "10.0.0.0/16", "10.0.0.1", "1.2.3", "2010-09", "2010-09-09x", "m7i.large", "1a", "0xyz", "e3", "infinite",
    "infinities", "InternetGateway", "arn:aws:s3:::b/*", "AWS::EC2::VPC", "rate(5 minutes)", "cron(0 12 * * ? *)",
    "https://a.example/b?c=d&e",
];
