"""Reading iCalendar: each event is one row of a meeting list, or is set aside with the reason."""

from __future__ import annotations

import contextlib
import re
import warnings
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import icalendar
from icalendar.timezone import tzp

from coordinator.intake import limits
from coordinator.intake.calendar_people import Somebody, who_meets
from coordinator.intake.encodings import decode
from coordinator.intake.problems import Problem, Severity, unreadable
from coordinator.intake.rows import Row, Sheet, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coordinator.intake.text_file import Reading

COLUMNS = (
    *("meeting_id", "start", "end", "table_id", "status", "subject"),
    *("host_full_name", "host_email", "host_organisation"),
    *("guest_full_name", "guest_email", "guest_organisation", "description"),
)
_START, _PLACE = COLUMNS.index("start"), COLUMNS.index("table_id")
_BEGIN = re.compile(r"BEGIN:([A-Z-]+)\s*", re.IGNORECASE)
_END = re.compile(r"END:([A-Z-]+)\s*", re.IGNORECASE)
_SOMETHING_ELSE = {"VTODO": "a task, no meeting", "VJOURNAL": "a note, no meeting", "VFREEBUSY": "free and busy times"}
_STATES = {"CANCELLED": "cancelled", "TENTATIVE": "pending"}
_OFTEN = re.compile(r"FREQ=(?!YEARLY)|^RRULE(?![^\r\n]*FREQ)", re.IGNORECASE | re.MULTILINE)
_ZONE_LETTERS = 50_000
_DAYS_PER_YEAR = 366


@dataclass(frozen=True, slots=True)
class _Block:
    """One component of a calendar as it stands in the file."""

    kind: str
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class _Aside:
    """An event that is no row, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A row that an event gave, with what a person should look at; `sequence` tells later versions from earlier."""

    row: Row
    sequence: int
    doubts: tuple[str, ...] = ()


def read(name: str, content: bytes, encoding: str, tell: Callable[[int], None]) -> tuple[Reading, ...]:
    """Read the events of one calendar."""
    text = decode(name, content, encoding)
    if isinstance(text, Problem):
        return (text,)
    lines = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks = list(_blocks(lines))
    events = [block for block in blocks if block.kind in ("VEVENT", *_SOMETHING_ELSE)]
    if len(events) > limits.ROWS:
        return (_too_many(name),)
    _learn_zones(blocks)
    cancels = any(re.fullmatch(r"METHOD:CANCEL\s*", line, re.IGNORECASE) for line in lines)
    found: list[_Told | _Aside] = []
    for number, block in enumerate(events, start=1):
        tell(number)
        found.append(_row(block, cancels=cancels))
    told, aside = _newest(found)
    if not told:
        # The events are no rows, but they are counted.
        left = tuple((each.line, each.reason) for each in aside)
        counted = (Sheet(name, "", (), left),) if left else ()
        return (*counted, _no_meetings(name, aside, len(events)), *_cut_off(name, lines))
    rows = tuple(each.row for each in told)
    header = Row(min(1, rows[0].line - 1), _header(rows))
    sheet = Sheet(name, "", (header, *rows), tuple((each.line, each.reason) for each in aside))
    return (sheet, *(_doubt(name, t.row.line, sentence) for t in told for sentence in t.doubts), *_cut_off(name, lines))


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """Cut a calendar at its outermost events, tasks and time zones; what is not closed ends with the file."""
    kind, start, depth = "", 0, 0
    for number, line in enumerate(lines):
        if (begins := _BEGIN.fullmatch(line)) and begins[1].upper() != "VCALENDAR":
            if not depth:
                kind, start = begins[1].upper(), number
            depth += 1
        elif depth and (ends := _END.fullmatch(line)):
            depth = 0 if ends[1].upper() == kind else max(depth - 1, 1)
            if not depth:
                yield _Block(kind, start + 1, "\r\n".join(lines[start : number + 1]))


def _cut_off(name: str, lines: list[str]) -> Iterator[Problem]:
    begun = sum(line.strip().upper() == "BEGIN:VEVENT" for line in lines)
    ended = sum(line.strip().upper() == "END:VEVENT" for line in lines)
    if begun != ended:
        sentence = "The last event of this calendar does not end: the file was not copied to its end."
        yield unreadable(name, sentence, "Copy or export it again.", row=len(lines))


def _learn_zones(blocks: list[_Block]) -> None:
    """Let the time zones that the calendar describes itself be known to the events, and forget those of another."""
    tzp.use_zoneinfo()
    for block in blocks:
        # A rule that repeats every second would be counted out for ever; zones change once a year.
        if block.kind == "VTIMEZONE" and not _OFTEN.search(block.text) and len(block.text) < _ZONE_LETTERS:
            with contextlib.suppress(Exception), warnings.catch_warnings():
                warnings.simplefilter("ignore")
                icalendar.Calendar.from_ical(f"BEGIN:VCALENDAR\r\n{block.text}\r\nEND:VCALENDAR\r\n")


def _row(block: _Block, *, cancels: bool) -> _Told | _Aside:
    if block.kind != "VEVENT":
        return _Aside(block.line, _SOMETHING_ELSE[block.kind])
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _of_event(icalendar.Event.from_ical(block.text), block.line, cancels=cancels)
    except Exception:  # noqa: BLE001 - the parser may raise anything on a damaged event, and the others still count
        return _Aside(block.line, "this event is damaged")


