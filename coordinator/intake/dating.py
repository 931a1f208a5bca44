"""Whether 03/04 is the third of April or the fourth of March: each file decides by its values, or a person does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.intake import values
from coordinator.intake.fields import Kind
from coordinator.intake.problems import Question
from coordinator.intake.values import DateOrder

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from coordinator.intake.choices import Choices
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.rows import Record

_NEAR_DAYS = 3
_DATED = {
    Kind.EVENT: ("value",),
    Kind.SLOTS: ("date", "start", "end"),
    Kind.MEETINGS: ("date", "start", "end"),
    Kind.FLAT: ("date", "start", "end"),
}


def decide(
    rows: Mapping[Kind, Iterable[Record]], day: date | None, choices: Choices, ledger: Ledger
) -> dict[str, DateOrder]:
    """Return the order of day and month in every file that writes dates with slashes."""
    found: dict[str, list[tuple[Record, str]]] = {}
    for kind, fields in _DATED.items():
        for record in rows.get(kind, ()):
            for field in fields:
                if values.slashed(record.get(field)):
                    found.setdefault(record.file, []).append((record, field))
    return {file: choices.date_order_of(file) or _decide_file(cells, day, ledger) for file, cells in found.items()}


def _decide_file(cells: list[tuple[Record, str]], day: date | None, ledger: Ledger) -> DateOrder:
    pairs = [(values.slashed(record.get(field)) or (0, 0), record, field) for record, field in cells]
    day_first = next(((record, field) for (one, _), record, field in pairs if one > 12), None)
    month_first = next(((record, field) for (_, two), record, field in pairs if two > 12), None)
    if day_first and month_first:
        record, field = month_first
        sentence = f"This date has the month first, but in row {day_first[0].line} the day comes first."
        ledger.must_fix(record, field, sentence, "Write all dates of the file alike, best as 2026-11-24.")
    if day_first:
        return DateOrder.DAY_FIRST
    if month_first:
        return DateOrder.MONTH_FIRST
    unclear = [(record, field) for (one, two), record, field in pairs if one != two]
    if not unclear:
        return DateOrder.DAY_FIRST
    near = [order for order in DateOrder if day and all(_is_near(r.get(f), order, day) for r, f in unclear)]
    if len(near) == 1:
        return near[0]
    record, field = unclear[0]
    readings = " or ".join(str(values.date_of(values.split_moment(record.get(field))[0], order)) for order in DateOrder)
    sentence = f"This date can mean {readings}, and nothing in the file decides."
    ledger.ask(Question.DATE_ORDER, record, field, sentence, tuple(DateOrder))
    return DateOrder.DAY_FIRST


def _is_near(text: str, order: DateOrder, day: date) -> bool:
    read = values.date_of(values.split_moment(text)[0], order)
    return read is not None and abs((read - day).days) <= _NEAR_DAYS
