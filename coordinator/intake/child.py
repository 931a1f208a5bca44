"""The guarded child: one process that takes strange bytes and gives back rows as plain data, and can be killed."""

from __future__ import annotations

import contextlib
import json
import sys
from typing import TYPE_CHECKING, Any

from coordinator.intake import guard, json_file, limits, text_file
from coordinator.intake.problems import Problem, Question, Severity, unreadable
from coordinator.intake.rows import Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection

    from coordinator.intake.text_file import Reading

HELLO = b"here"
_PROGRESS, _RESULT = b"p", b"r"
_TOLD_EVERY = 2_000
_ENDS = {
    guard.Kind.TEXT: ("a text file", (".csv", ".tsv", ".txt")),
    guard.Kind.WORKBOOK: ("a workbook", (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")),
    guard.Kind.CALENDAR: ("a calendar", (".ics",)),
    guard.Kind.JSON: ("JSON", (".json",)),
}


def serve(pipe: Connection) -> None:
    """Answer orders, each a name, an encoding and bytes, until the other end closes."""
    _limit_memory()

    def tell(rows: int) -> None:
        if not rows % _TOLD_EVERY:
            pipe.send_bytes(_PROGRESS + str(rows).encode())

    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        pipe.send_bytes(HELLO)
        while True:
            name, encoding = json.loads(pipe.recv_bytes())
            content = pipe.recv_bytes()
            pipe.send_bytes(_RESULT + pack(read(name, content, encoding, tell)))


def answer(message: bytes) -> tuple[Reading, ...] | int:
    """Return what a message of the child says: the readings, or how many rows were read so far."""
    return unpack(message[1:]) if message[:1] == _RESULT else int(message[1:])


def read(
    name: str, content: bytes, encoding: str = "", tell: Callable[[int], None] = lambda _rows: None
) -> tuple[Reading, ...]:
    """Read the sheets of one file, or say what is wrong with it; `tell` is told the rows read so far."""
    try:
        readings = _read(name, content, encoding, tell)
    except MemoryError:
        return (unreadable(name, "This file needs more memory than a schedule can.", "Export only this event."),)
    letters = sum(len(cell) for each in readings if isinstance(each, Sheet) for row in each.rows for cell in row.cells)
    if letters > limits.LETTERS:
        # Small files can say the same long text in many cells, which grows only when it is read.
        sentence = f"This file holds more than {limits.LETTERS // 1_000_000} million letters."
        return (unreadable(name, sentence, "Export only the columns of this event."),)
    return readings


def _read(name: str, content: bytes, encoding: str, tell: Callable[[int], None]) -> tuple[Reading, ...]:
    kind = guard.look(name, content)
    if kind is guard.Kind.JSON and not (name.lower().endswith(".json") or json_file.is_json(content)):
        kind = guard.Kind.TEXT
    match kind:
        case Problem() as refused:
            return (refused,)
        case guard.Kind.WORKBOOK:
            from coordinator.intake import workbook  # noqa: PLC0415 - only for files that need it

            readings = workbook.read(name, content, tell)
        case guard.Kind.CALENDAR:
            from coordinator.intake import calendar_file  # noqa: PLC0415 - only for files that need it

            readings = calendar_file.read(name, content, encoding, tell)
        case guard.Kind.JSON:
            readings = json_file.read(name, content, encoding, tell)
        case guard.Kind.TEXT:
            readings = text_file.read(name, content, encoding, tell)
    return (*readings, *_misnamed(name, kind)) if any(isinstance(each, Sheet) for each in readings) else readings


def _misnamed(name: str, kind: guard.Kind) -> tuple[Problem, ...]:
    what, ends = _ENDS[kind]
    ending = name[name.rfind(".") :].lower() if "." in name else ""
    if ending in ends or not any(ending in known for _, known in _ENDS.values()):
        return ()
    sentence = f"This file is called {ending} but is {what}; it was read as what it is."
    return (Problem(Severity.LOOK_AT, name, "", None, "", "", sentence, "Check that it is the file you meant."),)


def pack(readings: tuple[Reading, ...]) -> bytes:
    """Return what was read as JSON: the parent never unpickles what a child sends."""
    packed: list[dict[str, Any]] = []
    for reading in readings:
        match reading:
            case Sheet(file, name, rows, aside, is_hidden):
                cells = [[row.line, row.cells] for row in rows]
                packed.append({"file": file, "sheet": name, "rows": cells, "aside": aside, "hidden": is_hidden})
            case Problem() as p:
                where = [p.severity, p.file, p.sheet, p.row, p.column, p.value, p.sentence, p.todo]
                packed.append({"problem": where, "question": p.question, "options": p.options, "previews": p.previews})
    return json.dumps(packed).encode()


def unpack(content: bytes) -> tuple[Reading, ...]:
    """Return what a child has read."""
    found: list[Reading] = []
    for item in json.loads(content):
        if "problem" in item:
            severity, file, sheet, row, column, value, sentence, todo = item["problem"]
            where = (file, sheet, row, column, value, sentence, todo)
            question = Question(item["question"]) if item["question"] else None
            options, previews = tuple(item["options"]), tuple(item["previews"])
            found.append(Problem(Severity(severity), *where, question, options, previews=previews))
        else:
            rows = tuple(Row(line, tuple(cells)) for line, cells in item["rows"])
            aside = tuple((line, reason) for line, reason in item["aside"])
            found.append(Sheet(item["file"], item["sheet"], rows, aside, item["hidden"]))
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
