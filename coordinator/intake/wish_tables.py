"""Tables of wishes: a matrix of people by people, or one row a person and one column a rank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coordinator.intake import axes
from coordinator.intake.fields import Kind
from coordinator.intake.folding import fold, header_key
from coordinator.intake.frame import name_of, told_of
from coordinator.intake.synonyms import CANONICAL, GUESSED, is_known

if TYPE_CHECKING:
    from coordinator.intake.frame import Frame, Shaped, Who
    from coordinator.intake.rows import Record, Row

_NUMBERED = re.compile(r"(.*?)[\s_.#-]*([1-9][0-9]?)")
_WISH_WORDS = (
    *("prof", "wish", "choice", "pref", "rank", "request", "meetingwith", "want", "faculty", "priority"),
    *("wunsch", "praferenz", "prioritat", "choix", "souhait", "scelta", "eleccion", "keuze", "wybor", "escolha"),
)
_MATRIX_WORDS = ("matrix", "request", "wish", "preference", "wunsch", "souhait", "preferencia", "matriz", "matrice")
_FEW, _MOST = 2, 0.7


def matrix(frame: Frame) -> Shaped | None:
    """Read a matrix: a cross or a rank is a wish of the row to meet the column, a time a meeting that is fixed.

    Lists of participants have columns of crosses too, so it must also look like one: the columns are people of the
    rows, or some cells are times, or the sheet calls itself one.
    """
    who = frame.who()
    labels = {
        i: cell for i, cell in frame.labels().items() if i > max(who, default=-1) and not is_known(header_key(cell))
    }
    if not who or len(labels) < _FEW:
        return None
    people = [row for row in frame.body if name_of(row, who)]
    marks = [mark for row in people for mark in frame.cells(row, labels).values()]
    timed = sum(axes.when(mark) is not None for mark in marks)
    if len(marks) < _FEW or timed + sum(map(axes.is_mark, marks)) < len(marks):
        return None
    there = {fold(cell) for row in people for cell in frame.cells(row, who).values()}
    square = sum(fold(cell) in there for cell in labels.values()) >= len(labels) * _MOST
    named = any(word in f"{frame.sheet.file} {frame.sheet.name}".casefold() for word in _MATRIX_WORDS)
    if not (square or timed or named):
        return None
    records = [
        _wish(frame, row, who, index, mark)
        for row in people
        for index, mark in frame.cells(row, labels).items()
        if fold(name_of(row, who)) != fold(labels[index])
    ]
    return _wishes(frame, who, labels, records, "a matrix: rows wish to meet columns")


def ranked(frame: Frame) -> Shaped | None:
    """Read first wish, second wish, third wish of a person from one row."""
    who, ranks = frame.who(), dict[int, str]()
    for index, cell in frame.labels().items():
        found = _NUMBERED.fullmatch(cell)
        if found and index not in who and header_key(found[1]).startswith(_WISH_WORDS):
            ranks[index] = found[2]
    if not who or len(ranks) < _FEW:
        return None
    records = [
        (
            Kind.WISHES,
            frame.record(row, index, {**told_of(row, who, "from"), "to_full_name": other, "priority": ranks[index]}),
        )
        for row in frame.body
        if name_of(row, who)
        for index, other in frame.cells(row, ranks).items()
    ]
    return _wishes(frame, who, ranks, records, "ranked wishes: one row a person, one column a rank")


def _wishes(
    frame: Frame, who: Who, labels: dict[int, str], records: list[tuple[Kind, Record]], shape: str
) -> Shaped | None:
    if not records:
        return None
    used = {record.line for _, record in records}
    columns = [(index, f"from_{known}", CANONICAL) for index, known in who.items()]
    columns += [(index, "to_full_name", GUESSED) for index in labels]
    left = {
        row.line: "no wish in this row" if name_of(row, who) else "no person in this row"
        for row in frame.body
        if row.line not in used
    }
    return frame.shaped(Kind.WISHES, shape, records, columns, left)


def _wish(frame: Frame, row: Row, who: Who, index: int, mark: str) -> tuple[Kind, Record]:
    other, when = frame.header.cells[index], axes.when(mark)
    if when is not None and when.start:
        told = {**told_of(row, who, "host"), "guest_full_name": other, "start": when.start, "end": when.end}
        return Kind.FLAT, frame.record(row, index, told)
    rank = {} if axes.is_cross(mark) else {"priority": mark}
    return Kind.WISHES, frame.record(row, index, {**told_of(row, who, "from"), "to_full_name": other, **rank})
