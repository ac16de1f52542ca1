"""What a change of a spec touches: exactly what it has to, and nothing is exchanged for another.

What was touched is read from the events of the stacks. What AWS would exchange for another resource,
which the emulator doesn't do, is told from the properties before and after, and from the properties
of which the type's schema says that they are given at creation only.
"""

import json
import re
from dataclasses import dataclass
from typing import Callable

import yaml

from e2e.wrong import Wrong, expect_same

# A task definition is never changed: each change is another one, and services take it over.
EXCHANGED = ("AWS::ECS::TaskDefinition",)


@dataclass(frozen=True)
class Change:
    """A change of a spec or of values: what it is called, how it is made, and what it may touch."""

    name: str
    # Changes the story's spec or values; a text says why this spec can't have the change.
    make: Callable
    # Patterns of the places that have to be touched, each by one resource at least; `{service}` is
    # the one with a new tag.
    touches: tuple
    # A pattern of everything else that may be touched: the stacks on the way, for the most part.
    may: str = r"$^"
    # Whether resources may come. None ever goes.
    adds: bool = False


def _new_tag(story):
    values = story.folder / "values.yaml"
    given = re.search(r"^(\w+)ImageTag: .*$", values.read_text(), re.MULTILINE)
    if given is None:
        return "its spec settles every tag"
    values.write_text(values.read_text().replace(given[0], f'{given[1]}ImageTag: "1.0.4"'))
    story.retagged = given[1]
    return None


def _larger_hosts(story):
    pool = story.spec.setdefault("pools", {}).setdefault("ess", {})
    family, size = pool.get("instance_type", "m7i.large").split(".")
    pool["instance_type"] = f"{family}.{'2xlarge' if size == 'xlarge' else 'xlarge'}"


def _backend_container(story):
    services = story.spec["services"] = dict(story.spec.get("services") or {})
    services["indexer"] = {
        "pool": "backend", "image": "indexer:2.1", "cpu": 128, "memory_mib": 256, "count": 2,
    }


def _one_more_zone(story):
    network = story.spec.setdefault("network", {})
    if "existing" in network:
        return "its VPC is somebody else's"
    zones = network.get("zones", 3)
    known = story.deployed.client("ec2").describe_availability_zones()["AvailabilityZones"]
    free = sorted(zone["ZoneName"] for zone in known)[zones if isinstance(zones, int) else len(zones):]
    if not free:
        return f"the emulator knows no zone more of {story.region}"
    network["zones"] = zones + 1 if isinstance(zones, int) else [*zones, free[0]]
    for pool in story.spec.get("pools", {}).values():
        if "min" in pool:
            pool["min"] = max(pool["min"], network["zones"] if isinstance(zones, int) else len(zones) + 1)
    return None


CHANGES = (
    Change(
        "a new image tag, by a parameter alone", _new_tag,
        (r"EssServices/{service}TaskDefinition[A-F]?", r"EssServices/{service}Service[A-F]?"),
    ),
    Change(
        "larger hosts of the ess pool", _larger_hosts,
        (r"EssPool/LaunchTemplate", r"EssPool/AutoScalingGroup"),
        # Fewer of the larger ones are enough.
        may=r"Monitoring/EssPoolTooFewHosts",
    ),
    Change(
        "a container on the backend pool", _backend_container,
        (r"Registry/IndexerRepository", r"BackendServices/Indexer(TaskDefinition|Service)"),
        may=r"(Registry|BackendServices|BackendPool|Monitoring)/.*", adds=True,
    ),
    Change(
        "one more zone", _one_more_zone,
        (r"Network/(Public|Private)Subnet[A-F]", r"EssPool/AutoScalingGroup",
         r"BackendPool/AutoScalingGroup", r"Database/SubnetGroup", r"LoadBalancers/LoadBalancer[A-F]?"),
        may=r".*", adds=True,
    ),
)


def again(story):
    """A second deployment of the same: no resource is touched."""
    mark, before = story.deployed.events(), story.deployed.resources()
    result = story.attempt_deployment()
    # Version 1 of the CLI calls this an error, version 2 does not.
    if "No changes to deploy" not in result.output + result.errors:
        raise Wrong(f"the CLI finds changes where there are none:\n{result}")
    expect_same("what a second deployment touched", story.deployed.since(mark), [])
    expect_same("resources after it", story.deployed.resources(), before)
    story.tell("a second deployment changes no resource")


def apply(story, change):
    """Makes one change, deploys it, and looks at what it touched."""
    kept_spec, kept_text = json.dumps(story.spec), _read(story, "values.yaml")
    reason = change.make(story)
    if isinstance(reason, str):
        story.spec = json.loads(kept_spec)
        story.tell(f"not tried: {change.name}, since {reason}")
        return False
    (story.folder / "deployment.yaml").write_text(yaml.safe_dump(story.spec, sort_keys=False))
    templates_before = _templates(story)
    story.synth_again()
    if json.dumps(story.spec) == kept_spec and kept_text != _read(story, "values.yaml"):
        expect_same("templates after a change of values alone", _templates(story), templates_before)
    story.settle_open_parameters()
    mark = story.deployed.events()
    before, properties = story.deployed.resources(), story.deployed.properties()
    story.deploy()
    story.expect_status("UPDATE_COMPLETE")
    judge(story, change, before, properties, story.deployed.since(mark))
    return True


def _read(story, name):
    path = story.folder / name
    return path.read_text() if path.exists() else ""


def _templates(story):
    folder = story.folder / "assembly"
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.yaml"))}


def judge(story, change, before, properties, events):
    """What a deployment touched is what the change may touch."""
    after = story.deployed.resources()
    touched = {place for place, _, _ in events}
    parents = {place for place in touched if any(other.startswith(place + "/") for other in touched)}
    touches = [pattern.replace("{service}", story.retagged or "") for pattern in change.touches]
    allowed = [*touches, change.may]
    strange = sorted(
        f"{place}: {_difference(properties.get(place, {}), new)}" for place, _, new in events
        if place not in parents and not any(re.fullmatch(pattern, place) for pattern in allowed)
    )
    expect_same(f"{change.name}: touched beside what has to be", strange, [])
    for pattern in touches:
        if not any(re.fullmatch(pattern, place) for place in touched):
            raise Wrong(f"{change.name}: nothing was touched that is {pattern}")
    expect_same(f"{change.name}: gone", sorted(set(before) - set(after)), [])
    came = sorted(set(after) - set(before))
    if not change.adds:
        expect_same(f"{change.name}: came", came, [])
    others = sorted(
        place for place, resource in before.items()
        if after[place].physical_id != resource.physical_id and resource.kind not in EXCHANGED
    )
    expect_same(f"{change.name}: exchanged for another", others, [])
    for place, status, new in events:
        if status.startswith("UPDATE_COMPLETE") and place in before:
            _in_place(story, change, before[place], properties.get(place, {}), new)
    changed = len(touched - parents) - len(came)
    story.tell(f"{change.name}: {len(came)} resources come, {changed} change in place, none goes")


def _difference(old, new):
    """What differs between two evaluated declarations, for a message."""
    names = sorted(name for name in {*old, *new} if old.get(name) != new.get(name))
    return "; ".join(f"{name} was {old.get(name)!r}, is {new.get(name)!r}" for name in names)


def _in_place(story, change, resource, old, new):
    """AWS changes the resource in place: no property differs that is given at creation only."""
    if resource.kind in EXCHANGED:
        return
    differ = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    fixed = differ & story.given_at_creation(resource.kind)
    expect_same(f"{change.name}: AWS would exchange {resource.place} for", sorted(fixed), [])
