"""actions/diff: review.sh on git repositories, with the program itself and a stand-in for gh; action.yml."""

import base64
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import yaml
from shellchecked import complaints

ROOT = Path(__file__).resolve().parent.parent
ACTION = ROOT / "actions" / "diff"
EXAMPLE = ROOT / "docs" / "examples" / "review.yml"
SCRIPT = ACTION / "review.sh"
# ci/scripts.sh sets it.
PROGRAM = Path(os.environ.get("ESS_CFN", ROOT / "target" / "debug" / "ess-cfn")).resolve()
MOST_OF_COMMENT = 65_536

# GitHub with the comments of one pull request: `comments` has them, `commands` what was asked. With `token`
# as `read` it writes nothing.
STAND_IN = """#!{python}
import json, os, re, sys
from pathlib import Path
folder = Path(os.environ["STAND_IN"])
arguments = sys.argv[1:]
with (folder / "commands").open("a") as commands:
    commands.write(json.dumps(arguments) + "\\n")
fields = dict(
    word.split("=", 1) for flag, word in zip(arguments, arguments[1:]) if flag in ("-f", "-F"))
body = fields.get("body", "")
if body.startswith("@"):
    body = Path(body[1:]).read_text()
comments = json.loads((folder / "comments").read_text())
if "query" in fields and "mutation" not in fields["query"]:
    expression = arguments[arguments.index("--jq") + 1]
    marker = re.search(r'startswith\\("(.*?)"\\)', expression)[1]
    for one in comments:
        if one["viewerDidAuthor"] and one["body"].startswith(marker):
            print(one["id"])
    sys.exit()
if (folder / "token").read_text() == "read":
    sys.exit("gh: Resource not accessible by integration (HTTP 403)")
if len(body) > {most}:
    sys.exit("gh: body is too long (maximum is {most} characters)")
if "mutation" in fields.get("query", ""):
    [found] = [one for one in comments if one["id"] == fields["id"]]
    found["body"] = body
else:
    comments.append({{"id": f"IC_new_{{len(comments)}}", "viewerDidAuthor": True, "body": body}})
(folder / "comments").write_text(json.dumps(comments))
"""

TEMPLATE = """Resources:
  Topic: {{ Type: AWS::SNS::Topic, Properties: {{ DisplayName: {name} }} }}
"""
TABLE = """Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
"""
NOTHING_DIFFERS = "Nothing differs in the deployed stacks."


def wide(value):
    """A template with so many changes that two of them are more than a comment holds."""
    resources = {
        f"Parameter{number:03}": {
            "Type": "AWS::SSM::Parameter",
            "Properties": {"Type": "String", "Value": f"{value} of {number}" + "." * 300},
        }
        for number in range(150)
    }
    return json.dumps({"Resources": resources})


