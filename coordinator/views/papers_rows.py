"""The rows of a table card and of an agenda: every slot of the timetable, and what became of the meetings in it.

Cards stand on tables and speak English; an agenda speaks the language of whoever holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.schedule import MeetingStatus
from coordinator.views.languages import Language, date_in, heading
from coordinator.views.roll import Filed, filed, has_several_days, slots
from coordinator.views.wording import pause_name, wording
from coordinator.views.words import hhmm, local, organisation_name, person_name, table_label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

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
    """One line of paper; `mark` says what changed against the plan, `label` what a row without a meeting is.

    `table` is what stands on the table's sign, `place` the same with the word for a table before it.
    """

    kind: RowKind
    start: str = ""
    end: str = ""
    table: str = ""
    parties: tuple[Party, ...] = ()
    label: str = ""
    mark: str = ""
    place: str = ""


def table_title(label: str, word: str = "Table") -> str:
    """Write what stands on a table's sign with the word before it, unless it is a name such as “Lounge”."""
    numbered = any(letter.isdigit() for letter in label) or len(label) == 1
    named = label.casefold().startswith(("table", word.casefold()))
    return f"{word} {label}" if numbered and not named else label


def stamp(day: Day, now: datetime, language: Language = Language.ENGLISH) -> str:
    """Say when a paper was printed and how much of the day it knows: it tells an older print from a newer one."""
    date = date_in(now.date(), language)
    return wording(language).printed.format(date=date, time=hhmm(now), version=len(day.history))


def card_rows(day: Day, table: str, known: Filed | None = None) -> tuple[Row, ...]:
    """Return what happens at a table, slot by slot; whoever comes to a home table stands before whom they visit."""
    known = known or filed(day)
    home = _home_organisation(day, table)

    def meeting_row(meeting: MeetingNow, slot: Slot) -> Row:
        parties = party(day, (meeting.host,)), party(day, meeting.guests)
        if home and parties[0].organisation == home and parties[1].organisation != home:
            parties = parties[1], parties[0]
        return _meeting_row(day, meeting, slot, parties, Language.ENGLISH)

    def about(meeting: MeetingNow) -> str:
        names = [organisation_name(day, meeting.host), organisation_name(day, meeting.guests[0])]
        return " × ".join(name for name in names if name != home)

    telling = _Telling(meeting_row, about, lambda _: "Free", Language.ENGLISH)
    return _rows(day, known.at_table.get(table, ()), known.planned_at_table.get(table, ()), telling)


def agenda_rows(
    day: Day, person: str, language: Language = Language.ENGLISH, known: Filed | None = None
) -> tuple[Row, ...]:
    """Return a person's day, slot by slot."""
    known = known or filed(day)
    found = day.person(person)
    away = found.unavailable if found else frozenset()
    words = wording(language)

    def meeting_row(meeting: MeetingNow, slot: Slot) -> Row:
        others = tuple(p for p in meeting.people if p != person)
        return _meeting_row(day, meeting, slot, (party(day, others),), language)

    def about(meeting: MeetingNow) -> str:
        people = (meeting.planned or meeting).people
        return organisations_of(day, (p for p in people if p != person))

    telling = _Telling(meeting_row, about, lambda slot: words.away if slot in away else words.free, language)
    return _rows(day, known.of_person.get(person, ()), known.planned_for_person.get(person, ()), telling)


@dataclass(frozen=True, slots=True)
class _Telling:
    """How a list tells of a meeting, of the one that was to be there, and of an empty slot, and in which language."""

    meeting: Callable[[MeetingNow, Slot], Row]
    about: Callable[[MeetingNow], str]
    empty: Callable[[str], str]
    language: Language


