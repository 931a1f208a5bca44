"""What the report of a day says: headline numbers, arrivals, use of tables, no-shows, and every meeting."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.domain.schedule import MeetingStatus, Phase, Side, moment
from coordinator.views.folding import natural
from coordinator.views.state import State, missing_people, stand
from coordinator.views.words import count, hhmm, local, organisation_name, person_name, table_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coordinator.domain.day import Day, MeetingNow
    from coordinator.domain.policy import Policy
    from coordinator.domain.schedule import Slot

_STEPS = (10, 20, 30, 60)
_MOST_BARS = 36
_MISSED = {Side.HOST: "host did not come", Side.GUEST: "guest did not come", Side.BOTH: "nobody came"}


@dataclass(frozen=True, slots=True)
class Headline:
    """The numbers of the day: people, and what became of the meetings."""

    here: int
    came: int
    people: int
    meetings: int
    held: int
    running: int
    moved: int
    missed: int
    unconfirmed: int
    walk_ins: int


@dataclass(frozen=True, slots=True)
class Arrivals:
    """How many people came for the first time between `label` and the next one."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class RoundUse:
    """What became of the tables in one round; the five numbers add up to the tables in use or more."""

    number: int
    time: str
    held: int
    coming: int
    unconfirmed: int
    missed: int
    free: int
    now: bool = False

    @property
    def busy(self) -> int:
        """Return at how many tables people meet or met."""
        return self.held + self.coming + self.unconfirmed

    @property
    def tables(self) -> int:
        """Return how many tables there were for the round."""
        return self.busy + self.missed + self.free


