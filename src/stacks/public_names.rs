//! The public names as they stand in templates: written out, or below a domain that is given when the
//! template is deployed, where one template serves many deployments.
//!
//! Not here: which names there are, and where they lead (the architecture says both).

use super::declaration::Declaration;
use crate::architecture::{Architecture, RootParameter};
use crate::assembly::Stack;
use crate::aws::DomainName;
use crate::cfn::{Expr, IntoExpr as _, Parameter, Text};
use crate::sub;

/// The public names.
pub struct PublicNames {
    domain: DomainName,
    given: Option<Expr<Text>>,
}

/// The fewest characters that a domain has: a letter, a dot, a letter.
const SHORTEST: u32 = 3;

impl PublicNames {
    /// Names that are written out.
    #[must_use]
    pub fn of(domain: &DomainName) -> Self {
        let domain = domain.clone();
        Self {
            domain,
            given: None,
        }
    }

    /// The names of a deployment; where one template serves several, with a parameter of the root.
    pub(super) fn declare(
        architecture: &Architecture,
        to: &mut Declaration,
        root: &mut Stack,
    ) -> Self {
        let names = Self::of(architecture.domain());
        if !architecture.is_stack_set() {
            return names;
        }
        let parameter = Parameter::new("Domain under which Pods are found.")
            .allowed_pattern(
                &DomainName::pattern(),
                "a domain in lower case, without a dot at its end",
            )
            .length(SHORTEST, architecture.longest_domain());
        let domain = Some(names.domain.to_string());
        let given = to.decided(root, RootParameter::Domain, parameter, domain);
        Self {
            given: Some(given),
            ..names
        }
    }

    /// The domain.
    #[must_use]
    pub fn domain(&self) -> Expr<Text> {
        self.host(&self.domain)
    }

    /// A host: the domain itself, or one below it.
    #[must_use]
    pub fn host(&self, host: &DomainName) -> Expr<Text> {
        match (&self.given, host.below(&self.domain)) {
            (None, _) => host.as_str().into_expr(),
            (Some(domain), None) => domain.clone(),
            (Some(domain), Some(label)) => sub![label, ".", domain],
        }
    }

    /// A host for whoever reads a description, which can have no values of parameters.
    #[must_use]
    pub fn described(&self, host: &DomainName) -> String {
        match (&self.given, host.below(&self.domain)) {
            (None, _) => host.to_string(),
            (Some(_), None) => "the domain".to_owned(),
            (Some(_), Some(label)) => format!("{label}. of the domain"),
        }
    }
}