def _rows(
    day: Day, here: tuple[MeetingNow, ...], planned: tuple[MeetingNow, ...], telling: _Telling
) -> tuple[Row, ...]:
    rows: list[Row] = []
    taken = {slot for m in here if m.takes_place for slot in day.schedule.slots_of(m)}
    several_days = has_several_days(day)
    shown = None
    for slot in slots(day):
        if several_days and slot.start.date() != shown:
            shown = slot.start.date()
            rows.append(Row(RowKind.DAY, label=heading(date_in(shown, telling.language))))
        in_slot = [m for m in here if m.slot == slot.id]
        if not in_slot and slot.id in taken:
            continue
        if slot.is_break and not in_slot:
            label = pause_name(slot.block, telling.language)
            rows.append(Row(RowKind.BREAK, hhmm(slot.start), hhmm(slot.end), label=label))
            continue
        sitting = [m for m in in_slot if m.takes_place]
        rows.extend(telling.meeting(m, slot) for m in sorted(sitting, key=lambda m: m.id))
        if not sitting:
            was_here = [m for m in planned if m.planned and m.planned.slot == slot.id]
            lost = {m.id: m for m in (*was_here, *in_slot)}
            mark = "; ".join(loss(day, m, slot.id, telling.about(m), telling.language) for m in lost.values())
            label = telling.empty(slot.id)
            rows.append(Row(RowKind.FREE, hhmm(slot.start), hhmm(slot.end), label=label, mark=mark))
    return tuple(rows)


def _meeting_row(day: Day, meeting: MeetingNow, slot: Slot, parties: tuple[Party, ...], language: Language) -> Row:
    table = table_label(day, meeting.table) if meeting.table else "?"
    place = table_title(table, wording(language).table) if meeting.table else table
    mark = remark(day, meeting, language)
    end = (day.schedule.time_of(meeting) or slot).end
    return Row(RowKind.MEETING, hhmm(slot.start), hhmm(end), table, parties, mark=mark, place=place)


def remark(day: Day, meeting: MeetingNow, language: Language = Language.ENGLISH) -> str:
    """Say what is different from the plan that people may hold in their hands."""
    plan, words = meeting.planned, wording(language)
    if plan is None:
        return words.new
    marks = []
    before = day.schedule.slot_by_id.get(plan.slot or "")
    other_table = plan.table != meeting.table and plan.table is not None
    if plan.slot != meeting.slot and before is None:
        marks.append(words.new)
    elif (plan.slot != meeting.slot and before is not None) or other_table:
        time = hhmm(before.start) if before is not None and plan.slot != meeting.slot else ""
        place = ", ".join(filter(None, (time, _at(day, plan.table, language) if other_table else "")))
        marks.append(words.moved_from.format(place=place))
    came = ", ".join(person_name(day, p) for p in meeting.people if p not in plan.people)
    went = ", ".join(person_name(day, p) for p in plan.people if p not in meeting.people)
    if came or went:
        pattern = words.instead if came and went else words.joined if came else words.without
        marks.append(pattern.format(came=came, went=went))
    if meeting.waits_until is not None and meeting.is_open:
        marks.append(words.starts_by.format(time=hhmm(local(day, meeting.waits_until))))
    return "; ".join(marks)


def loss(day: Day, meeting: MeetingNow, slot: str, who: str, language: Language = Language.ENGLISH) -> str:
    """Say why a meeting that was planned in this slot does not take place there."""
    words = wording(language)
    if meeting.status in (MeetingStatus.MISSED, MeetingStatus.CANCELLED):
        cancelled = meeting.status is MeetingStatus.CANCELLED
        return (words.lost_cancelled if cancelled else words.lost_missed).format(who=who)
    now, plan = day.schedule.time_of(meeting), meeting.planned or meeting
    if now is None:
        return words.lost_place.format(who=who)
    time = hhmm(now.start) if meeting.slot != slot else ""
    table = _at(day, meeting.table, language) if meeting.table != plan.table else ""
    if time or table:
        return words.lost_moved.format(place=", ".join(filter(None, (time, table))), who=who)
    return words.lost_seat.format(who=who)


def party(day: Day, people: Iterable[str]) -> Party:
    """Return people as one side of a meeting."""
    several = tuple(people)
    return Party(organisations_of(day, several), ", ".join(person_name(day, p) for p in several))


def organisations_of(day: Day, people: Iterable[str]) -> str:
    """Name the organisations of people, each once."""
    return " · ".join(dict.fromkeys(organisation_name(day, p) for p in people))


def _at(day: Day, table: str | None, language: Language) -> str:
    return table_title(table_label(day, table), wording(language).inner_table)


def _home_organisation(day: Day, table: str) -> str:
    known = day.schedule.table_by_id.get(table)
    return organisation_name(day, known.fixed_for) if known and known.fixed_for else ""
