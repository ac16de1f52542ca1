//! The two roles of a service: what starts its tasks, and what its containers may do at AWS.
//!
//! Source: Amazon ECS developer guide, "Task execution IAM role", "Task IAM role". Each service has its
//! own, so that one service's role opens no other's secrets, images or logs. Policies are inline: a
//! policy beside a role can come after the first task that needs it.

use super::environment::{Encryption, Injected};
use super::image::{Image, Pulling};
use super::{Placed, volumes};
use crate::architecture::ServicePart;
use crate::assembly::Stack;
use crate::bindings::iam::{Role, RoleHandle, role};
use crate::bindings::logs::LogGroupHandle;
use crate::bindings::secrets_manager::SecretArn;
use crate::cfn::{Expr, region};
use crate::policy::{Document, Statement};
use crate::sub;

/// Who takes the roles on.
const TASKS: &str = "ecs-tasks.amazonaws.com";

/// Adds the role with which the agent pulls the image, reads the secrets and opens the log.
pub(super) fn execution_role(
    placed: &Placed<'_>,
    image: &Image,
    secrets: &[Injected],
    logs: &LogGroupHandle,
    stack: &mut Stack,
) -> RoleHandle {
    let write = Statement::allow(["logs:CreateLogStream", "logs:PutLogEvents"])
        .sid("WriteLogs")
        .on(logs.arn());
    let mut statements = pull(image);
    statements.push(write);
    statements.extend(read(placed, image, secrets));
    let policy = role::Policy::new(Document::new(statements), "StartTasks");
    let role = Role::new(Document::trust_for_this_account(TASKS)).policies([policy]);
    stack.add(placed.service.id.part(ServicePart::ExecutionRole), role)
}

/// Adds the role of the containers. It allows to mount the service's own volumes and nothing else: ESS
/// needs nothing of AWS but its database.
pub(super) fn task_role(placed: &Placed<'_>, stack: &mut Stack) -> RoleHandle {
    let role = Role::new(Document::trust_for_this_account(TASKS));
    let mounting = volumes::mounting(placed);
    let role = if mounting.is_empty() {
        role
    } else {
        role.policies([role::Policy::new(Document::new(mounting), "MountVolumes")])
    };
    stack.add(placed.service.id.part(ServicePart::TaskRole), role)
}

fn pull(image: &Image) -> Vec<Statement> {
    match &image.pulling {
        Pulling::Ecr(repository) => vec![
            Statement::allow(["ecr:GetAuthorizationToken"])
                .sid("LogInToRegistries")
                .on_everything("the token is for the account, not for a repository"),
            Statement::allow([
                "ecr:BatchCheckLayerAvailability",
                "ecr:BatchGetImage",
                "ecr:GetDownloadUrlForLayer",
            ])
            .sid("PullImage")
            .on(repository),
        ],
        Pulling::Credentials(_) | Pulling::Open => Vec::new(),
    }
}

/// Reading the secrets, each once; those of the deployment are decrypted with its key, through
/// Secrets Manager alone.
fn read(placed: &Placed<'_>, image: &Image, secrets: &[Injected]) -> Vec<Statement> {
    let mut arns: Vec<&Expr<SecretArn>> = match &image.pulling {
        Pulling::Credentials(secret) => vec![secret],
        Pulling::Ecr(_) | Pulling::Open => Vec::new(),
    };
    for Injected { secret, .. } in secrets {
        if arns.iter().all(|arn| arn.node() != secret.node()) {
            arns.push(secret);
        }
    }
    let read = (!arns.is_empty()).then(|| {
        let read = Statement::allow(["secretsmanager:GetSecretValue"]).sid("ReadSecrets");
        arns.into_iter().fold(read, Statement::on)
    });
    let mut encryption = secrets.iter().map(|secret| secret.encryption);
    let decrypt = encryption.any(|by| by == Encryption::Deployment).then(|| {
        let through = sub!["secretsmanager.", region(), ".amazonaws.com"];
        Statement::allow(["kms:Decrypt"])
            .sid("DecryptSecrets")
            .on(placed.inputs.key)
            .when("StringEquals", "kms:ViaService", through)
    });
    read.into_iter().chain(decrypt).collect()
}
