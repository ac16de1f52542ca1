"""docs/examples/deploy.sh, with stand-ins for the AWS CLI and for ess-cfn."""

import json
import os
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

SCRIPT = Path(__file__).resolve().parent.parent / "docs" / "examples" / "deploy.sh"
STACK = "arn:aws:cloudformation:eu-central-1:111122223333:stack/acme/1"
NESTED = "arn:aws:cloudformation:eu-central-1:111122223333:changeSet/nested/2"

# Answers by the first `answers` entry whose words are all in the command, and notes each command.
# An answer that is a list is used up, one entry a call; an entry `!text` is an error.
STAND_IN = """#!{python}
import json, os, sys
from pathlib import Path
folder = Path(os.environ["STAND_IN"])
command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
with (folder / "commands").open("a") as commands:
    commands.write(command.replace("\\n", " ") + "\\n")
answers = json.loads((folder / "answers").read_text())
for entry in answers:
    words, answer = entry
    if all(word in command for word in words):
        if isinstance(answer, list):
            entry[1] = answer[1:] if len(answer) > 1 else answer
            (folder / "answers").write_text(json.dumps(answers))
            answer = answer[0]
        if answer.startswith("!"):
            sys.exit(answer[1:])
        print(answer)
        break
"""

ROOT_CHANGES = (
    f"Modify\tFalse\tDatabase\tAWS::CloudFormation::Stack\t{NESTED}\tParameters\n"
    "Remove\tNone\tDns\tAWS::CloudFormation::Stack\tNone\t"
)
NESTED_CHANGES = "Modify\tTrue\tInstance\tAWS::RDS::DBInstance\tNone\tPort Port DBName"


def answers(**changed):
    """What the stand-ins say: a stack that takes an update of one nested stack, or what is given."""
    usual = {
        "status": ["UPDATE_COMPLETE", "UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"],
        "made": ["CREATE_PENDING\tNone", "CREATE_COMPLETE\tNone"],
        "events": "Instance\tacme-1\tAWS::RDS::DBInstance\tno such class",
    }
    usual |= changed
    return [
        [["describe-stacks", "StackStatus"], usual["status"]],
        [["describe-stacks", "StackId"], STACK],
        [["describe-change-set", "[Status,StatusReason]"], usual["made"]],
        [["describe-change-set", "--query ChangeSetId"], "arn:aws:root"],
        [["describe-change-set", NESTED], NESTED_CHANGES],
        [["describe-change-set", "arn:aws:root"], ROOT_CHANGES],
        [["describe-stack-events"], usual["events"]],
    ]


