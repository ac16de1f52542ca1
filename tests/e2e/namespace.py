"""The network in which the tests run: loopback and nothing else.

ci/e2e.sh makes the namespace by `unshare`; here loopback is turned on, and it is checked that there
is nothing beside it. So no command can reach AWS, whatever it makes of its options.
"""

import fcntl
import socket
import struct

GET_FLAGS, SET_FLAGS, UP = 0x8913, 0x8914, 0x1


def enter():
    """Turns loopback on; fails where there is another interface."""
    others = [name for _, name in socket.if_nameindex() if name != "lo"]
    # Tunnels that the kernel puts into each namespace are down, and nobody turns them on.
    others = [name for name in others if _flags(name) & UP]
    if others:
        raise SystemExit(
            f"expected a network of loopback alone, found {', '.join(others)}: run this by ci/e2e.sh"
        )
    _set_flags("lo", _flags("lo") | UP)


def _request(name, flags=0):
    return struct.pack("16sH14x", name.encode(), flags)


def _flags(name):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        answer = fcntl.ioctl(opened, GET_FLAGS, _request(name))
    return struct.unpack("16sH14x", answer)[1]


def _set_flags(name, flags):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as opened:
        fcntl.ioctl(opened, SET_FLAGS, _request(name, flags))
