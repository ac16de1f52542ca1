"""`ess-cfn diff` beside the CDK's comparison of templates, which reads JSON and neither parameters nor what a
nested stack is given: it does less than what it is measured beside.

Two pairs: an assembly with hosts of another type, and 500 resources of which every tenth differs.
"""

import json
import subprocess

import installed
import rivals
from rivals import Rival
from tables import markdown

PEER = installed.HERE / "peers" / "cdk-diff"
ROUNDS = 10
RESOURCES = 500
THIS, THAT = "ess: { instance_type: m7i.large", "ess: { instance_type: m7i.xlarge"


def measure(program, base, folder):
    """The table, with what is to be said below it; `folder` is empty."""
    pinned = installed.npm(PEER)
    rows, names = [rivals.HEAD], [f"ess-cfn diff: {installed.version(program)}"]
    if pinned:
        package, number = next(iter(pinned["dependencies"].items()))
        names.append(f"{package}: {number}, Node {installed.version('node')}")
    for work, old, new in (deployment(program, base, folder), template(folder)):
        competing = [Rival("ess-cfn diff", [program, "diff", old, new], folder)]
        if pinned:
            competing.append(Rival("cloudformation-diff", ["node", PEER / "diff.js", old, new], folder))
        rows.extend(rivals.measure(work, competing, ROUNDS))
    notes = [f"Comparisons, {ROUNDS} rounds in turn after one warm-up.", "; ".join(names) + "."]
    if not pinned:
        notes.append("Not measured: cloudformation-diff: npm is not on the PATH.")
    return [*markdown(rows), "", *notes]


def deployment(program, base, folder):
    """The assembly of a spec before and after its hosts of one pool get another type."""
    text = base.read_text()
    if THIS not in text:
        raise SystemExit(f"the spec that is varied no longer has `{THIS}`: adapt benches/differences.py")
    states = []
    for name, content in (("old", text), ("new", text.replace(THIS, THAT))):
        spec, out = folder / f"{name}.yaml", folder / name
        spec.write_text(content)
        command = [program, "synth", spec, "-o", out, "--format", "json", "--no-validate", "--quiet"]
        subprocess.run(command, check=True)
        states.append(out)
    return ("another instance type in production", *states)


def template(folder):
    """One template of as many resources as CloudFormation takes, of which every tenth differs."""
    states = []
    for name, changed in (("before", False), ("after", True)):
        out = folder / name
        out.mkdir()
        (out / "root.json").write_text(json.dumps({"Resources": resources(changed)}, indent=1))
        states.append(out)
    return (f"{RESOURCES} resources in one template", *states)


def resources(changed):
    """Queues, each with an alarm, a topic, a log group and a parameter that refer to it."""
    found = {}
    for number in range(RESOURCES // 5):
        # One property that replaces, then what refers to it; the others change in place.
        differs = changed and number % 2 == 0
        queue = f"Queue{number:03}"
        found[queue] = of_type("SQS::Queue", {
            "QueueName": f"jobs-{number}{'-next' if differs and number % 20 == 0 else ''}",
            "VisibilityTimeout": 60 if differs else 30,
        })
        found[f"Alarm{number:03}"] = of_type("CloudWatch::Alarm", {
            "Namespace": "AWS/SQS", "MetricName": "ApproximateAgeOfOldestMessage", "Statistic": "Maximum",
            "Dimensions": [{"Name": "QueueName", "Value": {"Fn::GetAtt": [queue, "QueueName"]}}],
            "ComparisonOperator": "GreaterThanThreshold", "Period": 60, "EvaluationPeriods": 5, "Threshold": 900,
            "AlarmActions": [{"Ref": f"Topic{number:03}"}],
        })
        found[f"Topic{number:03}"] = of_type("SNS::Topic", {"DisplayName": f"of jobs {number}"})
        found[f"Logs{number:03}"] = of_type("Logs::LogGroup", {"RetentionInDays": 30})
        found[f"Address{number:03}"] = of_type("SSM::Parameter", {
            "Type": "String", "Value": {"Fn::Sub": f"${{{queue}}} of ${{AWS::StackName}}"},
        })
    return found


def of_type(name, properties):
    """A resource."""
    return {"Type": f"AWS::{name}", "Properties": properties}
