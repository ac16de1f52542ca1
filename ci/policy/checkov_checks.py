"""checkov over a folder of templates, as a process of its own."""

import json
import os
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from findings import Finding, Outcome

TOOL = "checkov"


def run(folder, home):
    """What checkov says about every template of `folder`, which holds a folder for each spec. It stands in `home`."""
    program = Path(sys.executable).parent / "checkov"
    command = [program, "--directory", folder, "--framework", "cloudformation", "--output", "json"]
    # Nothing is fetched: the rules are those of the package.
    command += ["--skip-download", "--compact", "--soft-fail"]
    # Nobody's own configuration has a say.
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(home), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, cwd=home, env=environment)
    try:
        return outcome(json.loads(done.stdout), folder)
    except (ValueError, KeyError) as error:
        sys.exit(f"checkov: expected its findings as JSON, exit code {done.returncode}: {error!r}\n{done.stderr}")


def outcome(report, folder):
    """The findings of a report."""
    summary = report["summary"]
    if summary["parsing_errors"]:
        raise ValueError(f"{summary['parsing_errors']} templates could not be read")
    told = Outcome(TOOL, [f"checkov {version('checkov')}"])
    for record in report["results"]["failed_checks"]:
        spec, stack = Path(record["file_path"]).with_suffix("").parts[-2:]
        kind, resource = record["resource"].split(".", 1)
        check, asks = record["check_id"], record["check_name"]
        told.findings.append(Finding(TOOL, check, asks, spec, stack, resource, kind))
    passed = report["results"]["passed_checks"]
    told.met.update(Path(record["file_path"]).parts[-2] for record in passed)
    judged = passed + report["results"]["failed_checks"]
    told.checks = {record["check_id"] for record in judged}
    if len(told.findings) != summary["failed"]:
        raise ValueError(f"expected {summary['failed']} findings, read {len(told.findings)} below {folder}")
    return told
