"""ci/yaml11.py sees what YAML 1.1 says."""

import unittest

import yaml11


def seen(text):
    return yaml11.answer(text)["value"]


class Yaml11(unittest.TestCase):
    def test_a_scalar_has_the_type_of_yaml_1_1(self):
        for text, kind, value in [
            ("no", "bool", "false"),
            ("'no'", "str", "no"),
            ("12:30:00", "int", "45000"),
            ("1_000", "int", "1000"),
            ("010", "int", "8"),
            ("0o10", "str", "0o10"),
            ("1.5", "float", "1.5"),
            ("2010-09-09", "date", "2010-09-09"),
            ("2010-09-09 01:02:03", "datetime", "2010-09-09T01:02:03"),
            ("~", "null", ""),
            ("", "null", ""),
            ("y", "str", "y"),
        ]:
            with self.subTest(text):
                self.assertEqual(seen(text), {"t": kind, "v": value})

    def test_a_mapping_keeps_order_duplicates_and_the_types_of_its_keys(self):
        self.assertEqual(seen("on: a\nb: c\nb: d"), {"map": [
            [{"t": "bool", "v": "true"}, {"t": "str", "v": "a"}],
            [{"t": "str", "v": "b"}, {"t": "str", "v": "c"}],
            [{"t": "str", "v": "b"}, {"t": "str", "v": "d"}],
        ]})

    def test_a_short_tag_is_kept_around_its_content(self):
        self.assertEqual(seen("!Ref no"), {"!Ref": {"t": "str", "v": "no"}})
        self.assertEqual(
            seen("!If [a, !Ref b, no]"),
            {"!If": {"seq": [
                {"t": "str", "v": "a"}, {"!Ref": {"t": "str", "v": "b"}}, {"t": "bool", "v": "false"},
            ]}},
        )

    def test_what_is_no_yaml_1_1_is_an_error(self):
        for text in ["=", "a: b: c", "a\n--- b", "[", "\x01"]:
            with self.subTest(text):
                self.assertIn("error", yaml11.answer(text))


if __name__ == "__main__":
    unittest.main()
