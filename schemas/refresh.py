#!/usr/bin/env python3
"""Refreshes the vendored facts: `make refresh-facts`.

Downloads the packages of SOURCES.toml by name with the ordinary clients (pip, npm), refuses one whose
digest differs, joins them, applies `overlay/*.toml`, and writes everything that is generated here.
With `--check` nothing is written, and a difference fails. Python 3.11, standard library only.
"""

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path

from vendor import actions, layout, overlay, regions, report, values
from vendor.lint import Lint
from vendor.merge import Merger
from vendor.spec import Spec

HERE = Path(__file__).parent


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--archives", type=Path, help="take the archives from here instead of downloading them")
    parser.add_argument("--check", action="store_true", help="write nothing; fail when a file would change")
    arguments = parser.parse_args()
    sources = tomllib.loads((HERE / "SOURCES.toml").read_text())["source"]
    with tempfile.TemporaryDirectory() as folder:
        packages = {source["id"]: obtained(source, Path(folder), arguments.archives) for source in sources}
        files = generated(packages, sources)
    stale = [path for path in owned() if path not in files]
    changed = [path for path, content in files.items() if not path.exists() or path.read_bytes() != content]
    if arguments.check:
        for path in [*changed, *stale]:
            print(f"differs: {path.relative_to(HERE)}")
        sys.exit(1 if changed or stale else 0)
    for path in stale:
        path.unlink()
    for path in changed:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(files[path])
    print(f"{len(files)} files, {len(changed)} changed, {len(stale)} removed")


def obtained(source, folder, archives):
    """The unpacked package of a source, its digest verified."""
    archive = (archives or folder) / source["archive"]
    if not archives:
        pinned = source["package"] + ("==" if source["registry"] == "pypi" else "@") + source["version"]
        command = {
            "pypi": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", pinned],
            "npm": ["npm", "pack", "--silent", pinned],
        }[source["registry"]]
        print("+", " ".join(command), flush=True)
        subprocess.run(command, cwd=folder, check=True)
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    if digest != source["sha256"]:
        sys.exit(f"{source['archive']}: expected sha256 {source['sha256']}, found {digest}")
    target = folder / source["id"]
    if archive.suffix == ".whl":
        zipfile.ZipFile(archive).extractall(target)
    else:
        tarfile.open(archive).extractall(target, filter="data")
    return target


def generated(packages, sources):
    """Every generated file with its bytes."""
    lint, spec = Lint(packages["cfn-lint"]), Spec(packages["aws-service-spec"])
    merger = Merger(lint, spec, bound_types())
    facts = {name: merger.facts(name) for name in sorted({*lint.types, *spec.types})}
    overlay.apply(HERE / "overlay", facts)
    report.check(facts, bound_types())
    services = {}
    for name, one in facts.items():
        services.setdefault(service(name), {})[name] = one
    files = {HERE / "facts" / f"{name}.json": layout.text(types) for name, types in services.items()}
    files[HERE / "regions.tsv"] = regions.table(lint, facts)
    of_lint = next(source for source in sources if source["id"] == "cfn-lint")
    files[HERE / "actions.tsv"] = actions.table(packages["cfn-lint"], of_lint)
    files[HERE / "CONFLICTS.md"] = report.conflicts(merger.conflicts, bound_types())
    for name, table in values.tables(packages, sources).items():
        files[HERE / "values" / name] = table
    files = {path: text.encode() for path, text in files.items()}
    for source in sources:
        for name in source["license_files"]:
            stem = Path(name).name.removesuffix(".txt")
            files[HERE / "LICENSES" / f"{source['id']}-{stem}.txt"] = (packages[source["id"]] / name).read_bytes()
    return files


def owned():
    """Every file of the folders that hold nothing but what is generated here."""
    return [*(HERE / "facts").glob("*"), *(HERE / "LICENSES").glob("*")]


def bound_types():
    """The types of bindings.txt."""
    lines = (HERE / "bindings.txt").read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def service(name):
    """The file of a type: its service; a vendor other than AWS is named too."""
    vendor, name, *_ = name.split("::")
    return name if vendor == "AWS" else f"{vendor}-{name}"


if __name__ == "__main__":
    main()
