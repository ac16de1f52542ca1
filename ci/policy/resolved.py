"""The templates of an assembly with the values that its parameters have when it is deployed.

A policy checker sees one template. What a parameter brings from a parent or from another nested
stack is a reference to it, and a rule that expects a value reads the reference as "not so". Here
every parameter becomes its value: those of the root from its file of parameters and from defaults,
those of nested stacks from what their parent passes down. A value that only AWS knows when it
deploys (an id, an ARN, an endpoint of another stack) becomes a text of the same shape. Within one
template a reference to a resource stays what it is, since rules follow those.
"""

import json
import re

ACCOUNT = "123456789012"

# What marks a property that is left out.
ABSENT = {"Ref": "AWS::NoValue"}


def templates(folder):
    """The templates of the assembly in `folder`, by file name, with known values in place."""
    manifest = json.loads((folder / "assembly.json").read_text())
    texts = {stack["file"]: json.loads((folder / stack["file"]).read_text()) for stack in manifest["stacks"]}
    found = {}
    for root in manifest["roots"]:
        given = dict(pair.split("=", 1) for pair in json.loads((folder / root["parameters"]).read_text()))
        resolve(root["file"], {**given, "AWS::Region": root["region"]}, texts, found)
    missing = sorted(set(texts) - set(found))
    if missing:
        raise ValueError(f"{folder}: expected every template to hang on a root, these do not: {', '.join(missing)}")
    return found


def resolve(file, given, texts, found):
    """Adds the template `file`, and all that it nests, to `found`; returns its known outputs."""
    template = texts[file]
    scope = Scope(template, given)
    resources, outputs = {}, {}
    # The templates are written so that a stack follows those whose outputs it takes, but nothing
    # says so: go on until no pass makes another output known.
    nested = {name: body for name, body in template["Resources"].items() if is_nested(body)}
    while True:
        before = len(scope.outputs)
        for name, body in nested.items():
            declared = body["Properties"].get("Parameters", {})
            passed = {key: scope.value(value) for key, value in declared.items()}
            known = {key: value for key, value in passed.items() if is_known(value)}
            known["AWS::Region"] = given["AWS::Region"]
            for output, value in resolve(body["Properties"]["TemplateURL"], known, texts, found).items():
                scope.outputs[f"{name}.Outputs.{output}"] = value
        if len(scope.outputs) == before:
            break
    for name, body in template["Resources"].items():
        # What hangs on a condition is judged as if it were there. Metadata goes, since it can
        # switch a rule off.
        kept = {key: value for key, value in body.items() if key not in ("Condition", "Metadata")}
        resources[name] = scope.value(kept)
    for name, body in template.get("Outputs", {}).items():
        value = scope.value(body["Value"])
        if is_known(value):
            outputs[name] = value
    found[file] = {**template, "Resources": resources}
    return outputs


def is_nested(body):
    """Whether a resource is a template beside this one."""
    return body["Type"] == "AWS::CloudFormation::Stack"


def is_known(value):
    """Whether nothing but text is left."""
    if isinstance(value, list):
        return all(is_known(item) for item in value)
    return isinstance(value, (str, int, float, bool))


def stand_in(name, kind, region):
    """A text of the shape of a value that only AWS knows."""
    if name.endswith("Arn"):
        return f"arn:aws:service:{region}:{ACCOUNT}:{name}"
    ids = {"VPC": "vpc", "Subnet": "subnet", "SecurityGroup": "sg", "Image": "ami"}
    typed = re.search(r"AWS::EC2::(\w+)::Id", kind)
    prefix = ids.get(typed[1]) if typed else None
    if not prefix:
        return name
    one = f"{prefix}-0123456789abcdef0"
    return [one, f"{prefix}-0123456789abcdef1"] if kind.startswith("List<") else one


