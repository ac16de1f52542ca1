//! Ports as texts carry them behind a host.

/// The number of a port, 1 to 65535, without sign and leading zeros.
pub(crate) fn port_number(text: &str) -> Option<u16> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.parse::<u16>().ok()?;
    (digits && !text.starts_with('0')).then_some(number)
}
