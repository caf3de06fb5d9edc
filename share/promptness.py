"""How soon an answer leaves the server: at once, though it is written in two parts."""

import os
import socket
import stat
from pathlib import Path

OPEN_FILES = Path("/dev/fd")
"""What this process has open, by number; Linux and macOS list it there, Windows nowhere."""


def answer_promptly() -> int:
    """
    Switch Nagle's algorithm off for every port that this process listens on; count them.

    A server writes headers and body one after the other. With the algorithm on, the body
    of an answer waits until the client has confirmed the headers, which on a connection
    that is used again takes 40 ms. The server below us opens its port without naming the
    protocol, and then asyncio leaves the algorithm on; connections take it from the port.
    """
    return sum(map(_made_prompt, _open_sockets()))


def _open_sockets() -> list[int]:
    if not OPEN_FILES.is_dir():
        return []
    numbers = [int(path.name) for path in OPEN_FILES.iterdir() if path.name.isdigit()]
    return [number for number in numbers if _is_socket(number)]


def _is_socket(number: int) -> bool:
    try:
        return stat.S_ISSOCK(os.fstat(number).st_mode)
    except OSError:  # It was open only to list the others.
        return False


def _made_prompt(number: int) -> bool:
    """Change one socket if it is a port that listens; say whether it is."""
    with socket.socket(fileno=os.dup(number)) as same:
        internet = same.family in (socket.AF_INET, socket.AF_INET6)
        if not internet or same.type != socket.SOCK_STREAM:
            return False
        if not same.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
            return False
        same.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return True
