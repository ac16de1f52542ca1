"""What goes wrong, and what README.md says to do then.

Each case runs a command of the README in a state in which it can't succeed. What it prints has to be
in the README's table, and what the README says to do has to help.
"""

import json

from e2e.readme import messages, section
from e2e.wrong import Wrong, expect_same

CLEAN_UP = "When a command fails"


def expect_failure(story, result, message):
    """The command failed, with a message that the README's table has."""
    if message not in messages():
        raise Wrong(f"README.md has no row {message!r} under {CLEAN_UP!r}")
    if result.code == 0 or message not in result.output + result.errors:
        raise Wrong(f"expected a failure that says {message!r}:\n{result}")
    story.met.add(message)


def without_credentials(story):
    """Nobody has told the CLI who they are."""
    hidden = {key: story.shell.environment.pop(key) for key in
              ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")}
    try:
        result = story.shell.attempt(story.commands.step(5))
    finally:
        story.shell.environment |= hidden
    expect_failure(story, result, "Unable to locate credentials")


def emulator_down(story):
    """Nothing answers at the endpoint."""
    script = story.commands.step(5)
    result = story.shell.attempt(f"aws() {{ command aws --endpoint-url {NOBODY} \"$@\"; }}\n{script}")
    expect_failure(story, result, "Could not connect to the endpoint URL")


# The port of discard, at which nothing listens in the namespace of the tests.
NOBODY = "http://localhost:9"


def missing_bucket(story):
    """Step 2 without its first command."""
    _, *rest = story.commands.step(2, 1).splitlines()
    expect_failure(story, story.shell.attempt("\n".join(rest)), "S3 Bucket does not exist")


def package(story):
    """The first two commands of step 2, which succeed."""
    make, *rest = story.commands.step(2, 1).splitlines()
    story.shell.run("\n".join([make, *rest[:2]]))


def _deployment(story):
    """The last command of step 2."""
    script = story.commands.step(2, 1)
    return script[script.index("aws cloudformation deploy"):]


def missing_values(story):
    """A file without the parameters that have no default, before values.yaml has them."""
    path = story.folder / "assembly/parameters.first.json"
    kept = path.read_text()
    given = [pair for pair in json.loads(kept) if not pair.startswith("HostedZoneId=")]
    path.write_text(json.dumps(given))
    result = story.shell.attempt(_deployment(story))
    path.write_text(kept)
    expect_failure(story, result, "must have values")
    _forget(story)


def wrong_region(story):
    """Everything in another region than the spec's."""
    elsewhere = "us-east-1" if story.region != "us-east-1" else "eu-west-1"
    story.shell.variables["region"] = elsewhere
    result = story.shell.attempt(_deployment(story))
    expect_failure(story, result, "does not exist")
    _forget(story)
    story.shell.variables["region"] = story.region


def missing_capability(story):
    """Without the acknowledgement that roles are made."""
    result = story.shell.attempt(
        _deployment(story).replace(" --capabilities CAPABILITY_IAM", "")
    )
    expect_failure(story, result, "Requires capabilities")


def too_large_without_bucket(story):
    """A root template beyond what a request may hold, without the bucket that README's has."""
    template = story.folder / f"{story.name}.packaged.yaml"
    kept = template.read_text()
    template.write_text(kept + "# " + "x" * 51_200 + "\n")
    result = story.shell.attempt(_deployment(story).replace(' --s3-bucket "$bucket"', ""))
    template.write_text(kept)
    expect_failure(story, result, "must be deployed via an S3 Bucket")


def failed_creation(story):
    """A repository of an earlier deployment is in the way of the first one."""
    ecr = story.deployed.client("ecr")
    ecr.create_repository(repositoryName=f"{story.name}/ldp")
    counted = story.census()
    result = story.shell.attempt(_deployment(story))
    expect_failure(story, result, "Failed to create/update the stack")
    expect_same("status", story.deployed.root()["StackStatus"], "ROLLBACK_COMPLETE")
    left = {(kind, name) for kind, name in story.census() - counted if kind != "stacks"}
    expect_same("what a failed creation leaves", left, set())
    second = story.shell.attempt(_deployment(story))
    expect_failure(story, second, "is in ROLLBACK_COMPLETE state and can not be updated")
    reason = story.shell.run(story.commands.section(CLEAN_UP)).output
    if f"{story.name}/ldp" not in reason:
        raise Wrong(f"the reason of the failure names no repository:\n{reason}")
    story.shell.run(story.commands.section("After a deleted deployment"))
    story.shell.run(story.commands.section(CLEAN_UP, 1))
    story.shell.run(_deployment(story))
    story.expect_status("CREATE_COMPLETE")
    story.tell("a failed first deployment leaves nothing, and README.md leads to a good one")


def protected(story):
    """A deletion of what is protected."""
    story.shell.run(story.commands.step(6))
    script = story.commands.section(CLEAN_UP, 1).splitlines()[0]
    expect_failure(
        story, story.shell.attempt(script), "cannot be deleted while TerminationProtection is enabled"
    )


def no_changes(story):
    """The same deployment once more."""
    expect_failure(story, story.shell.attempt(_deployment(story)), "No changes to deploy")


def every_row(story):
    """No row of the README's table is left that no case met."""
    expect_same("rows of the README that no case met", sorted(set(messages()) - story.met), [])
    if "ROLLBACK_COMPLETE" not in section(CLEAN_UP):
        raise Wrong("README.md does not say what a rolled back creation needs")
    story.tell(f"{len(story.met)} failures say what README.md says, and it helps")


def _forget(story):
    """Deletes the empty stack that a change set without success leaves."""
    region = story.shell.variables["region"]
    story.shell.attempt(
        f"aws cloudformation delete-stack --region {region} --stack-name {story.name}"
    )


CASES = (
    missing_bucket, package, without_credentials, emulator_down, missing_values, wrong_region,
    missing_capability, too_large_without_bucket, failed_creation, no_changes, protected, every_row,
)
