"""Every meeting of the day: what was planned, what became of it, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from coordinator.domain.entries import PlanChanged, RepairKind, Replanned, RoundFilled
from coordinator.domain.schedule import MeetingStatus, Side
from coordinator.views.words import clock, hhmm, local, organisation_name, person_name, table_label

if TYPE_CHECKING:
    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.entries import PlanFact
    from coordinator.domain.schedule import Meeting

HEADER = (
    "meeting",
    "planned start",
    "planned end",
    "planned table",
    "start",
    "end",
    "table",
    "host id",
    "host",
    "host organisation",
    "guest ids",
    "guests",
    "guest organisations",
    "outcome",
    "missed by",
    "change",
    "request",
    "started at",
    "ended at",
    "reason",
)

_MISSED = {Side.HOST: "missed by the host", Side.GUEST: "missed by the guest", Side.BOTH: "missed by both sides"}


class MeetingRow(NamedTuple):
    """One meeting as planned and as it stands; several guests are separated by semicolons."""

    meeting: str
    planned_start: str
    planned_end: str
    planned_table: str
    start: str
    end: str
    table: str
    host_id: str
    host: str
    host_organisation: str
    guest_ids: str
    guests: str
    guest_organisations: str
    outcome: str
    missed_by: str
    change: str
    request: str
    started_at: str
    ended_at: str
    reason: str


def rows(day: Day) -> tuple[MeetingRow, ...]:
    """Return all meetings by time, the planned ones and those made during the day."""
    repairs: dict[str, PlanChanged | PlanFact] = {}
    for entry in day.active():
        if isinstance(entry.fact, PlanChanged):
            repairs[entry.fact.meeting] = entry.fact
        elif isinstance(entry.fact, RoundFilled | Replanned):
            repairs.update((given.meeting, entry.fact) for given in entry.fact.instead_of)
    order = {slot.id: number for number, slot in enumerate(day.schedule.meeting_slots)}
    tables = {table.id: number for number, table in enumerate(day.schedule.tables)}

    def place(meeting: MeetingNow) -> tuple[int, int, str]:
        return order.get(meeting.slot or "", len(order)), tables.get(meeting.table or "", len(tables)), meeting.id

    return tuple(_row(day, m, repairs.get(m.id)) for m in sorted(day.meetings.values(), key=place))


def _row(day: Day, meeting: MeetingNow, repair: PlanChanged | PlanFact | None) -> MeetingRow:
    plan = meeting.planned
    planned_start, planned_end = _times(day, plan) if plan else ("", "")
    start, end = _times(day, meeting)
    return MeetingRow(
        meeting=meeting.id,
        planned_start=planned_start,
        planned_end=planned_end,
        planned_table=_table(day, plan.table if plan else None),
        start=start,
        end=end,
        table=_table(day, meeting.table),
        host_id=meeting.host,
        host=person_name(day, meeting.host),
        host_organisation=organisation_name(day, meeting.host),
        guest_ids="; ".join(meeting.guests),
        guests="; ".join(person_name(day, guest) for guest in meeting.guests),
        guest_organisations="; ".join(dict.fromkeys(organisation_name(day, guest) for guest in meeting.guests)),
        outcome=_outcome(meeting),
        missed_by=_missed_by(day, meeting),
        change=_change(day, meeting, repair),
        request=meeting.request or "",
        started_at=clock(day, meeting.started) if meeting.started is not None else "",
        ended_at=clock(day, meeting.ended) if meeting.ended is not None else "",
        reason=meeting.reason,
    )


def _outcome(meeting: MeetingNow) -> str:
    if meeting.status is MeetingStatus.MISSED and meeting.missed is not None:
        return _MISSED[meeting.missed]
    return meeting.status.value


def _missed_by(day: Day, meeting: MeetingNow) -> str:
    if meeting.status is not MeetingStatus.MISSED or meeting.missed is None:
        return ""
    people = {Side.HOST: (meeting.host,), Side.GUEST: meeting.guests, Side.BOTH: meeting.people}[meeting.missed]
    return "; ".join(dict.fromkeys(organisation_name(day, person) for person in people))


def _change(day: Day, meeting: MeetingNow, repair: PlanChanged | PlanFact | None) -> str:
    """Say how the meeting differs from the plan, or what was decided in its place."""
    plan = meeting.planned
    if plan is None:
        return f"filled from request {meeting.request}" if meeting.request else "added during the day"
    changes = []
    if plan.slot != meeting.slot:
        changes.append("moved to another time")
    if plan.table != meeting.table:
        changes.append("moved to another table")
    if plan.people != meeting.people:
        changes.append(f"instead of {', '.join(person_name(day, p) for p in plan.people if p not in meeting.people)}")
    if not changes and repair is not None:
        changes.append(_decision(day, meeting, repair))
    return "; ".join(changes)


def _decision(day: Day, meeting: MeetingNow, repair: PlanChanged | PlanFact) -> str:
    if isinstance(repair, RoundFilled | Replanned):
        then = [change for change in repair.changes if change.slot == meeting.slot]
        here = [c for c in then if {c.host, *c.guests} & {*meeting.people} or c.table == meeting.table]
        return f"slot given to {', '.join(change.meeting for change in here)}" if here else "given up"
    match repair.repair:
        case RepairKind.FILL | RepairKind.PULL_FORWARD:
            return f"slot given to {', '.join(change.meeting for change in repair.changes)}"
        case RepairKind.WAIT:
            return f"waited until {hhmm(local(day, repair.waits_until))}" if repair.waits_until else "waited"
        case RepairKind.LEAVE_EMPTY:
            return "left empty"
        case RepairKind.MOVE | RepairKind.SUBSTITUTE | RepairKind.SWAP:
            return ""


def _times(day: Day, meeting: Meeting | MeetingNow) -> tuple[str, str]:
    known = day.schedule.time_of(meeting)
    return (f"{known.start:%Y-%m-%d %H:%M}", f"{known.end:%Y-%m-%d %H:%M}") if known else (meeting.slot or "", "")


def _table(day: Day, table: str | None) -> str:
    return table_label(day, table) if table else ""
