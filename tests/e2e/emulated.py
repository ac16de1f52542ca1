"""Tests that talk to one emulator, which lives as long as their class."""

import tempfile
import unittest
from pathlib import Path

from e2e.server import Emulator

REGION = "eu-central-1"


class Emulated(unittest.TestCase):
    """One emulator for all tests of a class; each test has a name that no other one has."""

    # Whether moto runs as it is, without our patches.
    plain = False

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        emulator = Emulator(Path(folder.name) / "log", plain=cls.plain)
        cls.endpoint = emulator.__enter__()
        cls.addClassCleanup(emulator.stop)

    def setUp(self):
        self.name = self._testMethodName.replace("_", "-")
