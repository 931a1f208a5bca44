"""A label printer in the network: it takes what is sent to it, answers when asked how it is, and may misbehave."""

from __future__ import annotations

import contextlib
import socket
from threading import Event, Thread

WELL = b"\x02030,0,0,1245,000,0,0,0,000,0,0,0\x03\r\n\x02000,0,0,0,0,2,4,0,00000000,1,000\x03\r\n\x021234,0\x03\r\n"
"""What ~HS is answered by a printer that has nothing to complain of."""


class LabelPrinter:
    """Listens on a port of its own; each connection is a job."""

    def __init__(self, answer: bytes = WELL, takes: int | None = None) -> None:
        self.answer = answer
        self._takes = takes
        self.jobs: list[bytes] = []
        self.ended = Event()
        self._resume = Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        if takes is not None:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.port = self._socket.getsockname()[1]
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        """Return where it listens."""
        return f"127.0.0.1:{self.port}"

    def resume(self) -> None:
        """Go on taking data."""
        self._resume.set()

    def close(self) -> None:
        """Switch it off."""
        self._resume.set()
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                self.jobs.append(self._job(connection))
            self.ended.set()

    def _job(self, connection: socket.socket) -> bytes:
        told = b""
        while True:
            if self._takes is not None and len(told) >= self._takes:
                self._resume.wait()
            try:
                piece = connection.recv(4096)
            except OSError:
                return told
            if not piece:
                return told
            told += piece
            if told == b"~HS":
                # A question is answered at once and is no part of a job.
                told = b""
                connection.sendall(self.answer)
