"""An answer leaves at once, whatever the server below us has set."""

import socket

import pytest

from share import promptness
from share.promptness import answer_promptly


def waits(connection: socket.socket) -> bool:
    """Say whether Nagle's algorithm is on."""
    return not connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_connections_of_a_listening_port_do_not_wait() -> None:
    """A port that was opened without naming the protocol hands its setting to connections."""
    with socket.create_server(("127.0.0.1", 0)) as port, socket.socket() as bystander:
        with socket.create_connection(port.getsockname()), port.accept()[0] as before:
            assert waits(before)
        assert answer_promptly() >= 1
        with socket.create_connection(port.getsockname()), port.accept()[0] as after:
            assert not waits(after)
        assert waits(bystander)
        assert port.fileno() > 0 and not waits(port)


def test_where_open_files_are_not_listed_nothing_is_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    """The server then answers as it did."""
    monkeypatch.setattr(promptness, "OPEN_FILES", tmp_path / "none")
    assert answer_promptly() == 0
