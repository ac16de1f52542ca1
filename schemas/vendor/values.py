"""Facts that are no resource type: regions, instance types, database versions and classes.

Sources: moto (instance types, offerings and zone ids, as AWS's own describe calls gave them), botocore
(partitions) and cfn-lint (RDS, runtimes of Lambda). Tables of `values/` that no package has are kept by hand there.
Not here: resource types (`merge.py`).
"""

import gzip
import json


def tables(packages, sources):
    """Every generated table by its file name."""
    offered, zones = _offerings(packages["moto"])
    regions = _regions(packages["botocore"])
    named = {source["id"]: f"{source['package']} {source['version']}, {source['date']}" for source in sources}
    return {
        "partitions.tsv": _table(
            named["botocore"],
            "Partitions. A region belongs to the partition whose prefix it begins with, else to `aws`.",
            ["partition", "prefix", "dns_suffix", "dual_stack_dns_suffix"],
            _partitions(packages["botocore"]),
        ),
        "regions.tsv": _table(
            f"{named['botocore']}; zones: {named['moto']}",
            "Regions. Zone ids are the same in every account. The letters are those of one account: another\n"
            "# account's letters stand for other ids and may be others. No zones: not known.",
            ["region", "partition", "zone_letters", "zone_ids", "name"],
            [[name, partition, *zones.get(name, ("", "")), title] for name, partition, title in regions],
        ),
        "instance-types.tsv": _table(
            named["moto"],
            "EC2 instance types. Flags: b burstable, c current generation, m bare metal. Offered: the code of\n"
            "# each region (its zone ids' beginning); `-1,3` names zones of it that lack the type.",
            ["type", "vcpus", "memory_mib", "architectures", "interfaces", "ipv4_per_interface", "flags", "offered"],
            _instance_types(packages["moto"], offered),
        ),
        "lambda-runtimes.tsv": _table(
            named["cfn-lint"],
            "Runtimes of Lambda: from when on each gets no updates, no functions are made with it, none are updated.",
            ["runtime", "deprecated", "creation_blocked", "update_blocked", "successor"],
            _runtimes(packages["cfn-lint"]),
        ),
        "rds-versions.tsv": _table(
            named["cfn-lint"],
            "Engine versions on RDS; `deprecated`: AWS creates no new database with it. Of engines other than\n"
            "# PostgreSQL those alone.",
            ["engine", "version", "status"],
            _versions(packages["cfn-lint"]),
        ),
        "rds-classes.tsv": _table(
            named["cfn-lint"],
            "Instance classes that can be ordered: `postgres` for instances, `postgres-cluster` for Multi-AZ\n"
            "# clusters, `aurora-postgresql` for Aurora. `+` names the regions that have it, `-` those that lack it,\n"
            "# of those that the first row names.",
            ["engine", "class", "regions"],
            _classes(packages["cfn-lint"]),
        ),
    }


def _table(source, about, columns, rows):
    lines = [f"# {about}", f"# source: {source}", "\t".join(columns)]
    lines += ["\t".join(str(cell) for cell in row) for row in rows]
    return "\n".join(lines) + "\n"


def _botocore(package):
    return json.loads((package / "botocore/data/partitions.json").read_text())["partitions"]


def _partitions(package):
    for one in _botocore(package):
        beginning = one["regionRegex"].lstrip("^").replace("\\-", "-").split("\\w")[0]
        prefix = "" if one["id"] == "aws" else beginning.replace("(", "").replace(")", "")
        yield [one["id"], prefix, one["outputs"]["dnsSuffix"], one["outputs"]["dualStackDnsSuffix"]]


def _regions(package):
    return sorted(
        (name, one["id"], region["description"])
        for one in _botocore(package)
        for name, region in one["regions"].items()
        if not name.endswith("-global")
    )


def _moto(path):
    return json.loads(gzip.decompress(path.read_bytes()))


