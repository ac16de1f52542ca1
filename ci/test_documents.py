"""What the guides say is there: options of the program, places that links lead to, steps of the workflow."""

import re
import unittest
from pathlib import Path

import yaml
from shellchecked import complaints

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
EXAMPLES = ROOT / "docs" / "examples"
# A command ends with its line, or with what follows it there.
CODE = re.compile(r"^```\w+\n(.*?)^```|`([^`\n]+)`", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"\bess-cfn ([a-z]+)\b([^\n`#|&;<>]*)")
OPTION = re.compile(r"(?<![\w-])--?[a-z][\w-]*")
LINK = re.compile(r"\]\(([^)\s]+)\)")


def code(document):
    """What of a document is code: all of a script."""
    text = document.read_text()
    if document.suffix != ".md":
        return text
    return "\n".join(found[1] or found[2] for found in CODE.finditer(text))


def commands(text):
    """Each `ess-cfn COMMAND …` of code, as the command and the options that it is given."""
    text = text.replace("\\\n", " ")
    return [(found[1], set(OPTION.findall(found[2]))) for found in COMMAND.finditer(text)]


def told(text):
    """The commands of the README's table with their options."""
    table = text.split("\n## Commands\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `ess-cfn ([a-z]+)((?:\\\||[^`])*)`", table, re.MULTILINE)
    return {command: set(OPTION.findall(rest)) for command, rest in rows}


def headings(text):
    """The anchors of a document's headings, as GitHub makes them."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    names = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", name.lower()).replace(" ", "-") for name in names}


def dead_links(document):
    """Links of a document that lead to no file or to no heading of one."""
    dead = []
    for link in LINK.findall(document.read_text()):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        if not target.exists() or (anchor and anchor not in headings(target.read_text())):
            dead.append(link)
    return dead


class Documents(unittest.TestCase):
    def test_the_parts_are_found_in_a_text(self):
        text = "ess-cfn synth a.yaml --check\ness-cfn dns \\\n  --quick a.yaml | less --raw\n"
        self.assertEqual(commands(text), [("synth", {"--check"}), ("dns", {"--quick"})])
        table = "x\n## Commands\n\n| `ess-cfn synth [-o DIR] [--format a\\|b] [--check]` | `--no` |\n"
        self.assertEqual(told(table), {"synth": {"-o", "--format", "--check"}})
        self.assertEqual(headings("## The database's `way`\n```\n# no\n```\n"), {"the-databases-way"})

    def test_every_command_uses_options_that_the_readme_tells_of(self):
        known = told(DOCUMENTS[0].read_text())
        for document in [*DOCUMENTS, EXAMPLES / "deploy.sh", EXAMPLES / "deploy.yml"]:
            for command, options in commands(code(document)):
                with self.subTest(document=document.name, command=command):
                    self.assertIn(command, known)
                    self.assertEqual(options - known[command] - {"--help", "--quiet"}, set())

    def test_every_link_leads_somewhere(self):
        for document in DOCUMENTS:
            with self.subTest(document=document.name):
                self.assertEqual(dead_links(document), [])


class Workflow(unittest.TestCase):
    def setUp(self):
        self.jobs = yaml.safe_load((EXAMPLES / "deploy.yml").read_text())["jobs"]
        self.steps = [(name, step) for name, job in self.jobs.items() for step in job["steps"]]

    def test_every_action_has_one_version(self):
        for name, step in self.steps:
            if "uses" in step:
                with self.subTest(job=name):
                    self.assertRegex(step["uses"], r"^[\w-]+/[\w-]+@v\d+\.\d+\.\d+$")

    def test_a_job_has_credentials_where_it_may_ask_for_a_token_alone(self):
        for name, job in self.jobs.items():
            asks = any("configure-aws-credentials" in step.get("uses", "") for step in job["steps"])
            may = job.get("permissions", {}).get("id-token") == "write"
            self.assertEqual(asks, may, name)
            self.assertEqual(asks, "concurrency" in job, name)

    def test_jobs_need_jobs_and_what_deploys_waits_for_an_approval(self):
        for job in self.jobs.values():
            self.assertIn(job.get("needs", "build"), self.jobs)
        for name, step in self.steps:
            if "--yes" in step.get("run", ""):
                self.assertIn("environment", self.jobs[name])

    def test_every_script_passes_shellcheck(self):
        for name, step in self.steps:
            if "run" in step:
                with self.subTest(job=name):
                    self.assertEqual(complaints(step["run"]), "")


if __name__ == "__main__":
    unittest.main()
