"""Meetings: from the sheet that refers to people by id, and from flat lists that tell who sits where and when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coordinator.domain.schedule import Meeting, MeetingStatus, Side
from coordinator.intake import roster, values
from coordinator.intake.fields import PERSON
from coordinator.intake.folding import fold
from coordinator.intake.matching import made_id
from coordinator.intake.sides import people_of, sides_of

if TYPE_CHECKING:
    from coordinator.domain.people import Person
    from coordinator.intake.hall import Hall
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.roster import Roster
    from coordinator.intake.rows import Record
    from coordinator.intake.timetable import Timetable

_STATES = "Write scheduled, accepted, cancelled, held, no_show_host, no_show_guest or no_show_both."
_FREE = frozenset(
    (
        *("free", "frei", "libre", "libero", "livre", "vrij", "wolne", "break", "pause", "pausa", "pauze", "przerwa"),
        *("lunch", "coffee", "mittagspause", "no meeting", "none", "available", "open", "empty"),
    )
)
"""What personal schedules write where a person has no meeting."""
_UNKNOWN = "Write the id of a participant, or add the person to the participants."


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting with the row it came from."""

    meeting: Meeting
    record: Record


class Sittings:
    """The meetings while they are collected."""

    def __init__(self, people: Roster, timetable: Timetable, hall: Hall, ledger: Ledger) -> None:
        self._people = people
        self._timetable = timetable
        self._hall = hall
        self._ledger = ledger
        self._found: list[Sitting] = []
        self._ids: dict[str, Record] = {}
        self._sides: dict[tuple[str, ...], list[tuple[Person, str]]] = {}
        self._same: dict[tuple[frozenset[str], str | None], Sitting] = {}

    def take(self, record: Record) -> None:
        """Take one row of the meetings sheet."""
        state = self._state(record)
        if state is None:
            return
        host = self._person(record, "host_id", record.one_line("host_id"))
        guests = tuple(
            self._person(record, "guest_id", guest) for guest in values.list_of(record.one_line("guest_id")) or ("",)
        )
        known = tuple(guest for guest in guests if guest is not None)
        place = self._place(record)
        if host is not None and len(known) == len(guests) and place is not None:
            self._add(record, state, (host, *known), place)

    def take_flat(self, record: Record) -> None:
        """Take one row of a flat list of meetings."""
        state = self._state(record)
        if state is None:
            return
        hosts, guests = self._side(record, "host"), self._side(record, "guest")
        if not hosts and not guests:
            hosts = list(people_of(record, "people"))
            hosts, guests = hosts[:1], hosts[1:]
        if hosts and (not guests or fold(record.one_line("guest_full_name")) in _FREE) and not record.get("table_id"):
            self._ledger.leave_record(record, "no meeting in this row")
            return
        for side, found in (("host", hosts), ("guest", guests)):
            if not found:
                column = next((c for c in (f"{side}_full_name", f"{side}_email") if c in record.headers), side)
                sentence = f"This row does not say who the {side} is."
                self._ledger.spoil(record, column, sentence, "Write a name or an e-mail address.")
                return
        ids = [
            self._people.meet(record, person, organisation, f"{side}_full_name")
            for side, found in (("host", hosts[:1]), ("guest", hosts[1:] + guests))
            for person, organisation in found
        ]
        place = self._place(record)
        known = [person for person in ids if person is not None]
        if place is not None and len(known) == len(ids):
            self._add(record, state, (known[0], *dict.fromkeys(known[1:])), place)

    def meetings(self) -> tuple[Sitting, ...]:
        """Return all meetings; an id that is missing is made of the people, and of the slot where these meet twice."""
        pairs = Counter(frozenset(sitting.meeting.people) for sitting in self._found)
        named = []
        for sitting in self._found:
            meeting = self._with_length(sitting)
            if not meeting.id:
                made = made_id(meeting.people, meeting.slot, twice=pairs[frozenset(meeting.people)] > 1)
                while made in self._ids:
                    made += "'"
                self._ids[made] = sitting.record
                meeting = replace(meeting, id=made)
            named.append(Sitting(meeting, sitting.record))
        return tuple(named)

    def _side(self, record: Record, side: str) -> list[tuple[Person, str]]:
        """Return who stands on one side; most people come in many rows, and are read once."""
        told = (side, *(record.get(f"{side}_{field}") for field in PERSON))
        if told not in self._sides:
            self._sides[told] = list(sides_of(record, side))
        return list(self._sides[told])

    def _with_length(self, sitting: Sitting) -> Meeting:
        """Return the meeting in its first slot and with its length; only now all slots are known."""
        if sitting.meeting.slot is None:
            return sitting.meeting
        slot, rounds = self._timetable.lasting(sitting.meeting.slot, sitting.record)
        return replace(sitting.meeting, slot=slot, rounds=rounds)

    def _state(self, record: Record) -> tuple[MeetingStatus, Side | None] | None:
        text = record.get("status")
        if values.is_unconfirmed(text):
            self._ledger.leave_record(record, "not confirmed")
            return None
        state = values.meeting_state_of(text)
        if state is None:
            self._ledger.spoil(record, "status", "This state of a meeting is not known.", _STATES)
        elif state[0] is MeetingStatus.CANCELLED:
            self._ledger.leave_record(record, "cancelled")
            return None
        return state

    def _person(self, record: Record, field: str, reference: str) -> str | None:
        found = self._people.find(reference)
        if found is None:
            who = "host" if field == "host_id" else "guest"
            sentence = f"The {who} “{reference}” is not among the participants." if reference else f"No {who} is named."
            self._ledger.spoil(record, field, sentence, _UNKNOWN)
        return found

    def _place(self, record: Record) -> tuple[str | None, str | None] | None:
        timed, slot = self._timetable.place(record)
        seated, table = self._hall.place(record)
        return (slot, table) if timed and seated else None

    def _add(
        self,
        record: Record,
        state: tuple[MeetingStatus, Side | None],
        people: tuple[str, ...],
        place: tuple[str | None, str | None],
    ) -> None:
        if people[0] in people[1:]:
            sentence = f"{self._people.people[people[0]].name} has a meeting with themselves."
            column = "guest_id" if "guest_id" in record.headers else "guest_full_name"
            self._ledger.spoil(record, column, sentence, "Correct the host or the guest.")
            return
        slot, table = place
        meeting = self._meeting(record, state, people, slot, table)
        twin = self._same.get((frozenset(meeting.people), slot))
        if twin is not None and self._is_same(twin.meeting, meeting):
            self._ledger.leave_record(record, f"the same meeting as row {twin.record.line}")
            return
        if meeting.id in self._ids:
            sentence = f"The meeting {meeting.id} stands in row {self._ids[meeting.id].line} already."
            self._ledger.spoil(record, "meeting_id", sentence, "Give each meeting an id of its own.")
            return
        if meeting.id:
            self._ids[meeting.id] = record
        sitting = Sitting(meeting, record)
        self._same.setdefault((frozenset(meeting.people), slot), sitting)
        self._found.append(sitting)
        self._ledger.use(record)

    def _meeting(
        self,
        record: Record,
        state: tuple[MeetingStatus, Side | None],
        people: tuple[str, ...],
        slot: str | None,
        table: str | None,
    ) -> Meeting:
        return Meeting(
            id=record.one_line("meeting_id"),
            host=people[0],
            guests=people[1:],
            slot=slot,
            table=table,
            status=state[0],
            missed=state[1],
            subject=record.one_line("subject"),
            interpreter=record.one_line("interpreter"),
            source_request=record.one_line("source_request"),
            pinned=roster.flag_of(record, "pinned", self._ledger),
        )

    def _is_same(self, first: Meeting, second: Meeting) -> bool:
        """Return whether two rows tell of one meeting: exports often list it once for either side."""
        if first.slot is None:
            return not (first.id and second.id)
        return first.table == second.table or None in (first.table, second.table)
