"""One place of the floor: who meets there, and how it stands in a few words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.views.floor import Grouping
from coordinator.views.state import Stand, State, stand
from coordinator.views.words import hhmm, local, organisation_name, table_label

if TYPE_CHECKING:
    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.schedule import Slot
    from coordinator.views.floor import Floor, Row


class Kind(StrEnum):
    """What a cell shows, each with its own icon, word and bar."""

    RUNNING = "running"
    READY = "both here"
    WAITING = "waiting"
    OVERDUE = "overdue"
    NO_SHOW = "no-show"
    MISSED = "missed"
    HELD = "held"
    ENDED_EARLY = "ended early"
    UNCONFIRMED = "not confirmed"
    AT_RISK = "at risk"
    PLANNED = "planned"
    MOVED = "moved"
    FILLED = "filled"
    EMPTY = "left empty"
    FREE = "free"


@dataclass(frozen=True, slots=True)
class Cell:
    """One place; `title` says who meets there, `words` how it stands, `here` whether the visiting side is here."""

    kind: Kind
    title: str
    words: str
    meeting: str = ""
    here: bool = False
    place: str = ""


NOTHING = Cell(Kind.FREE, "", "Free")
_SIDES = {Side.HOST: "host", Side.GUEST: "guest", Side.BOTH: "both"}


def cell(floor: Floor, row: Row, slot: str) -> Cell:
    """Return what stands in this row and slot."""
    known = [floor.day.meetings[m] for m in floor.seats.get((row.key, slot), ()) if m in floor.day.meetings]
    here = [m for m in known if _is_here(floor, m, row, slot)]
    if not here:
        return _gone(floor.day, known[0], row, slot) if known else NOTHING
    here.sort(key=_weight)
    shown = _cell_of(floor, here[0], row)
    if here[0].slot != slot:
        end = floor.day.schedule.time_of(here[0])
        shown = replace(shown, words=f"until {hhmm(end.end)}") if end else shown
    more = sum(1 for m in here if m.takes_place) - 1
    if more < 1:
        return shown
    return Cell(shown.kind, f"{shown.title} + {more} more", shown.words, shown.meeting, shown.here, shown.place)


def _is_here(floor: Floor, meeting: MeetingNow, row: Row, slot: str) -> bool:
    if slot not in floor.day.schedule.slots_of(meeting):
        return False
    if floor.grouping is Grouping.TABLES:
        return meeting.table == row.key
    return not set(row.people).isdisjoint(meeting.people)


def _weight(meeting: MeetingNow) -> tuple[int, str]:
    """Return the sort key that puts first what takes place, then what needs a decision."""
    order = 0 if meeting.takes_place else 1 if meeting.is_broken else 2
    return order + (meeting.status is MeetingStatus.CANCELLED), meeting.id


def _gone(day: Day, meeting: MeetingNow, row: Row, slot: str) -> Cell:
    """Return a free place from which a meeting was moved away."""
    target = day.schedule.time_of(meeting)
    where = hhmm(target.start) if target and meeting.slot != slot else f"table {table_label(day, meeting.table)}"
    return Cell(Kind.FREE, "", "Free", place=f"{_who(day, meeting, row)} moved to {where}")


def _cell_of(floor: Floor, meeting: MeetingNow, row: Row | None) -> Cell:
    day = floor.day
    at = stand(day, meeting, floor.now, floor.policy)
    slot = day.schedule.time_of(meeting)
    kind = _kind(floor, meeting, at, slot)
    place = "" if floor.grouping is Grouping.TABLES else _tag(table_label(day, meeting.table))
    own = row.people if row else ()
    others = [p for p in meeting.people if p not in own] if any(p in own for p in meeting.people) else meeting.people
    here = all(day.presence(p) is Presence.HERE for p in others)
    return Cell(kind, _who(day, meeting, row), _words(floor, meeting, at, kind), meeting.id, here, place)


def _kind(floor: Floor, meeting: MeetingNow, at: Stand, slot: Slot | None) -> Kind:
    match at.state:
        case State.RUNNING:
            return Kind.UNCONFIRMED if slot and slot.end <= floor.now else Kind.RUNNING
        case State.READY | State.PLANNED:
            changed = Kind.FILLED if meeting.planned is None else Kind.MOVED if _moved_place(meeting) else None
            return changed or (Kind.READY if at.state is State.READY else Kind.PLANNED)
        case State.WAITING:
            return Kind.OVERDUE if at.overdue else Kind.WAITING
        case State.NO_SHOW:
            return Kind.NO_SHOW
        case State.MISSED:
            return Kind.MISSED
        case State.HELD:
            return Kind.ENDED_EARLY if slot and floor.now < slot.end else Kind.HELD
        case State.CANCELLED:
            return Kind.EMPTY
        case State.UNCONFIRMED:
            return Kind.UNCONFIRMED
        case State.AT_RISK:
            return Kind.AT_RISK


def _words(floor: Floor, meeting: MeetingNow, at: Stand, kind: Kind) -> str:
    day, side = floor.day, _SIDES[at.absent] if at.absent else ""
    match kind:
        case Kind.RUNNING:
            return f"Running · since {hhmm(local(day, meeting.started))}" if meeting.started else "Running"
        case Kind.READY:
            return "Both here · may start"
        case Kind.WAITING:
            if meeting.waits_until and meeting.waits_until > floor.now.timestamp() * 1000:
                return f"Waiting · {side} · until {hhmm(local(day, meeting.waits_until))}"
            return f"Waiting · {side} · {at.minutes} min"
        case Kind.OVERDUE:
            return f"{side.capitalize()} missing · {at.minutes} min"
        case Kind.NO_SHOW:
            return f"No-show · {side}" + (f" · {at.minutes} min" if at.minutes < _length(floor, meeting) else "")
        case Kind.MISSED:
            return f"Missed · {side}"
        case Kind.ENDED_EARLY:
            return f"Ended early · at {hhmm(local(day, meeting.ended))}" if meeting.ended else "Ended early"
        case Kind.AT_RISK:
            return "Both not here yet" if at.absent is Side.BOTH else f"{side.capitalize()} not here yet"
        case Kind.MOVED:
            return _moved_from(day, meeting)
        case Kind.FILLED:
            return "New · from wait list"
        case Kind.UNCONFIRMED:
            return "Round over · not confirmed"
        case Kind.HELD | Kind.PLANNED | Kind.EMPTY | Kind.FREE:
            return kind.value.capitalize()


def _length(floor: Floor, meeting: MeetingNow) -> int:
    slot = floor.day.schedule.time_of(meeting)
    return int((slot.end - slot.start).total_seconds() // 60) if slot else 0


def _moved_place(meeting: MeetingNow) -> bool:
    plan = meeting.planned
    return plan is not None and (plan.slot, plan.table) != (meeting.slot, meeting.table)


def _moved_from(day: Day, meeting: MeetingNow) -> str:
    plan = meeting.planned
    before = day.schedule.slot_by_id.get(plan.slot or "") if plan else None
    if plan and before and plan.slot != meeting.slot:
        return f"Moved · from {hhmm(before.start)}"
    return f"Moved · from table {table_label(day, plan.table)}" if plan else "Moved"


def _who(day: Day, meeting: MeetingNow, row: Row | None) -> str:
    """Name the side that is not at home in this row, or both where neither is."""
    host = organisation_name(day, meeting.host)
    guests = " · ".join(dict.fromkeys(organisation_name(day, guest) for guest in meeting.guests))
    own = row.people if row else ()
    if meeting.host in own:
        return guests
    return host if any(guest in own for guest in meeting.guests) else f"{host} × {guests}"


def _tag(label: str) -> str:
    return f"T{label}" if label.isdigit() else label
