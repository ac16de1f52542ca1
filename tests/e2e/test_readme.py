"""Finding commands and messages in the README, and the kinds of the census."""

import unittest

from e2e import readme
from e2e.census import COUNTED

TEXT = """# T
## The first deployment
**2. Deploy.** So:
```sh
aws one \\
  --more
```
text
```sh
aws two
```
### Other
```console
$ not ours
```
| it says | what to do |
```sh
aws three
```
## When a command fails
| it says | do |
|---|---|
| `this` | x |
| `that` of a thing | y |
"""


class Readme(unittest.TestCase):
    def test_blocks_are_found_by_section_and_step(self):
        commands = readme.Commands(TEXT)
        self.assertEqual(commands.step(2), "aws one \\\n  --more")
        self.assertEqual(commands.step(2, 1), "aws two")
        self.assertEqual(commands.section("Other"), "aws three")
        for index in (1, 2):
            with self.assertRaises(LookupError):
                commands.section("Other", index)

    def test_messages_are_the_first_column(self):
        self.assertEqual(readme.messages(TEXT), ["this", "that"])

    def test_what_no_story_ran_is_named(self):
        commands = readme.Commands(TEXT)
        commands.step(2)
        self.assertEqual(len(readme.unused([commands])), 2)


class Census(unittest.TestCase):
    def test_every_kind_names_an_operation(self):
        for kind, row in COUNTED.items():
            self.assertEqual(len(row), 4, kind)
