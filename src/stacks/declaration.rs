//! How a root parameter is declared: in the template and on the console's page.

use indexmap::IndexMap;
use serde_json::json;

use crate::architecture::RootParameter;
use crate::assembly::Stack;
use crate::cfn::{Boolean, Expr, Kind, Parameter};

/// The parameters declared so far.
#[derive(Debug, Default)]
pub(super) struct Declaration {
    groups: IndexMap<&'static str, Vec<String>>,
    /// Those whose values belong to one account.
    pub(super) of_one_account: Vec<String>,
}

impl Declaration {
    /// Declares a parameter, with the spec's value as its default where there is one.
    pub(super) fn decided<K: Kind>(
        &mut self,
        root: &mut Stack,
        parameter: RootParameter,
        declaration: Parameter<K>,
        value: Option<String>,
    ) -> Expr<K> {
        let name = parameter.name();
        if parameter.is_of_one_account() {
            self.of_one_account.push(name.clone());
        }
        let declaration = match &value {
            Some(value) => declaration.default(value.as_str()),
            None => declaration,
        };
        self.groups
            .entry(group(&parameter))
            .or_default()
            .push(name.clone());
        root.parameter(name, declaration)
    }

    /// Declares a switch that is on by default.
    pub(super) fn flag(
        &mut self,
        root: &mut Stack,
        parameter: RootParameter,
        description: &str,
    ) -> Expr<Boolean> {
        let declaration = Parameter::new(description).allowed_values(["true", "false"]);
        self.decided(root, parameter, declaration, Some("true".to_owned()))
    }

    /// Puts the groups on the console's page.
    pub(super) fn finish(self, root: &mut Stack) {
        let groups: Vec<_> = self
            .groups
            .iter()
            .map(|(label, names)| json!({ "Label": { "default": label }, "Parameters": names }))
            .collect();
        root.metadata(
            "AWS::CloudFormation::Interface",
            json!({ "ParameterGroups": groups }),
        );
    }
}

/// Under which heading the console shows a parameter.
fn group(parameter: &RootParameter) -> &'static str {
    match parameter {
        RootParameter::StartServices | RootParameter::DeletionProtection => "Deployment",
        RootParameter::Domain
        | RootParameter::HostedZoneId
        | RootParameter::CertificateArn
        | RootParameter::CloudFrontPrefixListId
        | RootParameter::GatewayCertificateArn
        | RootParameter::IdentityProviderUrl
        | RootParameter::IdentityProviderClientId
        | RootParameter::RegistryCredentialsArn
        | RootParameter::KafkaBootstrapServers
        | RootParameter::KafkaSecurityGroupId => "What the deployment works with",
        RootParameter::Zone(_) => "Zones",
        RootParameter::VpcId | RootParameter::Subnet(..) => "Network",
        RootParameter::PoolInstanceType(_)
        | RootParameter::PoolImageId(_)
        | RootParameter::PoolMinimum(_)
        | RootParameter::PoolMaximum(_) => "Pools",
        RootParameter::DatabaseInstanceClass
        | RootParameter::DatabaseStorageGib
        | RootParameter::DatabaseIops
        | RootParameter::DatabaseSnapshot => "Database",
        RootParameter::ImageTag(_)
        | RootParameter::TaskCount(_)
        | RootParameter::TasksMinimum(_)
        | RootParameter::TasksMaximum(_)
        | RootParameter::TasksPerZone(_)
        | RootParameter::TasksPerZoneMinimum(_)
        | RootParameter::TasksPerZoneMaximum(_) => "Services",
        RootParameter::SecretArn(_) => "Secrets",
        RootParameter::AlarmsEmail => "Monitoring",
    }
}
