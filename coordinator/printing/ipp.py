"""One question to the print system in its own language: what became of a job. lpstat does not tell how a job ended."""

from __future__ import annotations

import http.client
import socket
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_GET_JOB_ATTRIBUTES = 0x0009
_OPERATION, _END = 0x01, 0x03
_FIRST_VALUE = 0x10
_INTEGER, _ENUM = 0x21, 0x23
_URI, _KEYWORD, _CHARSET, _LANGUAGE = 0x45, 0x44, 0x47, 0x48
_WANTED = ("job-state", "job-state-reasons", "job-printer-state-message", "job-impressions-completed")
_SECONDS = 5.0
_MOST_BYTES = 1 << 20


class JobStep(IntEnum):
    """How far a job is, as RFC 8011 counts it."""

    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELLED = 7
    ABORTED = 8
    COMPLETED = 9


@dataclass(frozen=True, slots=True)
class JobAnswer:
    """What the print system says of a job."""

    step: JobStep
    reasons: tuple[str, ...]
    message: str
    pages: int


class _SocketFile(http.client.HTTPConnection):
    """HTTP over a socket in the file system, where CUPS listens on the same computer."""

    def __init__(self, path: str) -> None:
        super().__init__("localhost", timeout=_SECONDS)
        self._path = path

    def connect(self) -> None:
        """Open the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_SECONDS)
        self.sock.connect(self._path)


def job(server: str, number: int) -> JobAnswer | None:
    """Ask a server (as `lpstat -H` names it) about a job; None where it does not answer that."""
    try:
        connection = _connection(server)
    except ValueError:
        return None
    try:
        connection.request("POST", "/", _question(number), {"Content-Type": "application/ipp"})
        reply = connection.getresponse()
        told = reply.read(_MOST_BYTES) if reply.status == http.client.OK else b""
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return read(told)


def read(told: bytes) -> JobAnswer | None:
    """Read an answer; None where it is none, or tells no state."""
    try:
        facts: dict[str, list[int | str]] = {}
        for name, value in _values(told):
            facts.setdefault(name, []).append(value)
        step = JobStep(int(facts["job-state"][0]))
        pages = int(facts.get("job-impressions-completed", [0])[0])
    except (struct.error, IndexError, KeyError, ValueError):
        return None
    reasons = tuple(str(reason) for reason in facts.get("job-state-reasons", []))
    message = str(facts.get("job-printer-state-message", [""])[0])
    return JobAnswer(step, reasons, message, pages)


def _connection(server: str) -> http.client.HTTPConnection:
    if server.startswith("/"):
        return _SocketFile(server)
    host, _, port = server.partition("/")[0].rpartition(":")
    return http.client.HTTPConnection(host.strip("[]").removeprefix("v1."), int(port), timeout=_SECONDS)


def _question(number: int) -> bytes:
    parts = [
        struct.pack(">BBHIB", 1, 1, _GET_JOB_ATTRIBUTES, 1, _OPERATION),
        _attribute(_CHARSET, "attributes-charset", "utf-8"),
        _attribute(_LANGUAGE, "attributes-natural-language", "en"),
        _attribute(_URI, "job-uri", f"ipp://localhost/jobs/{number}"),
        *(_attribute(_KEYWORD, "" if place else "requested-attributes", name) for place, name in enumerate(_WANTED)),
        bytes([_END]),
    ]
    return b"".join(parts)


def _attribute(tag: int, name: str, value: str) -> bytes:
    key, content = name.encode("ascii"), value.encode("utf-8")
    return struct.pack(">BH", tag, len(key)) + key + struct.pack(">H", len(content)) + content


def _values(told: bytes) -> Iterator[tuple[str, int | str]]:
    """Return names and values of an answer in their order; further values of an attribute come without a name."""
    at, name = 8, ""
    while told[at] != _END:
        tag = told[at]
        if tag < _FIRST_VALUE:
            at += 1
            continue
        (length,) = struct.unpack_from(">H", told, at + 1)
        name = told[at + 3 : at + 3 + length].decode("utf-8", "replace") if length else name
        at += 3 + length
        (length,) = struct.unpack_from(">H", told, at)
        value = told[at + 2 : at + 2 + length]
        at += 2 + length
        if tag in {_INTEGER, _ENUM}:
            yield name, struct.unpack(">i", value)[0]
        else:
            yield name, value.decode("utf-8", "replace")
