"""Sheets become a schedule, or a list of problems; nothing here opens a file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.schedule import DEFAULT_CHECKPOINT, Schedule
from coordinator.intake import dating, happening, headers, participants
from coordinator.intake.checks import check
from coordinator.intake.fields import Kind
from coordinator.intake.folding import fold
from coordinator.intake.hall import Hall
from coordinator.intake.ledger import MUST_BE_FIXED, Ledger
from coordinator.intake.problems import Severity
from coordinator.intake.roster import Roster
from coordinator.intake.sittings import Sittings
from coordinator.intake.timetable import Timetable
from coordinator.intake.wishes import Checkpoints, Wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from coordinator.domain.schedule import EventInfo
    from coordinator.intake.choices import Choices
    from coordinator.intake.headers import SheetMapping
    from coordinator.intake.rows import Record, Sheet
    from coordinator.intake.values import DateOrder

_TOTALS = frozenset(("total", "totals", "sum", "summe", "gesamt", "totale", "totaux", "suma", "somme"))
_TOTAL_CELLS = 3
NOT_OURS = "not a sheet of the schedule"
_FORMAT = "Export a list of participants or of meetings with one header row, or use the program's own schedule format."


@dataclass(frozen=True, slots=True)
class Understood:
    """The schedule that sheets make, how they were read, and the account of their rows."""

    schedule: Schedule | None
    mappings: tuple[SheetMapping, ...]
    ledger: Ledger


def understand(sheets: Sequence[Sheet], base: EventInfo | None, today: date, choices: Choices) -> Understood:
    """Make a schedule of sheets; `base` is the event as it is known, `today` its date where nothing else tells one."""
    ledger = Ledger()
    mappings, rows = _sort(sheets, choices, ledger)
    if not mappings:
        return Understood(None, (), ledger)
    known = happening.Happening.of(base)
    orders = dating.decide(rows, known.day, choices, ledger)
    event = happening.read(rows.get(Kind.EVENT, ()), known, orders, ledger)
    event = happening.complete(event, mappings[0].file, ledger)
    making = _Making(event, orders, ledger)
    making.take(rows)
    return Understood(making.schedule(today, mappings[0].file), mappings, ledger)


def _sort(
    sheets: Sequence[Sheet], choices: Choices, ledger: Ledger
) -> tuple[tuple[SheetMapping, ...], dict[Kind, list[Record]]]:
    """Recognise the sheets and sort their rows by kind."""
    mappings, rows = [], dict[Kind, list["Record"]]()
    found = [(sheet, headers.recognise(sheet, choices.columns)) for sheet in sheets]
    known_files = {sheet.file for sheet, mapping in found if mapping}
    for sheet, mapping in found:
        if mapping is None:
            ledger.leave_sheet(sheet, NOT_OURS)
            if not known_files:
                _not_known(sheet, ledger)
            continue
        mappings.append(mapping)
        ledger.open(sheet, mapping.kind, mapping.header_line)
        taken = _take_rows(sheet, mapping, choices, ledger)
        rows.setdefault(mapping.kind, []).extend(taken)
        if not taken and not any(row.line > mapping.header_line and not row.is_blank for row in sheet.rows):
            sentence = f"There are no rows below the header of the {mapping.kind}."
            severity = Severity.LOOK_AT if len(found) > 1 else Severity.MUST_FIX
            ledger.about(severity, sheet.file, sentence, "Export it again with its rows.", sheet=sheet.name)
    return tuple(mappings), rows


def _take_rows(sheet: Sheet, mapping: SheetMapping, choices: Choices, ledger: Ledger) -> list[Record]:
    for row in sheet.rows:
        if row.line < mapping.header_line:
            ledger.leave(sheet.file, sheet.name, row.line, "empty row" if row.is_blank else "above the header")
    taken = []
    for record in headers.records(sheet, mapping):
        if not any(record.values.values()):
            ledger.leave_record(record, "nothing known in this row" if record.extra else "empty row")
        elif (record.file, record.sheet, record.line) in choices.leave_out:
            ledger.leave_record(record, "left out by choice")
        elif list(record.values.values()) == list(record.headers.values()):
            ledger.leave_record(record, "the header again")
        elif _is_total(record):
            ledger.leave_record(record, "a total")
        else:
            taken.append(record)
    return taken


def _is_total(record: Record) -> bool:
    cells = [cell for cell in record.values.values() if cell]
    return len(cells) <= _TOTAL_CELLS and fold(cells[0]).partition(" ")[0] in _TOTALS


def _not_known(sheet: Sheet, ledger: Ledger) -> None:
    first = next((row for row in sheet.rows if not row.is_blank), None)
    shown = ", ".join(cell for cell in first.cells if cell)[:120] if first else ""
    sentence = f"This program does not know this shape of list yet; it begins with “{shown}”."
    ledger.about(Severity.MUST_FIX, sheet.file, sentence, _FORMAT, sheet=sheet.name)


class _Making:
    """A schedule in the making; sheets are taken in the order in which they refer to each other."""

    def __init__(self, event: happening.Happening, orders: Mapping[str, DateOrder], ledger: Ledger) -> None:
        self._event = event
        self._ledger = ledger
        self._timetable = Timetable(event, orders, ledger)
        self._hall = Hall(ledger)
        self._people = Roster(ledger)
        self._sittings = Sittings(self._people, self._timetable, self._hall, ledger)
        self._wishes = Wishes(self._people, ledger)
        self._checkpoints = Checkpoints(ledger)

    def take(self, rows: Mapping[Kind, Sequence[Record]]) -> None:
        """Take all rows."""
        self._each(rows, Kind.SLOTS, self._timetable.add)
        self._each(rows, Kind.TABLES, self._hall.add)
        self._each(rows, Kind.PARTICIPANTS, self._take_person)
        # The sheet with ids goes first, so that a flat list beside it adds nothing twice.
        if self._people.people:
            self._each(rows, Kind.MEETINGS, self._sittings.take)
            self._each(rows, Kind.FLAT, self._sittings.take_flat)
        else:
            self._each(rows, Kind.FLAT, self._sittings.take_flat)
            self._each(rows, Kind.MEETINGS, self._sittings.take, needs_people=True)
        self._each(rows, Kind.REQUESTS, self._wishes.take, needs_people=True)
        self._each(rows, Kind.CHECKPOINTS, self._checkpoints.take)
        self._hall.bind(self._people.find)

    def schedule(self, today: date, file: str) -> Schedule:
        """Return the schedule, and note what is wrong with it as a whole."""
        slots = self._timetable.sorted_slots()
        sittings = self._sittings.meetings()
        if not self._people.people and not any(problem.must_fix for problem in self._ledger.problems):
            sentence = "No people were found in these files."
            self._ledger.about(Severity.MUST_FIX, file, sentence, _FORMAT)
        first = min((slot.start.date() for slot in slots), default=None)
        if self._event.day is None and first is None:
            sentence = f"Nothing says on which day the event is; {today} was taken."
            self._ledger.about(Severity.LOOK_AT, file, sentence, "Add a sheet “event” with key date, or set the date.")
        checkpoints = tuple(self._checkpoints.checkpoints.values()) or (DEFAULT_CHECKPOINT,)
        schedule = Schedule(
            event=self._event.info(first or today),
            organisations=tuple(self._people.organisations.values()),
            people=tuple(self._people.people.values()),
            slots=slots,
            tables=self._hall.sorted_tables(),
            meetings=tuple(sitting.meeting for sitting in sittings),
            requests=tuple(self._wishes.requests.values()),
            checkpoints=checkpoints,
        )
        check(schedule, sittings, self._timetable.origins, self._ledger)
        return schedule

    def _take_person(self, record: Record) -> None:
        participants.take(record, self._people, self._timetable, self._hall, self._ledger)

    def _each(
        self,
        rows: Mapping[Kind, Sequence[Record]],
        kind: Kind,
        take: Callable[[Record], None],
        *,
        needs_people: bool = False,
    ) -> None:
        found = rows.get(kind, ())
        if found and needs_people and not self._people.people:
            sentence = f"The {kind} name people by id, but there is no list of participants."
            self._ledger.about(
                Severity.MUST_FIX, found[0].file, sentence, "Choose the file with the participants as well."
            )
            for record in found:
                self._ledger.leave_record(record, MUST_BE_FIXED)
            return
        for record in found:
            take(record)
