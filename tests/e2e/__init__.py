"""End-to-end tests: what we generate, deployed with the real AWS CLI against an emulator of AWS.

`python -m e2e` (from tests/, see ci/e2e.sh) runs the story of README.md for each spec: story.py. The
emulator is moto with the engine of emulator/; it runs on loopback, in a network namespace that has
nothing else (namespace.py).
"""