@dataclass(frozen=True, slots=True)
class NoShow:
    """Whose people did not come to how many meetings."""

    organisation: str
    meetings: int
    people: str


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One meeting: planned and actual time and table, both sides, and what became of it."""

    id: str
    order: tuple[str, tuple[tuple[int, int, str], ...]]
    planned: str
    actual: str
    host: str
    guest: str
    state: State
    moved: bool
    outcome: str


@dataclass(frozen=True, slots=True)
class Report:
    """The whole report; `note` says of when it is."""

    note: str
    finished: bool
    headline: Headline
    step: int
    arrivals: tuple[Arrivals, ...]
    rounds: tuple[RoundUse, ...]
    no_shows: tuple[NoShow, ...]
    meetings: tuple[MeetingLine, ...]

    @property
    def is_empty(self) -> bool:
        """Return whether there is nothing to report at all."""
        return not self.headline.people and not self.headline.meetings


def report(day: Day, now: datetime, policy: Policy) -> Report:
    """Return the report of the day as it stands at `now`."""
    states = {meeting.id: stand(day, meeting, now, policy).state for meeting in day.meetings.values()}
    phase = moment(day.schedule, now).phase
    finished = phase is Phase.AFTER
    step, arrivals = _arrivals(day)
    return Report(
        note="Day finished" if finished else f"As of {hhmm(now)}, day not finished",
        finished=finished,
        headline=_headline(day, states.values()),
        step=step,
        arrivals=arrivals,
        rounds=tuple(_round(day, n, slot, now, states) for n, slot in enumerate(day.schedule.meeting_slots, 1)),
        no_shows=_no_shows(day),
        meetings=tuple(sorted((_line(day, m, states[m.id]) for m in day.meetings.values()), key=lambda m: m.order)),
    )


def _headline(day: Day, states: Iterable[State]) -> Headline:
    found = Counter(states)
    people = [person for person in day.people() if person.registration.may_enter or _came(day, person.id)]
    return Headline(
        here=sum(1 for person in people if day.presence(person.id) is Presence.HERE),
        came=sum(1 for person in people if _came(day, person.id)),
        people=len(people),
        meetings=sum(1 for m in day.meetings.values() if m.status is not MeetingStatus.CANCELLED),
        held=found[State.HELD],
        running=found[State.RUNNING],
        moved=sum(1 for m in day.meetings.values() if m.version is not None and m.moved),
        missed=found[State.NO_SHOW] + found[State.MISSED],
        unconfirmed=found[State.UNCONFIRMED],
        walk_ins=sum(1 for standing in day.standings.values() if standing.walked_in),
    )


def _came(day: Day, person: str) -> bool:
    return day.standing(person).arrived is not None


def _arrivals(day: Day) -> tuple[int, tuple[Arrivals, ...]]:
    """Return the width of a bar in minutes, and the bars from the first arrival to the last without a gap."""
    times = sorted(local(day, s.arrived) for s in day.standings.values() if s.arrived is not None)
    if not times:
        return _STEPS[0], ()
    minutes = (times[-1] - times[0]).total_seconds() / 60
    step = next((step for step in _STEPS if minutes / step <= _MOST_BARS), _STEPS[-1])
    found = Counter(_floor(time, step) for time in times)
    bars, start = [], _floor(times[0], step)
    while start <= times[-1]:
        bars.append(Arrivals(hhmm(start), found[start]))
        start += timedelta(minutes=step)
    return step, tuple(bars)


def _floor(time: datetime, step: int) -> datetime:
    return time.replace(minute=time.minute - time.minute % step, second=0, microsecond=0)


def _round(day: Day, number: int, slot: Slot, now: datetime, states: dict[str, State]) -> RoundUse:
    here = [m for m in day.meetings.values() if m.slot == slot.id]
    found = Counter(states[m.id] for m in here)
    used = {m.table for m in here if m.status is not MeetingStatus.CANCELLED and m.table}
    tables = {table.id for table in day.schedule.tables if table.active} | used
    return RoundUse(
        number=number,
        time=hhmm(slot.start),
        held=found[State.HELD] + found[State.RUNNING],
        coming=sum(found[s] for s in (State.PLANNED, State.AT_RISK, State.READY, State.WAITING)),
        unconfirmed=found[State.UNCONFIRMED],
        missed=found[State.NO_SHOW] + found[State.MISSED],
        free=len(tables - used),
        now=slot.start <= now < slot.end,
    )


def _no_shows(day: Day) -> tuple[NoShow, ...]:
    meetings: Counter[str] = Counter()
    people: dict[str, dict[str, None]] = {}
    for meeting in day.meetings.values():
        if meeting.status is not MeetingStatus.MISSED:
            continue
        missing = missing_people(meeting, meeting.missed)
        for organisation in {organisation_name(day, person) for person in missing}:
            meetings[organisation] += 1
        for person in missing:
            people.setdefault(organisation_name(day, person), {})[person_name(day, person)] = None
    lines = (NoShow(name, number, ", ".join(people[name])) for name, number in meetings.items())
    return tuple(sorted(lines, key=lambda line: (-line.meetings, line.organisation)))


def _line(day: Day, meeting: MeetingNow, state: State) -> MeetingLine:
    plan = meeting.planned
    planned = _place(day, plan.slot, plan.table) if plan else ""
    actual = _place(day, meeting.slot, meeting.table)
    start = day.schedule.time_of(meeting)
    return MeetingLine(
        id=meeting.id,
        order=(f"{start.start:%Y-%m-%d %H:%M}" if start else "~", natural(table_label(day, meeting.table))),
        planned=planned or "not planned",
        actual=actual,
        host=organisation_name(day, meeting.host),
        guest=" · ".join(dict.fromkeys(organisation_name(day, guest) for guest in meeting.guests)),
        state=state,
        moved=meeting.version is not None and meeting.moved,
        outcome=_outcome(day, meeting, state),
    )


def _place(day: Day, slot: str | None, table: str | None) -> str:
    known = day.schedule.slot_by_id.get(slot or "")
    return f"{hhmm(known.start) if known else 'no time'} · T{table_label(day, table)}"


def _outcome(day: Day, meeting: MeetingNow, state: State) -> str:
    match state:
        case State.HELD:
            return f"Held{_since(day, meeting.started, ' from ')}{_since(day, meeting.ended, ' to ')}"
        case State.RUNNING:
            return f"Running{_since(day, meeting.started, ' since ')}"
        case State.NO_SHOW | State.MISSED:
            who = _MISSED[meeting.missed] if meeting.missed else "did not take place"
            return f"No-show: {who}"
        case State.CANCELLED:
            return f"Cancelled: {meeting.reason}" if meeting.reason else "Cancelled"
        case State.UNCONFIRMED:
            return "Not confirmed: nobody noted it"
        case State.WAITING:
            return "Waiting for somebody"
        case State.AT_RISK:
            return "Somebody is not here yet"
        case State.READY:
            return "Both here, not started"
        case State.PLANNED:
            return "To come"


def _since(day: Day, wall: int | None, word: str) -> str:
    return f"{word}{hhmm(local(day, wall))}" if wall is not None else ""


def arrivals_sentence(told: Report) -> str:
    """Say in one sentence how many came and when most did."""
    if not told.arrivals:
        return "Nobody has come yet."
    top = max(told.arrivals, key=lambda bar: bar.number)
    return f"{count(told.headline.came, 'person', 'people')} came, most from {top.label} ({top.number})"
