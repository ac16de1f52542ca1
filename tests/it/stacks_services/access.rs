//! What a service may do at AWS, and how its image and its secrets are asked for.

use ess_cfn::architecture::{OwnRegistry, Repository, SecretSource, Version};
use ess_cfn::document::{Intrinsic, Node};

use super::reading::{
    BACKEND, ESS, container, function, list, origin, reaches, resources, statements, texts,
};
use super::stand_ins::{draft, exporter, synthesised, with_own};
use crate::deployments::value;

#[test]
fn a_given_secret_is_named_in_full_and_its_key_is_not_ours_to_use() {
    let given = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:team/api-Ab12Cd";
    let mut draft = draft();
    let mut own = exporter();
    let reference = value(&format!("{given}:token::"));
    own.secrets
        .push((value("API_TOKEN"), SecretSource::Given(reference)));
    draft.services.push(own);
    let made = synthesised(draft);
    let secrets = container(&made.assembly, BACKEND, "MyExporter")
        .get(&["Secrets"])
        .unwrap();
    let from = list(secrets)[0].get(&["ValueFrom"]).unwrap();
    assert_eq!(from, &Node::text(format!("{given}:token::")));
    let statements = statements(&made.assembly, BACKEND, "MyExporterExecutionRole");
    let read = reaches(&statements, "secretsmanager:GetSecretValue");
    assert_eq!(read, [&Node::text(given)]);
    assert!(reaches(&statements, "kms:Decrypt").is_empty());
}

#[test]
fn the_role_of_one_service_opens_nothing_of_another() {
    let made = synthesised(with_own());
    let on = |role: &str, action: &str| -> Vec<String> {
        let statements = statements(&made.assembly, ESS, role);
        let reached = reaches(&statements, action).into_iter();
        reached
            .map(|node| origin(&made.assembly, ESS, node))
            .collect()
    };
    let read = "secretsmanager:GetSecretValue";
    assert_eq!(
        on("LdpExecutionRole", read),
        [
            "KeysAndSecrets.DatabaseSecret",
            "KeysAndSecrets.TaskTlsKeySecret"
        ]
    );
    assert_eq!(
        on("OidcExecutionRole", read),
        [
            "KeysAndSecrets.IdentityProviderClientSecret",
            "KeysAndSecrets.JwtSigningKeySecret",
            "KeysAndSecrets.TaskTlsKeySecret"
        ]
    );
    for service in ["Ldp", "Identity", "Oidc", "Portal"] {
        let role = format!("{service}ExecutionRole");
        let repository = format!("Registry.{service}Repository.Arn");
        assert_eq!(on(&role, "ecr:BatchGetImage"), [repository]);
        let group = format!("EssServices.{service}LogGroup.Arn");
        assert_eq!(on(&role, "logs:PutLogEvents"), [group]);
    }
    assert!(on("PortalExecutionRole", read).is_empty());
    assert!(on("PortalExecutionRole", "kms:Decrypt").is_empty());
}

#[test]
fn only_the_log_in_to_registries_is_about_everything() {
    let made = synthesised(with_own());
    for stack in [ESS, BACKEND] {
        for (id, role) in resources(&made.assembly, stack, "AWS::IAM::Role") {
            for statement in statements(&made.assembly, stack, id) {
                let everything = statement.get(&["Resource"]) == Some(&Node::text("*"));
                let actions = texts(statement.get(&["Action"]).unwrap());
                assert_eq!(everything, actions == ["ecr:GetAuthorizationToken"], "{id}");
                assert!(actions.iter().all(|action| !action.contains('*')), "{id}");
            }
            // Policies beside a role could come after the first task.
            assert!(role.get(&["Properties", "RoleName"]).is_none());
        }
        assert!(resources(&made.assembly, stack, "AWS::IAM::Policy").is_empty());
        assert!(resources(&made.assembly, stack, "AWS::IAM::RolePolicy").is_empty());
    }
    let decrypt = statements(&made.assembly, ESS, "LdpExecutionRole")
        .into_iter()
        .find(|statement| statement.get(&["Action"]) == Some(&Node::text("kms:Decrypt")))
        .unwrap();
    let through = ["Condition", "StringEquals", "kms:ViaService"];
    assert_eq!(
        decrypt.get(&through).unwrap(),
        &function(
            Intrinsic::Sub,
            "secretsmanager.${AWS::Region}.amazonaws.com"
        )
    );
    assert!(statements(&made.assembly, ESS, "LdpTaskRole").is_empty());
}

#[test]
fn a_given_registry_is_asked_with_its_credentials() {
    let credentials = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:pull-Ab12Cd";
    let mut draft = draft();
    draft.registry.own = OwnRegistry::Given {
        url: value("registry.example.org/ess"),
        credentials: Some(value(credentials)),
    };
    let made = synthesised(draft);
    let container = container(&made.assembly, ESS, "Ldp");
    let image = function(
        Intrinsic::Sub,
        "registry.example.org/ess/ldp:${LdpImageTag}",
    );
    assert_eq!(container.get(&["Image"]), Some(&image));
    let secret = container.get(&["RepositoryCredentials", "CredentialsParameter"]);
    let given = function(Intrinsic::Ref, "RegistryCredentialsArn");
    assert_eq!(secret, Some(&given));
    let statements = statements(&made.assembly, ESS, "LdpExecutionRole");
    let read = reaches(&statements, "secretsmanager:GetSecretValue");
    assert!(read.contains(&&given));
    assert!(reaches(&statements, "ecr:GetAuthorizationToken").is_empty());
}

#[test]
fn an_image_in_full_is_asked_for_with_the_credentials_of_its_registry_alone() {
    let credentials = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:pull-Ab12Cd";
    let mut draft = draft();
    draft.registry.own = OwnRegistry::Given {
        url: value("registry.example.org/ess"),
        credentials: Some(value(credentials)),
    };
    draft.registry.allowed = vec!["quay.io".into()];
    for (id, full) in [
        ("near", "registry.example.org/team/exporter"),
        ("far", "quay.io/team/exporter"),
    ] {
        let mut own = exporter();
        own.id = value(id);
        own.image.repository = Repository::Other(full.into());
        draft.services.push(own);
    }
    let made = synthesised(draft);
    let credentials_of = |service| {
        let container = container(&made.assembly, BACKEND, service);
        container.get(&["RepositoryCredentials", "CredentialsParameter"])
    };
    let given = function(Intrinsic::Ref, "RegistryCredentialsArn");
    assert_eq!(credentials_of("Near"), Some(&given));
    assert_eq!(credentials_of("Far"), None);
}

#[test]
fn a_repository_of_another_accounts_ecr_is_pulled_by_its_arn() {
    let mut draft = draft();
    let mut own = exporter();
    let full = "210987654321.dkr.ecr.eu-west-1.amazonaws.com/team/exporter";
    own.image.repository = Repository::Other(full.into());
    own.image.version = Version::Digest(format!("sha256:{}", "0".repeat(64)));
    draft.services.push(own);
    let made = synthesised(draft);
    let statements = statements(&made.assembly, BACKEND, "MyExporterExecutionRole");
    let arn = "arn:${AWS::Partition}:ecr:eu-west-1:210987654321:repository/team/exporter";
    assert_eq!(
        reaches(&statements, "ecr:BatchGetImage"),
        [&function(Intrinsic::Sub, arn)]
    );
    assert_eq!(
        reaches(&statements, "ecr:GetAuthorizationToken"),
        [&Node::text("*")]
    );
}
