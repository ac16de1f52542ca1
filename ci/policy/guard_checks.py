"""CloudFormation Guard with the two rule sets that AWS publishes in packages.

The Guard Rules Registry is AWS's collection of rules for its security standards and for the pillars
of the Well-Architected Framework; the package of AWS's infrastructure-as-code server ships its
default selection. The proactive controls of AWS Control Tower are shipped with the CDK's validator;
they cover the same ground, and each of them names the AWS Config or Security Hub control it stands for.
"""

import hashlib
import json
import re
from importlib.metadata import version
from pathlib import Path

from findings import Finding, Outcome

REGISTRY = "Guard Rules Registry"
CONTROL_TOWER = "Control Tower"

HERE = Path(__file__).parent
CONTROLS = HERE / "node_modules/@cdklabs/cdk-validator-cfnguard"
RULES = HERE.parents[1] / ".venv-policy/rules"

PASSING = ("PASS", "SKIP")


class RuleFile:
    """A text of rules, the types that they are about, and what each asks."""

    def __init__(self, text):
        self.text = text
        self.types = set(re.findall(r"AWS::\w+::\w+", text))
        self.asks, self.reports = {}, {}
        # A registry file is many rules one after the other, each with its heading.
        for section in re.split(r"(?m)^#\s*Rule Identifier:\s*$", text)[1:]:
            name = re.match(r"\s*#?\s*(\w+)", section)[1]
            description = re.search(r"(?m)^#\s*Description:\s*\n((?:^#[ \t]+\S.*\n)+)", section)
            words = re.sub(r"\s*\n?#\s*", " ", description[1]) if description else name
            self.asks[name] = " ".join(words.split())
            reports = re.search(r"(?m)^#\s*Reports on:\s*\n((?:^#[ \t]+\S.*\n)+)", section)
            # Some headings write a type in letters of another case.
            self.reports[name] = set(re.findall(r"aws::\w+::\w+", reports[1].lower())) if reports else set()
        control = re.search(r"\[(CT\.[\w.]+)\]: (.+)", text)
        self.control, self.title = control.groups() if control else (None, None)

    def check(self, rule):
        """The id of a rule as its publisher lists it."""
        return self.control or rule

    def asked(self, rule):
        """What a rule asks."""
        return self.title or self.asks.get(rule, rule)


def registry():
    """The rules of the registry's default selection."""
    [file] = sorted(RULES.glob("awslabs/*/data/default_guard_rules.guard"))
    return [RuleFile(file.read_text())]


def control_tower():
    """The proactive controls, a file each."""
    files = sorted(CONTROLS.glob("rules/control-tower/cfn-guard/*/*.guard"))
    return [RuleFile(file.read_text()) for file in files]


def run(templates):
    """What the rules of both sets say about `templates`: (spec, stack) -> template."""
    engine = f"guardpycfn {version('guardpycfn')} (CloudFormation Guard)"
    [package] = sorted(RULES.glob("awslabs_aws_iac_mcp_server-*.dist-info"))
    shipped = package.name.removesuffix(".dist-info").partition("-")[2]
    controls = json.loads((CONTROLS / "package.json").read_text())["version"]
    return [
        judged(Outcome(REGISTRY, [engine, f"awslabs.aws-iac-mcp-server {shipped}"]), registry(), templates),
        judged(Outcome(CONTROL_TOWER, [engine, f"@cdklabs/cdk-validator-cfnguard {controls}"]), control_tower(), templates),
    ]


def judged(told, files, templates):
    """Adds what `files` say about `templates` to an outcome."""
    if not files:
        raise ValueError(f"{told.tool}: expected rules, found no file of them")
    known = {}
    for (spec, stack), template in templates.items():
        text = json.dumps(template)
        digest = hashlib.sha256(text.encode()).digest()
        if digest not in known:
            known[digest] = list(results(files, template, text))
        for check, asks, status, resources in known[digest]:
            told.checks.add(check)
            if status == "PASS":
                told.met[spec] += 1
            for resource in resources:
                kind = template["Resources"][resource]["Type"]
                told.findings.append(Finding(told.tool, check, asks, spec, stack, resource, kind))
    return told


def results(files, template, text):
    """(check, what it asks, status, resources that fail) of every rule that had something to judge."""
    import guardpycfn

    types = {resource["Type"] for resource in template["Resources"].values()}
    for file in files:
        if not file.types & types:
            continue
        answer = guardpycfn.validate_with_guard(text, file.text, verbose=True)
        if not answer.get("success"):
            raise ValueError(f"guard could not judge {sorted(file.asks)}: {answer}")
        for rule in answer["result"]["children"]:
            said = rule["container"]["RuleCheck"]
            name, status = said["name"], said["status"]
            if status == "SKIP":
                continue
            failing = set()
            if status == "FAIL":
                # A rule looks at other resources too, and one that expects a good one among several
                # stops at none of them.
                reports = file.reports.get(name) or {kind.lower() for kind in types}
                reported = {key for key, body in template["Resources"].items() if body["Type"].lower() in reports}
                failing = reported & resources_of(rule) or reported
            if status == "FAIL" and not failing:
                raise ValueError(f"{name} fails and names no resource of the template")
            yield file.check(name), file.asked(name), status, sorted(failing)


def resources_of(node):
    """The logical ids that a failing rule's clauses stopped at."""
    [(kind, said)] = node["container"].items()
    # What chooses the resources and whether a rule is asked at all is no verdict.
    if kind == "Filter" or kind.endswith("Condition"):
        return set()
    status = said.get("status") if isinstance(said, dict) else said
    if status in PASSING or status == "Success":
        return set()
    found = set()
    if kind == "ClauseValueCheck":
        found |= {path.split("/")[2] for path in paths(said) if path.startswith("/Resources/")}
    for child in node["children"]:
        found |= resources_of(child)
    return found


def paths(said):
    """Where in the template a clause looked. What it compared with, and values, are not places."""
    if isinstance(said, list):
        for item in said:
            yield from paths(item)
    elif isinstance(said, dict):
        if isinstance(said.get("path"), str):
            yield said["path"]
            return
        for key, value in said.items():
            if key != "to":
                yield from paths(value)
