//! How the program ends: the same codes for every command and format.

/// What a run came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExitCode {
    /// 0: done and clean.
    Done,
    /// 1: done, and there is something that the caller asked to fail on.
    Found,
    /// 2: not done: usage, bad input, or the world outside failed.
    Failed,
}

impl ExitCode {
    /// The code of a bug of ours, which Rust's runtime ends with when a thread panics.
    pub const BUG: u8 = 101;
}

impl From<ExitCode> for std::process::ExitCode {
    fn from(code: ExitCode) -> Self {
        Self::from(match code {
            ExitCode::Done => 0,
            ExitCode::Found => 1,
            ExitCode::Failed => 2,
        })
    }
}
