"""The one door of the intake: files in, a schedule or a list of problems out; nothing is written."""

from __future__ import annotations

import gc
import hashlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from coordinator.intake import limits
from coordinator.intake.choices import Choices
from coordinator.intake.happening import Happening
from coordinator.intake.known import Known
from coordinator.intake.problems import Problem, Severity, unreadable
from coordinator.intake.reading import Reader
from coordinator.intake.rows import Sheet
from coordinator.intake.understand import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from coordinator.domain.day import Day
    from coordinator.domain.schedule import EventInfo, Schedule
    from coordinator.intake.headers import SheetMapping
    from coordinator.intake.ledger import LeftOut, SheetCount

__all__ = ["Choices", "Intake", "Source", "load", "settle"]

_BEGINNING = limits.PREVIEW_ROWS + 10
"""The first rows of a sheet: wherever its header stands, some that follow it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its name without a folder, its hash, its bytes."""

    name: str
    sha256: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of the files: the schedule, or None while something must be fixed, and the whole account.

    `mappings` tell how each sheet was understood, `counts` that rows in are rows used and rows left out, `beginnings`
    hold the first rows of every sheet as they stand, for a look.
    """

    schedule: Schedule | None
    mappings: tuple[SheetMapping, ...] = ()
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    counts: tuple[SheetCount, ...] = ()
    sources: tuple[Source, ...] = ()
    beginnings: tuple[Sheet, ...] = ()
    cancelled: bool = False

    @property
    def must_fix(self) -> tuple[Problem, ...]:
        """Return the problems that stop the import."""
        return tuple(problem for problem in self.problems if problem.must_fix)

    @property
    def look_at(self) -> tuple[Problem, ...]:
        """Return the problems that only ask for a look."""
        return tuple(problem for problem in self.problems if not problem.must_fix)


@contextmanager
def _unswept() -> Iterator[None]:
    """Let Python not look for garbage: the rows of a large file are all kept, and to look through them is slow."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@_unswept()
def load(
    paths: Sequence[Path],
    base: EventInfo | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    choices: Choices | None = None,
    *,
    day: Day | None = None,
) -> Intake:
    """Read files in a guarded process and make one schedule of them.

    `base` is the event as it is known; the files' own event sheet goes before it. With `day`, the schedule has the ids
    of the plan in force and of the people who came, and what the files do not tell stays as it is there. `progress` is
    told files done, files in all, and a sentence. `cancelled` is asked many times a second; when it says so, the
    reading process is killed.
    """
    told, stop, chosen = progress or _nothing, cancelled or _never, choices or Choices()
    sources, problems = _open(paths)
    sheets: list[Sheet] = []
    with Reader(stop) as reader:
        for number, source in enumerate(sources):
            told(number, len(sources), f"Reading {source.name}")
            rows_told = _rows_told(told, number, len(sources), source.name)
            encoding = chosen.encoding_of(source.name)
            readings = None if stop() else reader.read(source.name, source.content, encoding, rows_told)
            if readings is None:
                return Intake(None, sources=tuple(sources), cancelled=True)
            sheets += [reading for reading in readings if isinstance(reading, Sheet)]
            problems += [reading for reading in readings if isinstance(reading, Problem)]
    told(len(sources), len(sources), "Checking the schedule")
    if not paths:
        problems.append(unreadable("", "No file was chosen.", "Choose a schedule file."))
    try:
        return settle(sheets, problems, sources, base, chosen, day=day, pulse=partial(_go_on, stop))
    except _Stopped:
        return Intake(None, sources=tuple(sources), cancelled=True)


class _Stopped(Exception):
    """The person cancelled while the rows were being understood."""


def _go_on(stop: Callable[[], bool]) -> None:
    if stop():
        raise _Stopped


def settle(
    sheets: Sequence[Sheet],
    problems: Sequence[Problem],
    sources: Sequence[Source],
    base: EventInfo | None,
    choices: Choices,
    *,
    day: Day | None = None,
    pulse: Callable[[], None] = lambda: None,
) -> Intake:
    """Make the schedule of sheets that were read, and the whole account; `problems` are those of the reading.

    `pulse` is called at every row; what it raises comes out here.
    """
    known = Known.of(day) if day else None
    if base is None and day is not None:
        info = Happening.of(day.schedule.event, settled=bool(day.schedule.slots))
    else:
        info = Happening.of(base, settled=True)
    understood = understand(sheets, info, datetime.now(tz=UTC).date(), choices, known, pulse=pulse)
    found = (*problems, *_hidden(sheets, understood.mappings), *understood.ledger.problems)
    stands = not any(problem.must_fix for problem in found)
    return Intake(
        schedule=understood.schedule if stands else None,
        mappings=understood.mappings,
        problems=found,
        left_out=understood.ledger.left_out(),
        counts=understood.ledger.counts(),
        sources=tuple(sources),
        beginnings=tuple(replace(sheet, rows=sheet.rows[:_BEGINNING]) for sheet in sheets),
    )


def _open(paths: Sequence[Path]) -> tuple[list[Source], list[Problem]]:
    sources: list[Source] = []
    problems: list[Problem] = []
    for path in paths:
        if any(source.name == path.name for source in sources):
            sentence = "Two files of this name were chosen."
            problems.append(unreadable(path.name, sentence, "Rename one of them, or choose only one."))
            continue
        try:
            if path.exists() and not path.is_file():
                sentence = "This cannot be opened: it is no file."
                problems.append(unreadable(path.name, sentence, "Choose the file itself."))
                continue
            with path.open("rb") as file:
                content = file.read(limits.FILE_BYTES + 1)
        except OSError as error:
            sentence = f"This file cannot be opened: {error.strerror or error}."
            problems.append(unreadable(path.name, sentence, "Check that it is there and not open elsewhere."))
            continue
        if len(content) > limits.FILE_BYTES:
            sentence = f"This file is larger than {limits.FILE_BYTES // 1_000_000} MB."
            problems.append(unreadable(path.name, sentence, "Export only this event."))
            continue
        sources.append(Source(path.name, hashlib.sha256(content).hexdigest(), content))
    return sources, problems


def _rows_told(told: Callable[[int, int, str], None], number: int, of: int, name: str) -> Callable[[int], None]:
    return lambda rows: told(number, of, f"Reading {name}: {rows:,} rows so far")


def _hidden(sheets: Sequence[Sheet], mappings: Sequence[SheetMapping]) -> list[Problem]:
    """Say which of the sheets that were understood nobody sees who opens the workbook."""
    known = {(mapping.file, mapping.sheet) for mapping in mappings}
    sentence = "This sheet is hidden in the workbook, and it was read like the others."
    todo = "Check in the spreadsheet program that it belongs to the schedule, or delete it."
    return [
        Problem(Severity.LOOK_AT, sheet.file, sheet.name, None, "", "", sentence, todo)
        for sheet in sheets
        if sheet.is_hidden and (sheet.file, sheet.name) in known
    ]


def _nothing(_done: int, _all: int, _sentence: str) -> None:
    pass


def _never() -> bool:
    return False
