"""What a whole schedule must hold before a day can be run with it; everything that is wrong is told at once."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.schedule import MeetingStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from coordinator.domain.schedule import Schedule, Slot
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.rows import Record
    from coordinator.intake.sittings import Sitting

_LONGEST_EVENT = 10
_MOVE = "Move one of the two meetings, or cancel it."


@dataclass(frozen=True, slots=True)
class Origins:
    """The rows that people and slots came from; what the event had before has none."""

    people: Mapping[str, Record]
    slots: Mapping[str, Record]


def check(schedule: Schedule, sittings: Sequence[Sitting], origins: Origins, ledger: Ledger) -> None:
    """Note everything about the schedule as a whole that is impossible or strange."""
    _overlaps(schedule.slots, origins.slots, ledger)
    _days(schedule, origins.slots, ledger)
    _double_bookings(schedule, sittings, ledger)
    _pairs(schedule, sittings, ledger)
    for sitting in sittings:
        _absences(schedule, sitting, ledger)
    _places(schedule, sittings, ledger)


def _overlaps(slots: Iterable[Slot], origins: Mapping[str, Record], ledger: Ledger) -> None:
    longest: Slot | None = None
    for slot in sorted(slots, key=lambda slot: (slot.start, slot.end)):
        if longest is not None and slot.start < longest.end:
            first, second = origins.get(longest.id), origins.get(slot.id)
            record = second or first
            begins, ends = f"{slot.start:%H:%M}", f"{longest.end:%H:%M}"
            whose = f"the slot of row {first.line}" if first and second else "another slot of the event"
            sentence = f"This slot begins at {begins}, before {whose} ends ({ends})."
            if second is None:
                sentence = f"This slot ends at {ends}, after another slot of the event begins ({begins})."
            if record is not None:
                ledger.must_fix(record, "start", sentence, "Correct the times so that one slot follows another.")
        if longest is None or slot.end > longest.end:
            longest = slot


def _days(schedule: Schedule, origins: Mapping[str, Record], ledger: Ledger) -> None:
    """Slots lie on the day of the event or the days after it; further away is a date that was misread or mistyped."""
    for slot in schedule.slots:
        record, away = origins.get(slot.id), (slot.start.date() - schedule.event.date).days
        if record is not None and not 0 <= away <= _LONGEST_EVENT:
            column = "date" if record.get("date") else "start"
            sentence = f"This slot is on {slot.start:%Y-%m-%d}, but the event is on {schedule.event.date}."
            ledger.look_at(record, column, sentence, "Correct the date of the slot, or the date of the event.")


def _double_bookings(schedule: Schedule, sittings: Sequence[Sitting], ledger: Ledger) -> None:
    seats: dict[tuple[str, str], Sitting] = {}
    for sitting in sittings:
        meeting, record = sitting.meeting, sitting.record
        if meeting.slot is None:
            continue
        at = schedule.slot_by_id[meeting.slot].start
        for person in meeting.people:
            first = seats.setdefault((person, meeting.slot), sitting)
            if first is not sitting:
                name = schedule.person_by_id[person].name
                sentence = f"{name} has two meetings at {at:%H:%M} (rows {first.record.line} and {record.line})."
                ledger.must_fix(record, _side(record, person == meeting.host), sentence, _MOVE)
        first = seats.setdefault((f"\n{meeting.table}", meeting.slot), sitting) if meeting.table else sitting
        if first is not sitting and meeting.table:
            label = schedule.table_by_id[meeting.table].label
            sentence = f"Table {label} has two meetings at {at:%H:%M} (rows {first.record.line} and {record.line})."
            ledger.must_fix(record, "table_id", sentence, _MOVE)


def _pairs(schedule: Schedule, sittings: Sequence[Sitting], ledger: Ledger) -> None:
    seen: dict[frozenset[str], Sitting] = {}
    for sitting in sittings:
        meeting = sitting.meeting
        for one, other in itertools.combinations(meeting.people, 2):
            first = seen.setdefault(frozenset((one, other)), sitting)
            if first is not sitting and first.meeting.slot != meeting.slot:
                names = " and ".join(schedule.person_by_id[person].name for person in (one, other))
                sentence = f"{names} meet in row {first.record.line} already."
                # The row is mended at the guest's cell.
                ledger.look_at(sitting.record, _side(sitting.record, False), sentence, "Check that both are wanted.")  # noqa: FBT003


def _absences(schedule: Schedule, sitting: Sitting, ledger: Ledger) -> None:
    meeting, record = sitting.meeting, sitting.record
    for person in (schedule.person_by_id[known] for known in meeting.people):
        column = _side(record, person.id == meeting.host)
        if meeting.slot in person.unavailable:
            at = schedule.slot_by_id[meeting.slot].start
            sentence = f"{person.name} is not available at {at:%H:%M}."
            ledger.look_at(record, column, sentence, "Move the meeting, or ask the person.")
        if not person.registration.may_enter:
            sentence = f"The registration of {person.name} is {person.registration}, but the meeting stands."
            ledger.look_at(record, column, sentence, "Cancel the meeting, or correct the registration.")


def _places(schedule: Schedule, sittings: Sequence[Sitting], ledger: Ledger) -> None:
    slots, tables = schedule.slot_by_id, schedule.table_by_id
    timeless, breaks, seatless, unused = [], [], [], []
    for sitting in sittings:
        meeting = sitting.meeting
        if meeting.slot is None and meeting.status is MeetingStatus.PLANNED:
            timeless.append(sitting.record)
        if meeting.slot is not None and slots[meeting.slot].is_break:
            breaks.append(sitting.record)
        if meeting.slot is not None and meeting.table is None:
            seatless.append(sitting.record)
        if meeting.table is not None and not tables[meeting.table].active:
            unused.append(sitting.record)
    say = ledger.look_at_many
    say(timeless, "slot_id", "This meeting has no time yet.", "Give it a slot, or leave it for the day.")
    say(breaks, "slot_id", "This meeting lies in a break.", "Move it to a round.")
    say(seatless, "table_id", "This meeting has no table yet.", "Give it a table.")
    say(unused, "table_id", "This table is not in use.", "Choose another table, or put it to use.")


def _side(record: Record, host: bool) -> str:  # noqa: FBT001 (one of the two sides)
    side = "host" if host else "guest"
    return next((c for c in (f"{side}_id", f"{side}_full_name", f"{side}_email") if c in record.headers), side)