def _offerings(package):
    """For each type the regions and zones that offer it; for each region its zones' letters and ids."""
    folder = package / "moto/ec2/resources/instance_type_offerings"
    offered, zones = {}, {}
    for path in sorted((folder / "availability-zone-id").glob("*.json.gz")):
        region = path.name.removesuffix(".json.gz")
        names = {row["Location"] for row in _moto(folder / "availability-zone" / path.name)}
        rows = _moto(path)
        ids = sorted({row["Location"] for row in rows})
        zones[region] = "".join(sorted(name.removeprefix(region) for name in names)), ",".join(ids)
        have = {}
        for row in rows:
            have.setdefault(row["InstanceType"], set()).add(row["Location"])
        code = ids[0].split("-")[0]
        for name, present in have.items():
            missing = ",".join(one.split("-az")[1] for one in ids if one not in present)
            offered.setdefault(name, []).append(f"{code}-{missing}" if missing else code)
    return offered, zones


def _instance_types(package, offered):
    for name, one in sorted(_moto(package / "moto/ec2/resources/instance_types.json.gz").items()):
        flags = (("b", one["BurstablePerformanceSupported"]), ("c", one["CurrentGeneration"]), ("m", one["BareMetal"]))
        yield [
            name,
            one["VCpuInfo"]["DefaultVCpus"],
            one["MemoryInfo"]["SizeInMiB"],
            ",".join(sorted(one["ProcessorInfo"]["SupportedArchitectures"])),
            one["NetworkInfo"]["MaximumNetworkInterfaces"],
            one["NetworkInfo"]["Ipv4AddressesPerInterface"],
            "".join(letter for letter, holds in flags if holds),
            " ".join(sorted(offered.get(name, []))),
        ]


def _runtimes(package):
    listed = json.loads((package / "cfnlint/data/AdditionalSpecs/LmbdRuntimeLifecycle.json").read_text())
    for name, one in sorted(listed.items()):
        yield [name, one["deprecated"], one["create-block"], one["update-block"], one["successor"] or ""]


def _extension(package, path):
    return json.loads((package / "cfnlint/data/schemas/extensions" / path).read_text())


def _cases(rules, engine, name):
    """The values that a rule set lists for a property where the engine is this one."""
    found = set()
    for rule in rules["allOf"]:
        condition = rule["if"]["properties"]
        if condition.get("Engine", {}).get("const") == engine:
            listed = rule["then"]["properties"].get(name, {}) if rule["then"] else condition.get(name, {})
            found |= set(listed.get("enum", []))
    return found


def _versions(package):
    known = _extension(package, "aws_rds_dbinstance/engine_version.json")
    gone = _extension(package, "aws_rds_dbinstance/engine_version_deprecated.json")
    for engine in ("aurora-postgresql", "postgres"):
        deprecated = _cases(gone, engine, "EngineVersion")
        # A bare major version stands for its newest minor; it is no version of its own.
        versions = [one for one in _cases(known, engine, "EngineVersion") if "." in one]
        for version in sorted(versions, key=_order):
            yield [engine, version, "deprecated" if version in deprecated else "current"]
    for engine in sorted(_engines(gone) - {"aurora-postgresql", "postgres"}):
        deprecated = _cases(gone, engine, "EngineVersion")
        for version in sorted(deprecated):
            # `5.7` stands for its newest minor, too.
            if version.count(".") > 1:
                yield [engine, version, "deprecated"]


def _engines(rules):
    return {rule["if"]["properties"]["Engine"]["const"] for rule in rules["allOf"]}


def _order(version):
    number, _, suffix = version.partition("-")
    return [int(part) for part in number.split(".")], suffix


def _classes(package):
    instances = _extension(package, "aws_rds_dbinstance/dbinstanceclass_enum.json")
    clusters = _extension(package, "aws_rds_dbcluster/dbclusterinstanceclass_enum.json")
    every = sorted(instances)
    yield ["*", "*", "+" + ",".join(every)]
    for label, rules, engine, name in (
        ("aurora-postgresql", instances, "aurora-postgresql", "DBInstanceClass"),
        ("postgres", instances, "postgres", "DBInstanceClass"),
        ("postgres-cluster", clusters, "postgres", "DBClusterInstanceClass"),
    ):
        present = {region: _cases(rules[region], engine, name) if region in rules else set() for region in every}
        for one in sorted(set().union(*present.values())):
            have = [region for region in every if one in present[region]]
            lack = [region for region in every if one not in present[region]]
            yield [label, one, "+" + ",".join(have) if len(have) < len(lack) else "-" + ",".join(lack)]
