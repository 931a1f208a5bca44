"""How a desk comes to stand before an event: a new file, an existing one, or the sample event."""

from __future__ import annotations

import re
import secrets
import uuid
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from coordinator.desk.clock import OwnClock, SystemClock
from coordinator.desk.desk import Desk
from coordinator.domain import badge
from coordinator.domain.trouble import WorldTrouble
from coordinator.store import restore as store_restore
from coordinator.store.event_file import EventFile
from coordinator.views.words import count

if TYPE_CHECKING:
    from pathlib import Path

    from coordinator.desk.clock import Clock
    from coordinator.domain.schedule import EventInfo

SAMPLE = "sample-"
"""How the identity of a sample event begins; such an event runs on a clock of its own."""

DEFAULT_DESK = "Desk 1"

_TIME_OF_DAY = re.compile(r"\d\d?:\d\d(:\d\d)?")


def create(path: Path, info: EventInfo, *, clock: Clock | None = None, desk: str = DEFAULT_DESK) -> Desk:
    """Create a new event file, refusing to touch an existing one, and stand before it."""
    return _create(path, info, str(uuid.uuid4()), clock or SystemClock(), desk)


def create_sample(path: Path, info: EventInfo, clock: Clock, desk: str = DEFAULT_DESK) -> Desk:
    """Create the file of a sample event, known as such by its identity."""
    return _create(path, info, f"{SAMPLE}{uuid.uuid4()}", clock, desk)


def open_event(path: Path, *, clock: Clock | None = None, desk: str = DEFAULT_DESK, trust_file: bool = False) -> Desk:
    """Stand before an existing event file; a sample event goes on at the time at which it was left.

    `trust_file` takes a file that contradicts its safety journal as it is.
    """
    file = EventFile.open(path, trust_file=trust_file)
    try:
        if clock is None and file.event_id.startswith(SAMPLE):
            clock = OwnClock(max(recorded.entry.wall for recorded in file.journal()))
        return Desk(file, desk, clock or SystemClock())
    except BaseException:
        file.close()
        raise


def open_at(path: Path, at: str | None, *, desk: str = DEFAULT_DESK, trust_file: bool = False) -> Desk:
    """Stand before an existing event file at a time of its day: 09:52, or a date with time; None is now."""
    if at is None:
        return open_event(path, desk=desk, trust_file=trust_file)
    clock = OwnClock(0, speed=0)
    opened = open_event(path, clock=clock, desk=desk, trust_file=trust_file)
    try:
        info = opened.day.schedule.event
        clock.set(moment(at, datetime.combine(info.date, time(), ZoneInfo(info.timezone))))
    except BaseException:
        opened.close()
        raise
    return opened


def moment(text: str, day: datetime) -> int:
    """Read a time of day, or a date with time, in the zone of `day`; returns UTC milliseconds."""
    try:
        if _TIME_OF_DAY.fullmatch(text.strip()):
            hour, minute, *second = (int(part) for part in text.strip().split(":"))
            read = day.replace(hour=hour, minute=minute, second=second[0] if second else 0)
        else:
            read = datetime.fromisoformat(text.strip())
            read = read if read.tzinfo else read.replace(tzinfo=day.tzinfo)
    except ValueError:
        raise WorldTrouble(f"“{text}” is no time; write 09:52 or 2017-05-16T09:52.") from None
    return int(read.astimezone(UTC).timestamp() * 1000)


def restore(backup: Path, event: Path) -> str:
    """Put a backup in the place of the event file, bring it up to date, and say what was done."""
    done = store_restore.restore(backup, event)
    said = f"{event} is restored from {backup}"
    if done.entries_brought_back:
        said += f"; {count(done.entries_brought_back, 'entry', 'entries')} that came after it are back as well"
    if done.quarantine:
        said += f". The old file is kept in {done.quarantine}"
    return f"{said}."


def is_sample(desk: Desk) -> bool:
    """Return whether this event runs on a clock of its own."""
    return desk.event_id.startswith(SAMPLE)


def _create(path: Path, info: EventInfo, event_id: str, clock: Clock, desk: str) -> Desk:
    file = EventFile.create(path, info, tag=badge.make_tag(secrets.randbelow), event_id=event_id)
    return Desk(file, desk, clock)
