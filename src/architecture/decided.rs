//! A value that the spec settles, or that whoever deploys has to give.

/// A value that is settled in the spec, or one that has no safe default and is left to a parameter
/// of the root stack without a default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided<T> {
    /// Settled: it is the default of its parameter, or written into the template.
    Now(T),
    /// Open until somebody deploys.
    AtDeployment,
}

impl<T> Decided<T> {
    /// The value, if it is settled.
    pub fn now(&self) -> Option<&T> {
        match self {
            Self::Now(value) => Some(value),
            Self::AtDeployment => None,
        }
    }

    /// Whether it is left to whoever deploys.
    pub fn is_open(&self) -> bool {
        self.now().is_none()
    }
}

impl<T> From<Option<T>> for Decided<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::AtDeployment, Self::Now)
    }
}
