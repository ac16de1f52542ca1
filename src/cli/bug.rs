//! What is said when the program itself is wrong.

use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};

/// From now on a panic asks for a report instead of showing itself as Rust does. The process ends
/// with [`ExitCode::BUG`](super::ExitCode::BUG), as it does anyway.
pub fn ask_for_reports() {
    panic::set_hook(Box::new(|info| {
        let _unheard = io::stderr().write_all(request(info).as_bytes());
    }));
}

fn request(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let text = payload.downcast_ref::<&str>().copied();
    let text = text.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let what = text.unwrap_or("no message");
    let place = info.location().map(ToString::to_string);
    format!(
        "ess-cfn {}: this is a bug of ess-cfn, not of your input\n  {what}\n  at {}\n\
         please report it with these lines, the command and, if you can, the spec\n",
        env!("CARGO_PKG_VERSION"),
        place.as_deref().unwrap_or("an unknown place"),
    )
}
