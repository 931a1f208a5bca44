"""How the sentences about a scan look: icons, tones and buttons."""

from __future__ import annotations

from coordinator.domain.day import Presence
from coordinator.ui.look import Tone
from coordinator.ui.widgets import (
    Act,
    DayLine,
    Found,
    GoTo,
    MatchLine,
    MissingLine,
    Result,
    ScanRow,
    Steps,
    Verdict,
)
from coordinator.views import arrivals, banner, search
from coordinator.views.agenda import Mark, Round
from coordinator.views.banner import Banner, Deed, Sign

_VERDICTS = {banner.Tone.OK: Verdict.OK, banner.Tone.AGAIN: Verdict.AGAIN, banner.Tone.NO: Verdict.NO}
_SIGNS = {
    Sign.ARRIVED: "circle-check",
    Sign.AGAIN: "history",
    Sign.LEFT: "log-out",
    Sign.STOP: "octagon-x",
    Sign.UNREAD: "scan-line",
    Sign.WARNING: "triangle-alert",
    Sign.UNDONE: "undo-2",
}
ACTS = {
    Deed.UNDO: Act(Deed.UNDO.value, "undo-2", "Undo", "Ctrl+Z"),
    Deed.CHECK_IN: Act(Deed.CHECK_IN.value, "log-in", "Check in", "F5"),
    Deed.CHECK_OUT: Act(Deed.CHECK_OUT.value, "log-out", "Check out", "F7"),
    Deed.PRINT_BADGE: Act(Deed.PRINT_BADGE.value, "printer", "Print badge", "F9"),
    Deed.REPLACE_BADGE: Act(Deed.REPLACE_BADGE.value, "replace", "Replace badge", "Shift+F9"),
    Deed.AGENDA: Act(Deed.AGENDA.value, "calendar-days", "Agenda", "F8"),
    Deed.WALK_IN: Act(Deed.WALK_IN.value, "user-plus", "Add as walk-in", "F6"),
    Deed.FIND: Act(Deed.FIND.value, "search", "Find by name", "Ctrl+F"),
}
_MARKS: dict[Mark, tuple[str, Tone]] = {
    Mark.HERE: ("presence-here", Tone.OK),
    Mark.WAITING: ("hourglass", Tone.WAIT),
    Mark.LATE: ("presence-late", Tone.WAIT),
    Mark.AWAY: ("presence-away", Tone.BAD),
    Mark.RUNNING: ("circle-play", Tone.OK),
    Mark.HELD: ("check", Tone.NEUTRAL),
    Mark.MISSED: ("user-x", Tone.BAD),
    Mark.OFF: ("minus", Tone.NEUTRAL),
    Mark.WISH: ("sparkles", Tone.ACCENT),
    Mark.FREE: ("", Tone.NEUTRAL),
    Mark.OPEN: ("circle-question-mark", Tone.WAIT),
}
_SCAN_MARKS: dict[Mark, tuple[str, Tone]] = {
    Mark.HERE: ("circle-check", Tone.OK),
    Mark.LATE: ("history", Tone.WAIT),
    Mark.AWAY: ("log-out", Tone.NEUTRAL),
    Mark.MISSED: ("octagon-x", Tone.BAD),
}
_PRESENCE: dict[Presence, tuple[str, Tone]] = {
    Presence.HERE: ("presence-here", Tone.OK),
    Presence.LATE: ("presence-late", Tone.WAIT),
    Presence.ABSENT: ("presence-away", Tone.BAD),
    Presence.LEFT: ("presence-away", Tone.NEUTRAL),
    Presence.UNKNOWN: ("circle", Tone.NEUTRAL),
}


def result(said: Banner) -> Result:
    """Dress the answer to a scan."""
    box: GoTo | Steps | None = Steps("WHAT TO DO", said.steps) if said.steps else None
    if said.place is not None:
        place = said.place
        box = GoTo(place.heading, place.place, place.whom, place.remark, arrow=bool(place.whom))
    acts = tuple(ACTS[deed] for deed in said.deeds)
    return Result(_VERDICTS[said.tone], _SIGNS[said.sign], said.kicker, said.aside, said.title, said.line, box, acts)


def day_line(row: Round) -> DayLine:
    """Dress one round of somebody's day."""
    icon, tone = _MARKS[row.mark]
    note = f"{row.note} · moved" if row.moved and row.note else row.note
    if row.moved and row.mark is Mark.HERE:
        tone = Tone.MOVED
    return DayLine(row.time, row.table, row.title, note, icon, tone, row.current, row.over)


def missing_line(row: arrivals.Missing) -> MissingLine:
    """Dress somebody who is missing."""
    tone = Tone.BAD if row.late else Tone.WAIT
    return MissingLine(row.person, row.table, row.name, row.organisation, row.due, row.phone, tone)


def scan_row(row: arrivals.ScanLine) -> ScanRow:
    """Dress a scan that was."""
    icon, tone = _SCAN_MARKS.get(row.mark, ("circle", Tone.NEUTRAL))
    return ScanRow(icon, tone, row.name, row.word, row.time)


def found(hit: search.Hit) -> Found:
    """Dress somebody found by name."""
    icon, tone = _PRESENCE[hit.presence]
    return Found(hit.person, hit.name, hit.detail, hit.note, tone, icon)


def match_line(near: search.Near) -> MatchLine:
    """Dress somebody whose badge it might have been."""
    return MatchLine(near.person, near.code, near.name, near.detail, near.note)
