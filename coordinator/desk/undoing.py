"""Which entries an undo or a redo means; pure.

What was written in one transaction is one action: same desk, same moment. It is taken back as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.entries import (
    BadgeGiven,
    BlanksMade,
    ClockJumped,
    PrintEnded,
    PrintStarted,
    Redone,
    ScanRefused,
    SeenAgain,
    Undone,
    Unknown,
    Verdict,
    WalkedIn,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coordinator.domain.day import Day, Recorded
    from coordinator.domain.entries import Entry

_NO_ACTIONS = (ClockJumped, ScanRefused, SeenAgain, PrintStarted, PrintEnded, BlanksMade, Unknown)


def last_action(day: Day) -> tuple[Entry, ...]:
    """Return the entries of the newest action that can be taken back, the newest entry first."""
    for recorded in _newest_first(day):
        if _is_action(recorded) and recorded.entry.id not in day.undone:
            return _together(day, recorded.entry)
    return ()


def action_of(day: Day, entry: str) -> tuple[Entry, ...]:
    """Return what is taken back with one entry: it alone, but a walk-in and the blank badge they got go together."""
    wanted = day.history[entry].entry
    if isinstance(wanted.fact, WalkedIn | BadgeGiven) and entry not in day.undone:
        return _together(day, wanted)
    return (wanted,)


def last_undo(day: Day) -> tuple[Entry, ...]:
    """Return the entries that the newest undo took back, the oldest first, if nothing new was done since."""
    for recorded in _newest_first(day):
        fact = recorded.entry.fact
        if isinstance(fact, Undone) and fact.undoes in day.undone:
            return _taken_back(day, recorded.entry)
        if _is_action(recorded):
            return ()
    return ()


def _newest_first(day: Day) -> Iterator[Recorded]:
    return reversed(tuple(day.history.values()))


def _is_action(recorded: Recorded) -> bool:
    fact = recorded.entry.fact
    return recorded.verdict is Verdict.APPLIED and not isinstance(fact, (*_NO_ACTIONS, Undone, Redone))


def _moment(entry: Entry) -> tuple[str, int, int]:
    return entry.desk, entry.wall, entry.mono


def _together(day: Day, newest: Entry) -> tuple[Entry, ...]:
    return tuple(
        recorded.entry
        for recorded in _newest_first(day)
        if _moment(recorded.entry) == _moment(newest) and _is_action(recorded) and recorded.entry.id not in day.undone
    )


def _taken_back(day: Day, undo: Entry) -> tuple[Entry, ...]:
    """Return what this undo and those of the same moment took back, in the order in which it had happened."""
    targets = {
        recorded.entry.fact.undoes
        for recorded in day.history.values()
        if isinstance(recorded.entry.fact, Undone) and _moment(recorded.entry) == _moment(undo)
    }
    return tuple(day.history[known].entry for known in day.history if known in targets & day.undone)