class Deploy(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        for program in ("aws", "ess-cfn"):
            path = self.folder / program
            path.write_text(STAND_IN.format(python=sys.executable))
            path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def run_script(self, *arguments, said=None, typed=""):
        """Runs the script; returns its exit code, what it showed, what it said, and the commands."""
        (self.folder / "answers").write_text(json.dumps(said or answers()))
        (self.folder / "commands").write_text("")
        environment = {
            "PATH": f"{self.folder}{os.pathsep}{os.environ['PATH']}", "STAND_IN": str(self.folder),
            "name": "acme", "region": "eu-central-1", "bucket": "templates", "pause": "0",
        }
        done = subprocess.run(
            ["bash", str(SCRIPT), *arguments], env=environment, input=typed, text=True,
            capture_output=True, cwd=self.folder, timeout=60, check=False,
        )
        commands = (self.folder / "commands").read_text().splitlines()
        return done.returncode, done.stdout, done.stderr, commands

    def assert_ran(self, commands, word, times):
        self.assertEqual(sum(word in command for command in commands), times, "\n".join(commands))

    def test_an_update_is_made_shown_executed_and_waited_for(self):
        code, shown, said, commands = self.run_script("--yes", "spec.yaml", "a.yaml", "b.yaml")
        self.assertEqual(code, 0, said)
        self.assertIn("ess-cfn synth spec.yaml --values a.yaml --values b.yaml", commands[2])
        [made] = [command for command in commands if "create-change-set" in command]
        self.assertIn("--include-nested-stacks", made)
        self.assertIn("--parameters file://assembly/parameters.api.json", made)
        self.assertIn("--capabilities CAPABILITY_IAM", made)
        self.assertEqual(
            shown.splitlines(),
            [
                "Modify  Database (AWS::CloudFormation::Stack): Parameters",
                "    Modify  Instance (AWS::RDS::DBInstance) REPLACED: DBName Port",
                "Remove  Dns (AWS::CloudFormation::Stack)",
            ],
        )
        self.assert_ran(commands, "execute-change-set", 1)
        self.assert_ran(commands, "delete-change-set", 0)

    def test_a_review_changes_nothing(self):
        code, shown, _, commands = self.run_script("--review", "spec.yaml")
        self.assertEqual(code, 0)
        self.assertIn("Instance", shown)
        self.assert_ran(commands, "execute-change-set", 0)
        self.assert_ran(commands, "delete-change-set", 1)

    def test_without_yes_it_asks_and_nothing_but_yes_is_taken(self):
        for typed, code, executed in (("yes\n", 0, 1), ("y\n", 1, 0), ("", 1, 0)):
            with self.subTest(typed=typed):
                got, _, _, commands = self.run_script("spec.yaml", typed=typed)
                self.assertEqual(got, code)
                self.assert_ran(commands, "execute-change-set", executed)

    def test_nothing_to_change_is_no_failure(self):
        for reason in (
            "The submitted information didn't contain changes. Submit different information.",
            "No updates are to be performed.",
        ):
            with self.subTest(reason=reason):
                said = answers(made=f"FAILED\t{reason}")
                code, _, errors, commands = self.run_script("--yes", "spec.yaml", said=said)
                self.assertEqual(code, 0, errors)
                self.assert_ran(commands, "delete-change-set", 1)
                self.assert_ran(commands, "execute-change-set", 0)

    def test_where_nested_stacks_cannot_be_looked_into_it_looks_at_the_root(self):
        said = answers(made=["FAILED\tUsage of Fn::Select is not allowed", "CREATE_COMPLETE\tNone"])
        code, _, errors, commands = self.run_script("--yes", "spec.yaml", said=said)
        self.assertEqual(code, 0, errors)
        self.assertIn("Usage of Fn::Select is not allowed", errors)
        self.assert_ran(commands, "create-change-set", 2)
        self.assert_ran(commands, "--include-nested-stacks", 1)
        self.assert_ran(commands, "execute-change-set", 1)

    def test_a_change_set_that_is_refused_ends_it(self):
        said = [[["create-change-set"], "!Parameters: [LdpImageTag] must have values"], *answers()]
        code, _, errors, commands = self.run_script("--yes", "spec.yaml", said=said)
        self.assertEqual(code, 1)
        self.assertIn("[LdpImageTag] must have values", errors)
        self.assert_ran(commands, "execute-change-set", 0)

    def test_an_update_that_is_taken_back_fails_and_says_why(self):
        said = answers(status=["UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE"])
        code, _, errors, _ = self.run_script("--yes", "spec.yaml", said=said)
        self.assertEqual(code, 1)
        self.assertIn("Instance (AWS::RDS::DBInstance): no such class", errors)

    def test_a_stack_that_is_not_there_or_stuck_is_left_alone(self):
        missing = "!An error occurred: Stack with id acme does not exist"
        for status, hint in ((missing, "README.md"), ("UPDATE_ROLLBACK_FAILED", "operations.md")):
            with self.subTest(status=status):
                said = answers(status=status)
                code, _, errors, commands = self.run_script("--yes", "spec.yaml", said=said)
                self.assertEqual(code, 1)
                self.assertIn(hint, errors)
                self.assert_ran(commands, "create-change-set", 0)

    def test_an_account_that_does_not_answer_is_no_missing_stack(self):
        said = answers(status="!ExpiredToken")
        code, _, errors, commands = self.run_script("--yes", "spec.yaml", said=said)
        self.assertEqual(code, 1)
        self.assertIn("ExpiredToken", errors)
        self.assertNotIn("README.md", errors)
        self.assertEqual(len(commands), 1)

    def test_wrong_usage_is_told_apart(self):
        code, _, errors, commands = self.run_script("--force", "spec.yaml")
        self.assertEqual((code, commands), (2, []))
        self.assertIn("deploy.sh [--review | --yes] SPEC", errors)


if __name__ == "__main__":
    unittest.main()