def _of_event(event: Any, line: int, *, cancels: bool) -> _Told | _Aside:
    start, end = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if isinstance(start, date) and not isinstance(start, datetime):
        return _Aside(line, "lasts whole days, no meeting")
    if end is None and isinstance(start, datetime):
        end = _by_duration(event, start)
    summary = _text(event, "SUMMARY")
    meets = who_meets(summary, event)
    if meets is None:
        return _Aside(line, "does not say which two people meet")
    state = "cancelled" if cancels else _STATES.get(_text(event, "STATUS").upper(), meets.state)
    hosts, guests = _side(meets.people[:1]), _side(meets.people[1:])
    cells = [_id(event), _written(start), _written(end), _text(event, "LOCATION"), state, summary]
    cells += [*hosts, *guests, _text(event, "DESCRIPTION")[: limits.CELL_LETTERS]]
    row = Row(line, tuple(clean(cell) for cell in cells))
    return _Told(row, _sequence(event), tuple(_doubts(event, start)))


def _doubts(event: Any, start: object) -> Iterator[str]:
    if "RRULE" in event or "RDATE" in event:
        yield "This event repeats; only its first time was taken."
    zone = _first(event, "DTSTART").params.get("TZID", "") if isinstance(start, datetime) else ""
    if zone and isinstance(start, datetime) and start.tzinfo is None:
        yield f"The time zone “{zone}” is not known; the time was taken as the time at the event."


def _moment(event: Any, key: str) -> datetime | date | str | None:
    """Return a moment, the raw text where it cannot be read, None where there is none."""
    value = _first(event, key)
    if value is None:
        return None
    try:
        moment = value.dt
    except Exception:  # noqa: BLE001 - broken values raise what they like; the text is shown to the person instead
        return str(value)[:40]
    return moment if isinstance(moment, date) else str(value)[:40]


def _by_duration(event: Any, start: datetime) -> datetime | None:
    value = _first(event, "DURATION")
    length = getattr(value, "dt", None) if value is not None and not isinstance(value, icalendar.vBroken) else None
    if not isinstance(length, timedelta) or not timedelta(0) < length < timedelta(days=_DAYS_PER_YEAR):
        return None
    with contextlib.suppress(OverflowError):
        return start + length
    return None


def _written(moment: datetime | date | str | None) -> str:
    match moment:
        case datetime() if moment.tzinfo is not None:
            try:
                return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            except (OverflowError, ValueError):
                return moment.isoformat()
        case datetime() | date():
            return moment.isoformat()
        case None:
            return ""
        case str():
            return moment


def _id(event: Any) -> str:
    changed = _first(event, "RECURRENCE-ID")
    uid = _text(event, "UID")
    return f"{uid}@{_written(_moment(event, 'RECURRENCE-ID'))}" if uid and changed is not None else uid


def _sequence(event: Any) -> int:
    number = _text(event, "SEQUENCE")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0


def _side(people: tuple[Somebody, ...]) -> tuple[str, str, str]:
    """Return names, addresses and the organisation of one side; of several people each has a name."""
    if len(people) == 1:
        return people[0].name, people[0].email, people[0].organisation
    names = "; ".join((somebody.name or somebody.email).replace(";", ",") for somebody in people)
    return names, "; ".join(somebody.email for somebody in people), ""


def _newest(found: list[_Told | _Aside]) -> tuple[list[_Told], list[_Aside]]:
    """Keep the newest version of each event and set the others aside."""
    aside = [each for each in found if isinstance(each, _Aside)]
    kept: dict[str, _Told] = {}
    nameless: list[_Told] = []
    for told in found:
        if isinstance(told, _Aside):
            continue
        uid = told.row.cells[0]
        if not uid:
            nameless.append(told)
            continue
        other = kept.get(uid)
        if other is None or told.sequence >= other.sequence:
            kept[uid] = told
        if other is not None:
            older, newer = (other, told) if kept[uid] is told else (told, other)
            aside.append(_Aside(older.row.line, f"a newer version stands in line {newer.row.line}"))
    return sorted([*kept.values(), *nameless], key=lambda told: told.row.line), aside


def _header(rows: tuple[Row, ...]) -> tuple[str, ...]:
    """Call the place a venue, no table, where all events have the same one and several begin at once."""
    places = {row.cells[_PLACE] for row in rows}
    starts = Counter(row.cells[_START] for row in rows)
    is_venue = len(places) == 1 and "" not in places and max(starts.values()) > 1
    return tuple("venue" if is_venue and name == "table_id" else name for name in COLUMNS)


def _first(event: Any, key: str) -> Any:
    value = event.get(key)
    return value[0] if isinstance(value, list) and value else None if isinstance(value, list) else value


def _text(event: Any, key: str) -> str:
    value = _first(event, key)
    return "" if value is None else str(value)


def _no_meetings(name: str, aside: list[_Aside], events: int) -> Problem:
    if not events:
        return unreadable(name, "This calendar holds no events.", "Export it again, or choose another file.")
    reasons = Counter(each.reason for each in aside)
    told = "; ".join(f"{number} × {reason}" for reason, number in reasons.most_common(4))
    lines = ", ".join(str(each.line) for each in aside[:8])
    return unreadable(
        name,
        f"None of the {events} events of this calendar is a meeting of two people: {told} (line {lines}).",
        "Export the meetings with their attendees, or as a list (.xlsx or CSV).",
        row=aside[0].line,
    )


def _doubt(name: str, line: int, sentence: str) -> Problem:
    return Problem(Severity.LOOK_AT, name, "", line, "", "", sentence, "Check the time of this meeting.")


def _too_many(name: str) -> Problem:
    return unreadable(name, f"This calendar has more than {limits.ROWS:,} events.", "Export only this event.")
