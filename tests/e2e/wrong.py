"""What the tests raise where something is not as it has to be."""


class Wrong(Exception):
    """Something is not as it has to be."""


def expect_same(what, found, wanted):
    """Fails with both where they differ."""
    if found != wanted:
        raise Wrong(f"{what}: expected {wanted!r}, found {found!r}")
