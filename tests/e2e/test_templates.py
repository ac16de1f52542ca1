"""Reading templates, evaluating expressions, checking parameters: what must be refused, is."""

import unittest

from e2e import templates
from e2e.emulator import expressions, parameters


class Scope:
    """A scope of one reference."""

    def reference(self, name):
        if name != "A":
            raise expressions.ExpressionError(name)
        return "a"

    def attribute(self, name, attribute):
        return f"{name}.{attribute}"

    def condition(self, name):
        return name == "Yes"


class Templates(unittest.TestCase):
    def test_short_forms_are_read_as_long_ones(self):
        read = templates.parse("A: !GetAtt B.C.D\nE: !Sub '${F}'\nG: !If [H, !Ref I, 2026-01-01]\n")
        self.assertEqual(read["A"], {"Fn::GetAtt": ["B", "C.D"]})
        self.assertEqual(read["G"], {"Fn::If": ["H", {"Ref": "I"}, "2026-01-01"]})
        self.assertEqual(templates.references(read), {"B", "F", "I"})

    def test_what_is_referred_to_comes_first(self):
        order = templates.creation_order({"A": {"x": {"Ref": "B"}}, "B": {}, "C": {"DependsOn": "A"}})
        self.assertEqual(order, ["B", "A", "C"])
        with self.assertRaises(ValueError):
            templates.creation_order({"A": {"DependsOn": "Nope"}})


class Expressions(unittest.TestCase):
    def value(self, node):
        return expressions.evaluate(node, Scope())

    def test_functions(self):
        self.assertEqual(self.value({"Fn::Sub": "${A}-${B.C}-${!D}"}), "a-B.C-${D}")
        self.assertEqual(self.value({"Fn::Join": [",", ["x", {"Ref": "A"}]]}), "x,a")
        self.assertEqual(self.value({"Fn::If": ["No", 1, {"Fn::Select": ["1", ["p", "q"]]}]}), "q")

    def test_what_is_unknown_is_an_error(self):
        for node in ({"Ref": "B"}, {"Fn::Cidr": ["10.0.0.0/16", 1, 8]}, {"Fn::Select": [2, ["p"]]},
                     {"Fn::Join": [",", "text"]}):
            with self.assertRaises(expressions.ExpressionError, msg=node):
                self.value(node)


class Parameters(unittest.TestCase):
    def refused(self, declaration, value):
        with self.assertRaises(parameters.ParameterError):
            parameters.values({"P": declaration}, {"P": value}, None)

    def test_what_a_declaration_forbids_is_refused(self):
        self.refused({"Type": "String", "AllowedValues": ["true"]}, "maybe")
        self.refused({"Type": "String", "AllowedPattern": "[a-z]+"}, "A")
        self.refused({"Type": "Number", "MaxValue": 3}, "4")
        with self.assertRaisesRegex(parameters.ParameterError, "must have values"):
            parameters.values({"P": {"Type": "String"}}, {}, None)
        with self.assertRaisesRegex(parameters.ParameterError, "do not exist"):
            parameters.values({}, {"P": "x"}, None)
