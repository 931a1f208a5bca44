"""The guarded child: one process that takes strange bytes and gives back rows as plain data, and can be killed."""

from __future__ import annotations

import contextlib
import json
import sys
from typing import TYPE_CHECKING, Any

from coordinator.intake import guard, limits, text_file
from coordinator.intake.problems import Problem, Question, Severity, unreadable
from coordinator.intake.rows import Row, Sheet

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from coordinator.intake.text_file import Reading

HELLO = b"here"


def serve(pipe: Connection) -> None:
    """Answer orders, each a name, an encoding and bytes, until the other end closes."""
    _limit_memory()
    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        pipe.send_bytes(HELLO)
        while True:
            name, encoding = json.loads(pipe.recv_bytes())
            content = pipe.recv_bytes()
            pipe.send_bytes(pack(read(name, content, encoding)))


def read(name: str, content: bytes, encoding: str = "") -> tuple[Reading, ...]:
    """Read the sheets of one file, or say what is wrong with it."""
    try:
        return _read(name, content, encoding)
    except MemoryError:
        return (unreadable(name, "This file needs more memory than a schedule can.", "Export only this event."),)


def _read(name: str, content: bytes, encoding: str) -> tuple[Reading, ...]:
    match guard.look(name, content):
        case Problem() as refused:
            return (refused,)
        case guard.Kind.TEXT:
            return (*text_file.read(name, content, encoding), *_misnamed(name, "a text file", (".csv", ".tsv", ".txt")))
        case guard.Kind.WORKBOOK:
            # A text file needs no workbook reader, and most children read only texts.
            from coordinator.intake import workbook  # noqa: PLC0415

            ends = (".xlsx", ".xls", ".ods", ".xlsb")
            return (*workbook.read(name, content), *_misnamed(name, "a workbook", ends))
        case guard.Kind.CALENDAR:
            sentence = "This is a calendar file; its meetings cannot be read yet."
            return (unreadable(name, sentence, "Export the meetings as a list, .xlsx or CSV."),)


def _misnamed(name: str, what: str, ends: tuple[str, ...]) -> tuple[Problem, ...]:
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending in ends or ending not in (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".xlsb", ".xlsm"):
        return ()
    sentence = f"This file is called {ending} but is {what}; it was read as what it is."
    return (Problem(Severity.LOOK_AT, name, "", None, "", "", sentence, "Check that it is the file you meant."),)


def pack(readings: tuple[Reading, ...]) -> bytes:
    """Return what was read as JSON: the parent never unpickles what a child sends."""
    packed: list[dict[str, Any]] = []
    for reading in readings:
        match reading:
            case Sheet(file, name, rows):
                packed.append({"file": file, "sheet": name, "rows": [[row.line, row.cells] for row in rows]})
            case Problem() as p:
                where = [p.severity, p.file, p.sheet, p.row, p.column, p.value, p.sentence, p.todo]
                packed.append({"problem": where, "question": p.question, "options": p.options})
    return json.dumps(packed).encode()


def unpack(content: bytes) -> tuple[Reading, ...]:
    """Return what a child has read."""
    found: list[Reading] = []
    for item in json.loads(content):
        if "problem" in item:
            severity, file, sheet, row, column, value, sentence, todo = item["problem"]
            where = (file, sheet, row, column, value, sentence, todo)
            question = Question(item["question"]) if item["question"] else None
            found.append(Problem(Severity(severity), *where, question, tuple(item["options"])))
        else:
            rows = tuple(Row(line, tuple(cells)) for line, cells in item["rows"])
            found.append(Sheet(item["file"], item["sheet"], rows))
    return tuple(found)


def _limit_memory() -> None:
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limits.CHILD_BYTES, limits.CHILD_BYTES))
    with contextlib.suppress(ValueError, OSError):
        # A reader that aborts must not leave a picture of the file's people on the disk.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
