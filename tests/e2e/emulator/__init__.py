"""The emulator: moto, with an engine for stacks that plain moto lacks.

moto's own CloudFormation can't give one nested stack the outputs of another, replaces every nested
stack that changes, skips types in silence and rolls nothing back. What is here takes the place of
that part alone; the services, and how moto makes each resource, stay moto's. What that costs in
proof is written in README.md beside this folder.

- launcher.py starts moto's server with the engine; ../server.py starts and stops that process.
- engine.py makes, changes and deletes the resources of a stack; expressions.py evaluates its
  template; parameters.py checks what it is given.
- services/ has the types that moto's CloudFormation lacks, or can't change or delete: each is made
  through the API of its service, as CloudFormation does it.
"""
