"""The rows of a table card and of an agenda: every slot of the timetable, and what became of the meetings in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.schedule import MeetingStatus
from coordinator.views.words import hhmm, local, long_date, organisation_name, person_name, table_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.schedule import Slot


class RowKind(StrEnum):
    """What a row of a card or an agenda tells."""

    DAY = "day"
    MEETING = "meeting"
    FREE = "free"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Party:
    """One side of a meeting as it is printed."""

    organisation: str
    people: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line of paper; `mark` says what changed against the plan, `label` what a row without a meeting is."""

    kind: RowKind
    start: str = ""
    end: str = ""
    table: str = ""
    parties: tuple[Party, ...] = ()
    label: str = ""
    mark: str = ""


def table_title(label: str, word: str = "Table") -> str:
    """Write what stands on a table's sign with the word before it, unless it is a name such as “Lounge”."""
    numbered = any(letter.isdigit() for letter in label) or len(label) == 1
    return f"{word} {label}" if numbered and not label.casefold().startswith("table") else label


def card_rows(day: Day, table: str) -> tuple[Row, ...]:
    """Return what happens at a table, slot by slot; whoever comes to a home table stands before whom they visit."""
    here = [m for m in day.meetings.values() if m.table == table]
    gone = [m for m in day.meetings.values() if m.planned and m.planned.table == table]
    home = _home_organisation(day, table)

    def meeting_row(meeting: MeetingNow, slot: Slot) -> Row:
        parties = _party(day, (meeting.host,)), _party(day, meeting.guests)
        if home and parties[0].organisation == home and parties[1].organisation != home:
            parties = parties[1], parties[0]
        return _meeting_row(day, meeting, slot, parties)

    def about(meeting: MeetingNow) -> str:
        names = [organisation_name(day, meeting.host), organisation_name(day, meeting.guests[0])]
        return " × ".join(name for name in names if name != home)

    return _rows(day, here, gone, _Words(meeting_row, about, lambda _: "Free"))


def agenda_rows(day: Day, person: str) -> tuple[Row, ...]:
    """Return a person's day, slot by slot."""
    mine = [m for m in day.meetings.values() if person in m.people]
    planned = [m for m in day.meetings.values() if m.planned and person in m.planned.people]
    known = day.person(person)
    away = known.unavailable if known else frozenset()

    def meeting_row(meeting: MeetingNow, slot: Slot) -> Row:
        others = tuple(p for p in meeting.people if p != person)
        return _meeting_row(day, meeting, slot, (_party(day, others),))

    def about(meeting: MeetingNow) -> str:
        people = (meeting.planned or meeting).people
        return " · ".join(dict.fromkeys(organisation_name(day, p) for p in people if p != person))

    return _rows(
        day, mine, planned, _Words(meeting_row, about, lambda slot: "Not available" if slot in away else "Free")
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """How a list tells of a meeting, of the one that was to be there, and of an empty slot."""

    meeting: Callable[[MeetingNow, Slot], Row]
    about: Callable[[MeetingNow], str]
    empty: Callable[[str], str]


def _rows(day: Day, here: list[MeetingNow], planned: list[MeetingNow], words: _Words) -> tuple[Row, ...]:
    rows: list[Row] = []
    several_days = len({slot.start.date() for slot in day.schedule.slots}) > 1
    shown = None
    for slot in sorted(day.schedule.slots, key=lambda s: s.start):
        if several_days and slot.start.date() != shown:
            shown = slot.start.date()
            rows.append(Row(RowKind.DAY, label=long_date(shown)))
        in_slot = [m for m in here if m.slot == slot.id]
        if not in_slot and any(m.takes_place and slot.id in day.schedule.slots_of(m) for m in here):
            continue
        if slot.is_break and not in_slot:
            rows.append(Row(RowKind.BREAK, hhmm(slot.start), hhmm(slot.end), label=_break_name(slot)))
            continue
        sitting = [m for m in in_slot if m.takes_place]
        rows.extend(words.meeting(m, slot) for m in sorted(sitting, key=lambda m: m.id))
        if not sitting:
            was_here = [m for m in planned if m.planned and m.planned.slot == slot.id]
            lost = {m.id: m for m in (*was_here, *in_slot)}
            mark = "; ".join(_loss(day, m, slot, words.about(m)) for m in lost.values())
            label = words.empty(slot.id)
            rows.append(Row(RowKind.FREE, hhmm(slot.start), hhmm(slot.end), label=label, mark=mark))
    return tuple(rows)


def _meeting_row(day: Day, meeting: MeetingNow, slot: Slot, parties: tuple[Party, ...]) -> Row:
    table = table_label(day, meeting.table) if meeting.table else "?"
    mark = _mark(day, meeting)
    end = (day.schedule.time_of(meeting) or slot).end
    return Row(RowKind.MEETING, hhmm(slot.start), hhmm(end), table, parties, mark=mark)


def _mark(day: Day, meeting: MeetingNow) -> str:
    """Say what is different from the plan that people may hold in their hands."""
    plan = meeting.planned
    if plan is None:
        return "New"
    marks = []
    before = day.schedule.slot_by_id.get(plan.slot or "")
    other_table = plan.table != meeting.table and plan.table is not None
    if plan.slot != meeting.slot and before is None:
        marks.append("New")
    elif plan.slot != meeting.slot and before is not None:
        marks.append(f"Moved from {hhmm(before.start)}" + (f", {_at(day, plan.table)}" if other_table else ""))
    elif other_table:
        marks.append(f"Moved from {_at(day, plan.table)}")
    came = [person_name(day, p) for p in meeting.people if p not in plan.people]
    went = [person_name(day, p) for p in plan.people if p not in meeting.people]
    if came or went:
        marks.append(f"{', '.join(came) or 'Without'} {'for ' if came and went else ''}{', '.join(went)}".strip())
    if meeting.waits_until is not None and meeting.is_open:
        marks.append(f"Starts by {hhmm(local(day, meeting.waits_until))}")
    return "; ".join(marks)


def _loss(day: Day, meeting: MeetingNow, slot: Slot, who: str) -> str:
    """Say why a meeting that was planned here does not take place here."""
    if meeting.status in (MeetingStatus.MISSED, MeetingStatus.CANCELLED):
        word = "Cancelled" if meeting.status is MeetingStatus.CANCELLED else "Did not take place"
        return f"{word}: {who}"
    now, plan = day.schedule.time_of(meeting), meeting.planned or meeting
    if now is None:
        return f"Taken out: {who}"
    time = hhmm(now.start) if meeting.slot != slot.id else ""
    table = _at(day, meeting.table) if meeting.table != plan.table else ""
    if time or table:
        return f"Moved to {', '.join(filter(None, (time, table)))}: {who}"
    return f"Somebody else goes: {who}"


def _at(day: Day, table: str | None) -> str:
    return table_title(table_label(day, table), "table")


def _party(day: Day, people: tuple[str, ...]) -> Party:
    organisations = dict.fromkeys(organisation_name(day, p) for p in people)
    return Party(" · ".join(organisations), ", ".join(person_name(day, p) for p in people))


def _home_organisation(day: Day, table: str) -> str:
    known = day.schedule.table_by_id.get(table)
    return organisation_name(day, known.fixed_for) if known and known.fixed_for else ""


def _break_name(slot: Slot) -> str:
    name = slot.block.strip()
    return name[:1].upper() + name[1:] if name else "Break"
