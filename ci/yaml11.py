"""A YAML 1.1 reader to hold our emitter against: PyYAML, line by line.

cfn-lint and the aws CLI read templates with PyYAML, which resolves `no`, `on`, `12:30:00`,
`1_000` and `2010-09-09` as YAML 1.1 does. This program shows what such a reader sees.

Reads from stdin one JSON string per line, each the text of one YAML document. Writes to stdout,
flushed after each, one JSON object per line:

    {"value": NODE}     or     {"error": "…"}

where NODE is one of

    {"t": "str", "v": "text"}        a scalar: t is str, int, float, bool, null, date, datetime,
                                     bytes or merge (`<<`); v is text (`true`, `12`, `2010-09-09`,
                                     "" for null, base64 for bytes)
    {"seq": [NODE, …]}               a sequence
    {"map": [[NODE, NODE], …]}       a mapping: keys and values in the order written, duplicates kept
    {"!Sub": NODE}                   a short tag around its content, whose scalars are texts
"""

import base64
import datetime
import json
import sys

import yaml

ERRORS = (yaml.YAMLError, RecursionError, ValueError)


def main():
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)


def answer(text):
    """What a YAML 1.1 reader sees in `text`."""
    try:
        loader = yaml.SafeLoader(text)
        try:
            node = loader.get_single_node()
            return {"value": {"t": "null", "v": ""} if node is None else shown(loader, node)}
        finally:
            loader.dispose()
    except ERRORS as error:
        return {"error": f"{type(error).__name__}: {error}"}


def shown(loader, node):
    """NODE for a node of PyYAML's tree."""
    if node.tag.startswith("!"):
        # What a reader does with the content of a tag of its own: a plain node without the tag.
        plain = {
            yaml.ScalarNode: "tag:yaml.org,2002:str",
            yaml.SequenceNode: "tag:yaml.org,2002:seq",
            yaml.MappingNode: "tag:yaml.org,2002:map",
        }[type(node)]
        tag, node.tag = node.tag, plain
        return {tag: shown(loader, node)}
    if isinstance(node, yaml.SequenceNode):
        return {"seq": [shown(loader, item) for item in node.value]}
    if isinstance(node, yaml.MappingNode):
        return {"map": [[shown(loader, key), shown(loader, value)] for key, value in node.value]}
    if node.tag == "tag:yaml.org,2002:merge":
        return {"t": "merge", "v": node.value}
    return scalar(loader.construct_object(node))


def scalar(value):
    """A scalar with the Python type that PyYAML gives it."""
    if value is None:
        return {"t": "null", "v": ""}
    if isinstance(value, bool):
        return {"t": "bool", "v": "true" if value else "false"}
    if isinstance(value, bytes):
        return {"t": "bytes", "v": base64.b64encode(value).decode()}
    if isinstance(value, (datetime.date, datetime.datetime)):
        return {"t": type(value).__name__, "v": value.isoformat()}
    return {"t": type(value).__name__, "v": str(value)}


if __name__ == "__main__":
    main()