class Scope:
    """What the references of one template mean."""

    def __init__(self, template, given):
        self.outputs = {}
        self.conditions = template.get("Conditions", {})
        region = given["AWS::Region"]
        self.parameters = {
            "AWS::AccountId": ACCOUNT,
            "AWS::Partition": "aws",
            "AWS::Region": region,
            "AWS::URLSuffix": "amazonaws.com",
        }
        for name, declared in template.get("Parameters", {}).items():
            kind = declared["Type"]
            value = given.get(name, declared.get("Default"))
            # What an SSM parameter holds is looked up by CloudFormation: its name is no value.
            if value is None or kind.startswith("AWS::SSM::"):
                value = stand_in(name, kind, region)
            is_list = kind.startswith("List<") or kind == "CommaDelimitedList"
            self.parameters[name] = value.split(",") if is_list and isinstance(value, str) else value

    def value(self, node):
        """`node` with what is known in its place."""
        if isinstance(node, list):
            items = (self.value(item) for item in node)
            return [item for item in items if item != ABSENT]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            [(function, argument)] = node.items()
            if function == "Ref":
                return self.parameters.get(argument, node)
            if function in self.FUNCTIONS:
                return self.FUNCTIONS[function](self, node, argument)
        members = ((key, self.member(key, value)) for key, value in node.items())
        return {key: value for key, value in members if value != ABSENT}

    def member(self, key, node):
        """A property's value. A parameter has no booleans, which CloudFormation makes of its text."""
        value = self.value(node)
        came_in = isinstance(node, dict) and isinstance(value, str)
        # In lists of keys and values (tags, attributes of a load balancer) a text is a text.
        if came_in and key != "Value" and value in ("true", "false"):
            return value == "true"
        return value

    def attribute(self, node, argument):
        """An output of a nested stack, where it is known."""
        return self.outputs.get(".".join(argument), node) if isinstance(argument, list) else node

    def choice(self, _node, argument):
        """The branch that a decided condition takes; both of one that is not."""
        condition, yes, no = argument
        decided = self.holds({"Condition": condition})
        if decided is None:
            return {"Fn::If": [condition, self.value(yes), self.value(no)]}
        return self.value(yes if decided else no)

    def text(self, node, argument):
        """A text with its known parts in place."""
        text, own = argument if isinstance(argument, list) else (argument, {})
        own = self.value(own)
        values = {**self.parameters, **own}

        def known(match):
            value = values.get(match[1])
            return str(value) if is_known(value) and not isinstance(value, list) else match[0]

        text = re.sub(r"\$\{([^!}][^}]*)\}", known, text)
        own = {name: value for name, value in own.items() if f"${{{name}}}" in text}
        if "${" not in text:
            return text
        # `${Bucket.Arn}/*` the way rules look for it.
        begins = re.fullmatch(r"\$\{(\w+)\.(\w+)\}([^$]+)", text)
        if begins:
            return {"Fn::Join": ["", [{"Fn::GetAtt": [begins[1], begins[2]]}, begins[3]]]}
        return {"Fn::Sub": [text, own]} if own else {"Fn::Sub": text}

    def joined(self, _node, argument):
        """Known parts joined."""
        separator, parts = argument[0], self.value(argument[1])
        if isinstance(parts, list) and is_known(parts):
            return separator.join(map(str, parts))
        return {"Fn::Join": [separator, parts]}

    def split(self, _node, argument):
        """A known text in parts."""
        separator, text = argument[0], self.value(argument[1])
        return text.split(separator) if isinstance(text, str) else {"Fn::Split": [separator, text]}

    def selected(self, _node, argument):
        """One of a known list."""
        position, parts = argument[0], self.value(argument[1])
        return parts[int(position)] if isinstance(parts, list) else {"Fn::Select": [position, parts]}

    FUNCTIONS = {
        "Fn::GetAtt": attribute,
        "Fn::If": choice,
        "Fn::Sub": text,
        "Fn::Join": joined,
        "Fn::Split": split,
        "Fn::Select": selected,
    }

    def holds(self, condition):
        """True, False, or None where a condition cannot be known here."""
        [(function, argument)] = condition.items()
        if function == "Condition":
            return self.holds(self.conditions[argument])
        if function == "Fn::Equals":
            left, right = self.value(argument)
            return str(left) == str(right) if is_known([left, right]) else None
        decided = [self.holds(part) for part in argument]
        if function == "Fn::Not":
            return None if decided[0] is None else not decided[0]
        if function not in ("Fn::And", "Fn::Or"):
            raise ValueError(f"expected a function of conditions, found {function}")
        decisive = function == "Fn::Or"
        if decisive in decided:
            return decisive
        return None if None in decided else not decisive
