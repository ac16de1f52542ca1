"""cdk-nag over a folder of templates: its packs for AWS Solutions and for NIST 800-53 revision 5."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from findings import Finding, Outcome

TOOL = "cdk-nag"

HERE = Path(__file__).parent


def run(folder):
    """What cdk-nag says about every template of `folder`, which holds a folder for each spec."""
    command = ["node", HERE / "nag.js", folder]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"cdk-nag: exit code {done.returncode}\n{done.stderr}")
    return outcome(json.loads(done.stdout))


def outcome(told):
    """The findings in what nag.js printed."""
    versions = [f"{name} {installed(name)}" for name in (TOOL, "aws-cdk-lib")]
    findings = {
        Finding(TOOL, one["check"], asked(one["asks"]), one["spec"], one["stack"], one["resource"], one["type"])
        for one in told["findings"]
    }
    return Outcome(TOOL, versions, sorted(findings), Counter(told["met"]), set(told["checks"]))


def asked(info):
    """What a check asks, without the list of controls behind it."""
    return info.split(" - (Control ID")[0]


def installed(package):
    """The version of an npm package."""
    return json.loads((HERE / "node_modules" / package / "package.json").read_text())["version"]