class Review(unittest.TestCase):
    def setUp(self):
        if not PROGRAM.is_file():
            self.fail(f"expected ess-cfn at {PROGRAM}: ESS_CFN names another place")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name).resolve()
        self.repository = self.folder / "repository"
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        stand_in = self.bin / "gh"
        stand_in.write_text(STAND_IN.format(python=sys.executable, most=MOST_OF_COMMENT))
        stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
        (self.bin / "ess-cfn").symlink_to(PROGRAM)
        for name, content in (("comments", "[]"), ("commands", ""), ("token", "write"), ("summary", "")):
            (self.folder / name).write_text(content)
        self.git("init", "--quiet", "--initial-branch", "main", str(self.repository), at=self.folder)

    def git(self, *arguments, at=None):
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.folder), "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
            "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
        }
        done = subprocess.run(
            ["git", *arguments], cwd=at or self.repository, env=environment, text=True,
            capture_output=True, timeout=60, check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def commit(self, **files):
        """Writes files, or takes those that are None away, and commits; names have `_` for their dot."""
        for name, content in files.items():
            path = self.repository / name.replace("_", ".")
            if content is None:
                path.unlink()
            else:
                path.write_text(content)
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "a change")
        return self.git("rev-parse", "HEAD")

    def run_script(self, *paths, at=None, **variables):
        """Runs the script; returns its exit code, its standard output, and what it said."""
        environment = {
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}", "HOME": str(self.folder),
            "STAND_IN": str(self.folder), "LC_ALL": "C.UTF-8", **variables,
        }
        done = subprocess.run(
            ["bash", str(SCRIPT), *paths], env=environment, text=True, capture_output=True,
            cwd=at or self.repository, timeout=120, check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def in_a_request(self, *paths, **variables):
        """The same in a pull request that wants a comment; its exit code, the summary, and what it said."""
        (self.folder / "summary").write_text("")
        usual = {
            "GITHUB_ACTIONS": "true", "GITHUB_EVENT_NAME": "pull_request", "GITHUB_REF": "refs/pull/7/merge",
            "GITHUB_SHA": self.git("rev-parse", "HEAD"), "GITHUB_REPOSITORY": "acme/solid",
            "GITHUB_SERVER_URL": "https://github.com", "GITHUB_RUN_ID": "99",
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary"), "GH_TOKEN": "secret", "comment": "true",
        }
        code, shown, said = self.run_script(*paths, **(usual | variables))
        self.assertEqual(shown, "")
        return code, (self.folder / "summary").read_text(), said

    def comments(self):
        return json.loads((self.folder / "comments").read_text())

    def asked(self):
        return [json.loads(line) for line in (self.folder / "commands").read_text().splitlines()]

    def test_a_comment_is_made_once_and_brought_up_to_date_from_then_on(self):
        self.commit(a_yaml=TEMPLATE.format(name="one"))
        self.commit(a_yaml=TEMPLATE.format(name="two"))
        code, summary, said = self.in_a_request("a.yaml")
        self.assertEqual(code, 0, said)
        self.assertIn("`one → two`", summary)
        [made] = self.comments()
        self.assertEqual(made["body"], f"<!-- ess-cfn diff -->\n{summary}")
        self.assertIn("repos/acme/solid/issues/7/comments", self.asked()[-1])

        self.commit(a_yaml=TEMPLATE.format(name="three"))
        code, summary, said = self.in_a_request("a.yaml")
        self.assertEqual(code, 0, said)
        [one] = self.comments()
        self.assertEqual(one["id"], made["id"])
        self.assertIn("`two → three`", one["body"])

    def test_what_no_longer_differs_is_said_where_something_was_said_before(self):
        self.commit(a_yaml=TEMPLATE.format(name="one"))
        self.commit(b_txt="no stack")
        code, summary, _ = self.in_a_request("a.yaml")
        self.assertEqual((code, self.comments()), (0, []))
        self.assertIn(NOTHING_DIFFERS, summary)

        (self.folder / "comments").write_text(
            json.dumps([{"id": "IC_1", "viewerDidAuthor": True, "body": "<!-- ess-cfn diff -->\nold"}]))
        self.in_a_request("a.yaml")
        [one] = self.comments()
        self.assertIn(NOTHING_DIFFERS, one["body"])

    def test_comments_of_others_and_of_another_review_stay_as_they_are(self):
        others = [
            {"id": "IC_1", "viewerDidAuthor": False, "body": "<!-- ess-cfn diff -->\nof somebody"},
            {"id": "IC_2", "viewerDidAuthor": True, "body": "quoted: <!-- ess-cfn diff -->"},
            {"id": "IC_3", "viewerDidAuthor": True, "body": "<!-- ess-cfn staging -->\nof another"},
        ]
        (self.folder / "comments").write_text(json.dumps(others))
        self.commit(a_yaml=TEMPLATE.format(name="one"))
        self.commit(a_yaml=TEMPLATE.format(name="two"))
        self.in_a_request("a.yaml")
        self.assertEqual(self.comments()[:3], others)
        self.assertEqual(len(self.comments()), 4)
        self.in_a_request("a.yaml", comment_id="staging")
        self.assertIn("`one → two`", self.comments()[2]["body"])

    @unittest.skipUnless(shutil.which("jq"), "jq is not on the PATH")
    def test_the_filter_of_comments_is_one_that_jq_takes(self):
        self.commit(a_yaml=TEMPLATE.format(name="one"))
        self.commit(a_yaml=TEMPLATE.format(name="two"))
        self.in_a_request("a.yaml")
        [listed] = [words for words in self.asked() if "--jq" in words]
        nodes = [
            {"id": "IC_1", "viewerDidAuthor": False, "body": "<!-- ess-cfn diff -->\n"},
            {"id": "IC_2", "viewerDidAuthor": True, "body": "<!-- ess-cfn diff -->\n"},
            {"id": "IC_3", "viewerDidAuthor": True, "body": "else"},
        ]
        answer = {"data": {"repository": {"pullRequest": {"comments": {"nodes": nodes}}}}}
        done = subprocess.run(
            ["jq", "--raw-output", listed[listed.index("--jq") + 1]], input=json.dumps(answer),
            capture_output=True, text=True, check=False)
        self.assertEqual((done.stdout, done.returncode), ("IC_2\n", 0), done.stderr)

    def test_a_report_that_is_too_long_loses_details_and_no_risk(self):
        self.commit(a_json=wide("one"), b_json=wide("one"), c_yaml=TABLE)
        self.commit(a_json=wide("two"), b_json=wide("two"), c_yaml=None)
        code, summary, said = self.in_a_request("a.json", "b.json", "c.yaml", fail_on="data-loss")
        self.assertEqual(code, 1, said)
        self.assertGreater(len(summary), MOST_OF_COMMENT)
        [one] = self.comments()
        self.assertLess(len(one["body"]), MOST_OF_COMMENT)
        self.assertIn("(`data-removed`)", one["body"])
        self.assertIn("https://github.com/acme/solid/actions/runs/99", one["body"])
        self.assertEqual(one["body"].count("<details>"), one["body"].count("</details>"))

    def test_a_risk_fails_once_the_comment_is_there(self):
        self.commit(a_yaml=TABLE)
        self.commit(a_yaml="Resources: {}\n")
        for fail_on, expected in (("data-loss", 1), ("security,data-removed", 1), ("security", 0), ("", 0)):
            with self.subTest(fail_on=fail_on):
                (self.folder / "comments").write_text("[]")
                code, summary, said = self.in_a_request("a.yaml", fail_on=fail_on)
                self.assertEqual(code, expected, said)
                self.assertIn("(`data-removed`)", summary)
                self.assertEqual(f"This fails on `{fail_on}`" in summary, expected == 1)
                self.assertEqual(len(self.comments()), 1)

    def test_a_risk_that_there_is_no_such_name_for_is_not_done(self):
        self.commit(a_yaml=TABLE)
        self.commit(a_yaml="Resources: {}\n")
        code, _, said = self.in_a_request("a.yaml", fail_on="data-los")
        self.assertEqual(code, 2)
        self.assertIn("did you mean `data-loss`?", said)

    def test_a_new_spec_is_compared_with_nothing_and_one_taken_away_too(self):
        spec = (ROOT / "stacks" / "minimal.yaml").read_text()
        self.commit(old_yaml=TABLE)
        self.commit(old_yaml=None, new_yaml=spec)
        code, summary, said = self.in_a_request("new.yaml", "./old.yaml", fail_on="data-loss")
        self.assertEqual(code, 1, said)
        new, old = summary.split("### `old.yaml`")
        self.assertIn("It is new here", new)
        self.assertRegex(new, r"\*\*root\*\*: \d+ added")
        self.assertIn("Its stacks stay", old)
        self.assertIn("**root**: 1 removed", old)
        self.assertIn("error: what `fail_on` names (data-loss) was found in: old.yaml", said)

    def test_an_assembly_is_compared_and_values_are_those_of_a_file(self):
        template = "Parameters: {Name: {Type: String}}\n" + TEMPLATE.format(name='!Sub "${Name}-%s"')
        (self.repository / "assembly").mkdir()
        for number in ("1", "2"):
            (self.repository / "assembly" / "root.yaml").write_text(template % number)
            self.commit(values_yaml="Name: acme\n")
        code, summary, said = self.in_a_request(paths="\n  assembly/ \n\n", parameters="values.yaml")
        self.assertEqual(code, 0, said)
        self.assertIn("`acme-1 → acme-2`", summary)

    def test_what_cannot_be_compared_is_told_with_the_rest(self):
        self.commit(a_yaml="Resources: [", b_yaml=TEMPLATE.format(name="one"))
        self.commit(a_yaml=TABLE, b_yaml=TEMPLATE.format(name="two"))
        code, summary, said = self.in_a_request("a.yaml", "b.yaml", "c.yaml")
        self.assertEqual(code, 2)
        self.assertIn("It can not be compared", summary)
        self.assertIn("`one → two`", summary)
        self.assertIn("error: c.yaml is neither here nor in", said)
        self.assertEqual(len(self.comments()), 1)

    def test_a_token_that_may_only_read_is_a_warning(self):
        (self.folder / "token").write_text("read")
        self.commit(a_yaml=TABLE)
        self.commit(a_yaml="Resources: {}\n")
        code, summary, said = self.in_a_request("a.yaml", fail_on="data-loss")
        self.assertEqual(code, 1)
        self.assertIn("::warning::The comment could not be written", said)
        self.assertIn("(`data-removed`)", summary)

    def test_no_comment_is_written_unless_it_is_asked_for_in_a_request(self):
        self.commit(a_yaml=TABLE)
        self.commit(a_yaml="Resources: {}\n")
        for variables in ({"comment": "false"}, {"GITHUB_REF": "refs/heads/main"}):
            with self.subTest(**variables):
                code, _, said = self.in_a_request("a.yaml", **variables)
                self.assertEqual((code, self.asked()), (0, []), said)

    def test_in_a_clone_of_one_commit_the_branch_that_a_request_goes_to_is_fetched(self):
        self.commit(a_yaml=TEMPLATE.format(name="one"), b_yaml=TEMPLATE.format(name="one"))
        self.git("checkout", "--quiet", "-b", "change")
        self.commit(a_yaml=TEMPLATE.format(name="two"))
        self.git("checkout", "--quiet", "main")
        # What others merged since is no change of this request.
        self.commit(b_yaml=TEMPLATE.format(name="three"))
        self.git("checkout", "--quiet", "-b", "merged")
        self.git("merge", "--quiet", "--no-ff", "--message", "merged", "change")
        shallow = self.folder / "shallow"
        self.git(
            "clone", "--quiet", "--depth", "1", "--branch", "merged", f"file://{self.repository}", str(shallow),
            at=self.folder)
        self.repository = shallow
        code, summary, said = self.in_a_request("a.yaml", "b.yaml")
        self.assertEqual(code, 0, said)
        self.assertIn("`one → two`", summary)
        self.assertNotIn("three", summary)
        self.assertIn("Nothing differs in the stacks of:\n\n- `b.yaml`", summary)
        self.assertEqual(self.git("rev-parse", "--is-shallow-repository"), "true")

    def test_where_the_checkout_keeps_no_credentials_the_token_fetches(self):
        self.commit(a_yaml=TEMPLATE.format(name="one"))
        self.commit(a_yaml=TEMPLATE.format(name="two"))
        shallow = self.folder / "shallow"
        self.git("clone", "--quiet", "--depth", "1", f"file://{self.repository}", str(shallow), at=self.folder)
        self.repository = shallow
        # A server that lets nobody fetch without the header.
        stand_in = self.bin / "git"
        stand_in.write_text(
            f"""#!/bin/sh
if [ "$1" = fetch ]; then
    echo "$@" >>"{self.folder}/fetched"
    [ -n "$GIT_CONFIG_VALUE_0" ] || exit 128
    echo "$GIT_CONFIG_KEY_0=$GIT_CONFIG_VALUE_0" >>"{self.folder}/fetched"
    unset GIT_CONFIG_COUNT
fi
exec "{shutil.which('git')}" "$@"
""")
        stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
        code, summary, said = self.in_a_request("a.yaml")
        self.assertEqual(code, 0, said)
        self.assertIn("`one → two`", summary)
        first, second, header = (self.folder / "fetched").read_text().splitlines()
        self.assertEqual(first, second)
        self.assertNotIn("secret", first)
        token = base64.b64encode(b"x-access-token:secret").decode()
        self.assertEqual(header, f"http.https://github.com/.extraheader=AUTHORIZATION: basic {token}")

    def test_a_commit_that_is_not_that_of_the_run_needs_a_base(self):
        first = self.commit(a_yaml=TEMPLATE.format(name="one"))
        self.commit(a_yaml=TEMPLATE.format(name="two"))
        self.commit(b_txt="else")
        code, _, said = self.in_a_request("a.yaml", GITHUB_SHA=first)
        self.assertEqual(code, 2)
        self.assertIn("say in `base` what to compare with", said)
        code, summary, said = self.in_a_request("a.yaml", GITHUB_SHA=first, base=first)
        self.assertEqual(code, 0, said)
        self.assertIn("`one → two`", summary)

    def test_without_github_the_report_is_printed_or_written_where_it_is_wanted(self):
        self.commit(a_yaml=TEMPLATE.format(name="one"))
        below = self.repository / "below"
        below.mkdir()
        (self.repository / "a.yaml").write_text(TEMPLATE.format(name="two"))
        code, shown, said = self.run_script("a.yaml", base="main", at=below)
        self.assertEqual(code, 0, said)
        self.assertIn("`one → two`", shown)
        code, silent, _ = self.run_script("a.yaml", base="main", report="report.md", at=below)
        self.assertEqual((code, silent, (below / "report.md").read_text()), (0, "", shown))
        self.assertEqual(self.asked(), [])

    def test_wrong_usage_is_told_apart(self):
        self.commit(a_yaml=TABLE)
        for paths, variables, told in (
            ((), {}, "review.sh PATH…"),
            (("--force",), {}, "review.sh PATH…"),
            (("a.yaml",), {}, "say what to compare with"),
            (("a.yaml",), {"base": "--upload-pack=x"}, "expected a revision"),
            (("a.yaml",), {"base": "none"}, "can't be fetched"),
            (("a.yaml",), {"base": "main", "comment_id": "x -->"}, "expected letters, digits"),
            (("a.yaml",), {"base": "main", "program": "no-such-program"}, "not on the PATH"),
        ):
            with self.subTest(told=told):
                code, shown, said = self.run_script(*paths, **variables)
                self.assertEqual((code, shown), (2, ""))
                self.assertIn(told, said)

    def test_the_program_is_found_or_built_once_for_each_version(self):
        code, shown, _ = self.run_script("--program")
        self.assertEqual((code, shown), (0, f"program={self.bin / 'ess-cfn'}\n"))
        (self.bin / "ess-cfn").unlink()
        code, shown, said = self.run_script("--program", RUNNER_OS="Linux", RUNNER_ARCH="X64")
        self.assertEqual(code, 0, said)
        self.assertRegex(shown, rf"^source={re.escape(str(ROOT))}\nkey=ess-cfn-Linux-X64-[0-9a-f]{{40}}\n$")


    def test_the_readme_shows_what_the_program_prints(self):
        text = (ROOT / "README.md").read_text()
        command, shown = re.search(r"^\$ ess-cfn (diff git:main:.*)\n((?:.*\n)*?)```$", text, re.MULTILINE).groups()
        spec = (ROOT / "stacks" / "production.yaml").read_text()
        changed = spec
        for old, new in (("instance_class: db.m7g.large", "instance_class: db.r7g.large"), ("max: 6", "max: 8")):
            self.assertIn(old, changed)
            changed = changed.replace(old, new)
        self.commit(production_yaml=spec)
        (self.repository / "production.yaml").write_text(changed)
        done = subprocess.run(
            [self.bin / "ess-cfn", *command.split()], cwd=self.repository, text=True, capture_output=True,
            timeout=60, check=False,
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(done.stdout.strip(), shown.strip())


class Action(unittest.TestCase):
    def setUp(self):
        self.action = yaml.safe_load((ACTION / "action.yml").read_text())
        self.steps = self.action["runs"]["steps"]

    def test_no_input_becomes_part_of_a_script(self):
        for step in self.steps:
            self.assertNotIn("${{", step.get("run", ""))

    def test_every_input_is_used_and_every_one_that_is_used_is_there(self):
        used = set(re.findall(r"inputs\.([a-z-]+)", json.dumps(self.steps)))
        self.assertEqual(used, set(self.action["inputs"]))

    def test_what_is_given_to_the_script_are_variables_that_it_tells_of(self):
        told = SCRIPT.read_text().split("set -euo")[0]
        for name in self.steps[-1]["env"]:
            self.assertRegex(told, rf"\b{name}\b")

    def test_the_example_gives_inputs_that_there_are(self):
        [job] = yaml.safe_load(EXAMPLE.read_text())["jobs"].values()
        [given] = [step["with"] for step in job["steps"] if "actions/diff@" in step["uses"]]
        required = {name for name, one in self.action["inputs"].items() if one.get("required")}
        self.assertLessEqual(required, set(given))
        self.assertLessEqual(set(given), set(self.action["inputs"]))

    def test_actions_of_others_are_pinned_by_their_commits(self):
        for line in (ACTION / "action.yml").read_text().splitlines():
            if "uses:" in line:
                self.assertRegex(line, r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")

    def test_every_script_passes_shellcheck(self):
        for step in self.steps:
            if "run" in step:
                with self.subTest(step=step.get("id")):
                    self.assertEqual(complaints(step["run"]), "")


if __name__ == "__main__":
    unittest.main()
