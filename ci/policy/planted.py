"""An assembly with faults that every tool has to find, or it saw nothing.

One of them comes in by a parameter of the root, through a nested stack: it is found only where values
are put in their places.
"""

import json

SPEC = "planted"

MANIFEST = {
    "roots": [{"name": "Root", "file": "root.json", "parameters": "parameters.json", "region": "eu-central-1"}],
    "stacks": [{"file": "root.json"}, {"file": "fault.json"}],
}

ROOT = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Parameters": {"Encrypted": {"Type": "String"}},
    "Resources": {
        "Fault": {
            "Type": "AWS::CloudFormation::Stack",
            "Properties": {"TemplateURL": "fault.json", "Parameters": {"Encrypted": {"Ref": "Encrypted"}}},
        }
    },
}

FAULT = {
    "AWSTemplateFormatVersion": "2010-09-09",
    "Parameters": {"Encrypted": {"Type": "String"}},
    "Resources": {
        "Open": {
            "Type": "AWS::EC2::SecurityGroup",
            # A template's own word must not switch a rule off.
            "Metadata": {
                "cdk_nag": {"rules_to_suppress": [{"id": "AwsSolutions-EC23", "reason": "planted"}]},
                "checkov": {"skip": [{"id": "CKV_AWS_24", "comment": "planted"}]},
                "guard": {"SuppressedRules": ["EC2_SECURITY_GROUP_INGRESS_OPEN_TO_WORLD_RULE"]},
            },
            "Properties": {
                "GroupDescription": "Open to all",
                "SecurityGroupIngress": [
                    {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}
                ],
            },
        },
        "Plain": {
            "Type": "AWS::RDS::DBInstance",
            "Properties": {
                "Engine": "postgres",
                "DBInstanceClass": "db.m7g.large",
                "StorageEncrypted": {"Ref": "Encrypted"},
            },
        },
    },
}

# (tool, check, resource) of what has to be found.
EXPECTED = {
    ("checkov", "CKV_AWS_24", "Open"),
    ("checkov", "CKV_AWS_16", "Plain"),
    ("Guard Rules Registry", "EC2_SECURITY_GROUP_INGRESS_OPEN_TO_WORLD_RULE", "Open"),
    ("Guard Rules Registry", "RDS_STORAGE_ENCRYPTED", "Plain"),
    ("Control Tower", "CT.EC2.PR.4", "Open"),
    ("Control Tower", "CT.RDS.PR.24", "Plain"),
    ("cdk-nag", "AwsSolutions-EC23", "Open"),
    ("cdk-nag", "AwsSolutions-RDS2", "Plain"),
}


def write(folder):
    """Writes the assembly to `folder`."""
    folder.mkdir(parents=True)
    files = {"assembly": MANIFEST, "root": ROOT, "fault": FAULT, "parameters": ["Encrypted=false"]}
    for name, content in files.items():
        (folder / f"{name}.json").write_text(json.dumps(content))


def take_out(outcomes):
    """Takes what was said of what is planted out of the outcomes; returns those that are missing."""
    missing = set(EXPECTED)
    for told in outcomes:
        planted = [finding for finding in told.findings if finding.spec == SPEC]
        missing -= {(told.tool, finding.check, finding.resource) for finding in planted}
        told.findings = [finding for finding in told.findings if finding.spec != SPEC]
        del told.met[SPEC]
    return [
        f"{tool}: expected {check} for {resource}, which was planted, and it was not found"
        for tool, check, resource in sorted(missing)
    ]
