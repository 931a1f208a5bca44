"""What the panel beside the floor says about one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.views.floor_cells import Kind, cell
from coordinator.views.search import presence_note
from coordinator.views.state import absent_side, missing_people
from coordinator.views.words import countdown, hhmm, organisation_name, person_name, table_label

if TYPE_CHECKING:
    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.schedule import Slot
    from coordinator.views.floor import Floor, Row


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who belongs to the meeting: whether they are here in a few words, and how to reach them."""

    person: str
    name: str
    organisation: str
    presence: Presence
    words: str
    phone: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One place in words; `absent` is the side that is not here, `missing` its people, `begun` whether its round has.

    `needs_repair` says that proposals are worth asking for.
    """

    kind: Kind
    state: str
    clock: str
    place: str
    note: str = ""
    meeting: str = ""
    parties: tuple[Party, ...] = ()
    absent: Side | None = None
    missing: tuple[str, ...] = ()
    begun: bool = False
    status: MeetingStatus | None = None
    needs_repair: bool = False


_STATES = {
    Kind.RUNNING: "Running",
    Kind.READY: "Both here",
    Kind.WAITING: "Waiting",
    Kind.OVERDUE: "Waiting too long",
    Kind.NO_SHOW: "No-show",
    Kind.MISSED: "Missed",
    Kind.HELD: "Held",
    Kind.ENDED_EARLY: "Ended early",
    Kind.UNCONFIRMED: "Not confirmed",
    Kind.AT_RISK: "At risk",
    Kind.PLANNED: "Planned",
    Kind.MOVED: "Moved",
    Kind.FILLED: "New",
    Kind.EMPTY: "Left empty",
    Kind.FREE: "Free",
}
_NOTED = (Kind.RUNNING, Kind.MOVED, Kind.FILLED, Kind.ENDED_EARLY, Kind.MISSED)
_REPAIR = (Kind.WAITING, Kind.OVERDUE, Kind.NO_SHOW, Kind.AT_RISK, Kind.UNCONFIRMED)


def panel(floor: Floor, row: Row, slot_id: str) -> Panel:
    """Say what there is to know about this row and slot."""
    shown = cell(floor, row, slot_id)
    slot = floor.day.schedule.slot_by_id.get(slot_id)
    clock = _clock(floor, slot) if slot else ""
    start = hhmm(slot.start) if slot else ""
    meeting = floor.day.meetings.get(shown.meeting)
    if meeting is None:
        place = f"{row.words} · {start}"
        return Panel(shown.kind, "Free", clock, place, _free_note(shown.place, row))
    day = floor.day
    absent = meeting.missed if meeting.status is MeetingStatus.MISSED else absent_side(day, meeting)
    away = tuple(p for p in missing_people(meeting, absent) if day.presence(p) is not Presence.HERE)
    return Panel(
        kind=shown.kind,
        state=_STATES[shown.kind],
        clock=clock,
        place=f"Table {table_label(day, meeting.table)} · {start}",
        note=shown.words if shown.kind in _NOTED else "",
        meeting=meeting.id,
        parties=tuple(party(day, person) for person in meeting.people),
        absent=absent,
        missing=away,
        begun=slot is not None and slot.start <= floor.now,
        status=meeting.status,
        needs_repair=shown.kind in _REPAIR and (shown.kind is not Kind.UNCONFIRMED or bool(away)),
    )


def party(day: Day, person: str) -> Party:
    """Say who somebody is and whether they are here."""
    known = day.person(person)
    phone = known.phone if known else ""
    name, organisation = person_name(day, person), organisation_name(day, person)
    return Party(person, name, organisation, day.presence(person), presence_note(day, person), phone)


def sides_to_miss(day: Day, meeting: MeetingNow) -> tuple[Side, ...]:
    """Return the sides that may be marked as a no-show, the most likely first."""
    likely = absent_side(day, meeting)
    return tuple(sorted(Side, key=lambda side: side is not likely))


def _clock(floor: Floor, slot: Slot) -> str:
    rounds = [known.id for known in floor.day.schedule.meeting_slots]
    number = rounds.index(slot.id) + 1 if slot.id in rounds else 0
    if floor.now < slot.start:
        return f"starts in {_short(countdown(slot.start - floor.now))}"
    if floor.now < slot.end:
        return f"{_short(countdown(floor.now - slot.start))} into round {number}"
    return f"round {number} is over"


def _short(clock: str) -> str:
    return clock[1:] if clock.startswith("0") and clock[1] != "0" else clock.replace("00:", "0:", 1)


def _free_note(moved: str, row: Row) -> str:
    if moved:
        return f"{moved}."
    return "Nobody meets here in this round." if row.label else "No meeting in this round."
