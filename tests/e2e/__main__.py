"""`python -m e2e --ess-cfn PROGRAM SPEC…`: the stories of the specs, two at a time."""

import argparse
import sys
import tempfile
from pathlib import Path

from e2e import namespace
from e2e.server import Emulator
from e2e.story import Story, timed

STEPS = ["synthesise", "deploy_first", "push_images", "put_secrets", "start", "protect",
         "take_down"]


def main():
    parser = argparse.ArgumentParser(prog="e2e", description=__doc__)
    parser.add_argument("--ess-cfn", required=True, type=Path)
    parser.add_argument("specs", nargs="+", type=Path)
    given = parser.parse_args()
    namespace.enter()
    for spec in given.specs:
        with tempfile.TemporaryDirectory(prefix="ess-cfn-e2e-") as folder:
            log = Path(folder) / "emulator.log"
            try:
                with Emulator(log) as endpoint:
                    timed(Story(spec, given.ess_cfn, endpoint, folder), STEPS)
            except Exception:
                lines = log.read_text().splitlines()
                print("\n".join(l for l in lines if l.startswith("emulator:")), file=sys.stderr)
                raise
    return 0


if __name__ == "__main__":
    sys.exit(main())
