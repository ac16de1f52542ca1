"""Checks and converts the parameters that a template is given; plain moto takes anything."""

import re


class ParameterError(Exception):
    """A parameter is missing, unknown or not what its declaration allows."""


def values(declared, given, stored, exists=lambda kind, value: True):
    """The value of every declared parameter. `stored(name)` looks up a parameter of SSM, and
    `exists(kind, value)` says whether there is such a zone, subnet and so on."""
    unknown = sorted(set(given) - set(declared))
    if unknown:
        raise ParameterError(f"Parameters: [{', '.join(unknown)}] do not exist in the template")
    missing = [n for n, d in declared.items() if n not in given and "Default" not in d]
    if missing:
        raise ParameterError(f"Parameters: [{', '.join(missing)}] must have values")
    return {
        name: _value(
            name, declaration, given.get(name, declaration.get("Default")), stored, exists
        )
        for name, declaration in declared.items()
    }


def _value(name, declaration, value, stored, exists):
    kind = declaration["Type"]
    text = ",".join(value) if isinstance(value, list) else str(value)
    if isinstance(value, bool):
        text = text.lower()
    _check(name, declaration, text)
    if kind.startswith("AWS::SSM::Parameter::Value<"):
        return stored(text)
    own = kind.removeprefix("List<").removesuffix(">")
    for item in text.split(",") if own != kind else [text]:
        if own.startswith("AWS::") and not exists(own, item.strip()):
            raise ParameterError(
                f"Parameter validation failed: parameter value {item.strip()} for parameter name"
                f" {name} does not exist"
            )
    if kind == "CommaDelimitedList" or kind.startswith("List<"):
        return [item.strip() for item in text.split(",")]
    return text


def _check(name, declaration, text):
    def refuse(expected):
        reason = declaration.get("ConstraintDescription", expected)
        raise ParameterError(f"Parameter '{name}' must be {reason}, found {text!r}")

    allowed = [str(value) for value in declaration.get("AllowedValues", [])]
    if allowed and text not in allowed:
        refuse(f"one of {', '.join(allowed)}")
    pattern = declaration.get("AllowedPattern")
    if pattern and not re.fullmatch(pattern, text):
        refuse(f"of the pattern {pattern}")
    if len(text) < int(declaration.get("MinLength", 0)):
        refuse(f"of {declaration['MinLength']} characters or more")
    if len(text) > int(declaration.get("MaxLength", len(text))):
        refuse(f"of {declaration['MaxLength']} characters at most")
    if declaration["Type"] == "Number":
        if not re.fullmatch(r"-?\d+(\.\d+)?", text):
            refuse("a number")
        if float(text) < float(declaration.get("MinValue", text)):
            refuse(f"{declaration['MinValue']} or more")
        if float(text) > float(declaration.get("MaxValue", text)):
            refuse(f"{declaration['MaxValue']} or less")
