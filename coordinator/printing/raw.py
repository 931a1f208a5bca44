"""Bytes straight to a printer in the network: no driver, no queue, and each trouble in words."""

from __future__ import annotations

import re
import socket
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.trouble import WorldTrouble

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PORT = 9100
_HOST = re.compile(r"[A-Za-z0-9._:%-]{1,253}$")
_CONNECT_S, _STALL_S, _GLANCE_S, _ANSWER_S = 5.0, 30.0, 0.5, 0.5
_PIECE = 1 << 14


class NotTaken(WorldTrouble):
    """The printer did not take the bytes."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where a printer listens."""

    host: str
    port: int = PORT

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def address(text: str) -> Address | None:
    """Read “host”, “host:port” or “[host]:port”; None where it is no address."""
    found = re.fullmatch(r"\s*(?:\[(?P<six>[^\]]+)\]|(?P<host>[^:\s]+))(?::(?P<port>\d{1,5}))?\s*", text)
    if found is None:
        return None
    host, port = found["six"] or found["host"], int(found["port"] or PORT)
    return Address(host, port) if _HOST.match(host) and 0 < port < 1 << 16 else None


class Line:
    """An open connection to a printer."""

    def __init__(self, connection: socket.socket, to: Address) -> None:
        self._connection, self._to = connection, to

    def ask(self, question: bytes, enough: Callable[[bytes], bool]) -> bytes:
        """Return what the printer answers within a moment; many do not answer at all."""
        told = b""
        self.send(question)
        self._connection.settimeout(_ANSWER_S)
        with suppress(OSError):
            while not enough(told) and (piece := self._connection.recv(4096)):
                told += piece
        return told

    def send(self, content: bytes, is_stopped: Callable[[], bool] = lambda: False) -> bool:
        """Send all of it; False when the printer stopped taking it and somebody stopped the job."""
        rest, waited = memoryview(content), 0.0
        self._connection.settimeout(_GLANCE_S)
        while rest:
            try:
                rest, waited = rest[self._connection.send(rest[:_PIECE]) :], 0.0
            except TimeoutError:
                waited += _GLANCE_S
                if is_stopped():
                    return False
                if waited >= _STALL_S:
                    raise NotTaken(
                        f"The printer at {self._to} stopped taking data. Check paper and lid, then try again."
                    ) from None
            except OSError as error:
                raise NotTaken(
                    f"The connection to the printer at {self._to} broke: {error.strerror or error}."
                    " Check the printer and its cable, then try again."
                ) from error
        return True


@contextmanager
def line(to: Address) -> Iterator[Line]:
    """Open a connection; what was sent arrives before it is closed."""
    try:
        connection = socket.create_connection((to.host, to.port), timeout=_CONNECT_S)
    except OSError as error:
        raise NotTaken(_unreachable(to, error)) from error
    with connection:
        yield Line(connection, to)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_WR)
            _drain(connection)


def _drain(connection: socket.socket) -> None:
    """Read what the printer still says: closing with something unread would throw away what it has not yet taken."""
    connection.settimeout(_ANSWER_S)
    while connection.recv(4096):
        pass


def _unreachable(to: Address, error: OSError) -> str:
    match error:
        case socket.gaierror():
            why = f"the network knows no “{to.host}”"
        case ConnectionRefusedError():
            why = f"something is there, but it takes no print data on port {to.port}"
        case TimeoutError():
            why = "nothing answers there"
        case _:
            why = error.strerror or str(error)
    return (
        f"The printer at {to} cannot be reached: {why}."
        " Check that it is on and in the same network, and its address in the printer's settings."
    )
