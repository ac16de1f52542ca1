"""Evaluates the functions of a template, strictly: what is unknown is an error, never a guess."""

import base64
import re

from e2e.templates import SUBSTITUTION

# `{{resolve:secretsmanager:ARN:SecretString:KEY}}` and `{{resolve:ssm:NAME}}`, versions left out.
SECRET = re.compile(
    r"\{\{resolve:secretsmanager:(arn:[^:{}]+:secretsmanager:[^:{}]*:\d+:secret:[^:{}]+|[^:{}]+)"
    r":SecretString:([^:{}]*):{0,2}\}\}"
)
PARAMETER = re.compile(r"\{\{resolve:ssm:([^:{}]+)(?::\d+)?\}\}")


class ExpressionError(Exception):
    """A template says what can't be evaluated."""


class _NoValue:
    """What AWS::NoValue gives: a property or an item of a list that is left out."""


NO_VALUE = _NoValue()


def evaluate(node, scope):
    """The value of a node. `scope` answers `reference(name)`, `attribute(name, attribute)`,
    `condition(name)` and `mapping(name)`."""
    if isinstance(node, list):
        items = [evaluate(item, scope) for item in node]
        return [item for item in items if item is not NO_VALUE]
    if not isinstance(node, dict):
        return node
    if len(node) == 1:
        name, argument = next(iter(node.items()))
        if name in FUNCTIONS:
            return FUNCTIONS[name](argument, scope)
        if name.startswith("Fn::"):
            raise ExpressionError(f"{name} is unknown to the emulator")
    values = {key: evaluate(value, scope) for key, value in node.items()}
    return {key: value for key, value in values.items() if value is not NO_VALUE}


def holds(node, scope):
    """Whether a condition holds."""
    ((name, argument),) = node.items()
    if name == "Condition":
        return scope.condition(argument)
    if name == "Fn::Equals":
        left, right = (evaluate(item, scope) for item in argument)
        return str(left) == str(right)
    if name == "Fn::Not":
        return not holds(argument[0], scope)
    if name == "Fn::And":
        return all(holds(item, scope) for item in argument)
    if name == "Fn::Or":
        return any(holds(item, scope) for item in argument)
    raise ExpressionError(f"{name} is no function of conditions")


def resolved(value, secret, parameter):
    """A value in which dynamic references are replaced: `secret(id)` gives the fields of a secret,
    `parameter(name)` the value of a parameter of SSM."""
    if isinstance(value, dict):
        return {key: resolved(item, secret, parameter) for key, item in value.items()}
    if isinstance(value, list):
        return [resolved(item, secret, parameter) for item in value]
    if isinstance(value, str) and "{{resolve:" in value:
        value = SECRET.sub(lambda found: _field(secret(found[1]), found[2]), value)
        value = PARAMETER.sub(lambda found: parameter(found[1]), value)
        if "{{resolve:" in value:
            raise ExpressionError(f"not a dynamic reference that the emulator knows: {value}")
    return value


def _field(secret, field):
    if field not in secret:
        raise ExpressionError(f"the secret has no field {field}, only {', '.join(secret)}")
    return str(secret[field])


def _get_att(argument, scope):
    parts = argument.split(".") if isinstance(argument, str) else argument
    return scope.attribute(parts[0], ".".join(parts[1:]))


def _sub(argument, scope):
    text, given = argument if isinstance(argument, list) else (argument, {})
    given = {key: evaluate(value, scope) for key, value in given.items()}

    def value(found):
        name = found[1]
        if name in given:
            return _text(given[name])
        first, dot, attribute = name.partition(".")
        return _text(scope.attribute(first, attribute) if dot else scope.reference(first))

    return SUBSTITUTION.sub(value, text).replace("${!", "${")


def _text(value):
    if isinstance(value, (list, dict)) or value is NO_VALUE:
        raise ExpressionError(f"expected a text, found {value!r}")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _join(argument, scope):
    separator, items = argument
    items = evaluate(items, scope)
    if not isinstance(items, list):
        raise ExpressionError(f"Fn::Join expects a list, found {items!r}")
    return separator.join(_text(item) for item in items)


def _select(argument, scope):
    index, items = (evaluate(item, scope) for item in argument)
    if not isinstance(items, list) or int(index) >= len(items):
        raise ExpressionError(f"Fn::Select of item {index} in {items!r}")
    return items[int(index)]


def _find_in_map(argument, scope):
    name, *keys = (evaluate(item, scope) for item in argument)
    value = scope.mapping(name)
    for key in keys:
        value = value[key]
    return value


FUNCTIONS = {
    "Ref": lambda argument, scope: scope.reference(argument),
    "Fn::GetAtt": _get_att,
    "Fn::Sub": _sub,
    "Fn::Join": _join,
    "Fn::Select": _select,
    "Fn::Split": lambda argument, scope: _text(evaluate(argument[1], scope)).split(argument[0]),
    "Fn::If": lambda argument, scope: evaluate(
        argument[1 if scope.condition(argument[0]) else 2], scope
    ),
    "Fn::FindInMap": _find_in_map,
    "Fn::Base64": lambda argument, scope: base64.b64encode(
        _text(evaluate(argument, scope)).encode()
    ).decode(),
}
