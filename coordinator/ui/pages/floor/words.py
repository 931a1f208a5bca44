"""What the floor's panel says about proposals, and which buttons it has for a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.domain.day import Presence
from coordinator.domain.entries import RepairKind
from coordinator.domain.schedule import MeetingStatus
from coordinator.ui.pages.floor.cards import CardLine
from coordinator.ui.pages.floor.deeds import of_kind
from coordinator.ui.pages.floor.panel import Action
from coordinator.views.floor_cells import Kind
from coordinator.views.words import count, hhmm, local, organisation_name, person_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from coordinator.domain.day import Day
    from coordinator.planning.proposals import Offers, Proposal
    from coordinator.ui.pages.floor.offers import Shown
    from coordinator.views.floor_panel import Panel

PLACES = frozenset(RepairKind) - {RepairKind.WAIT, RepairKind.LEAVE_EMPTY}
"""Repairs after which somebody's paper is out of date."""


def card_lines(day: Day, shown: Iterable[Shown]) -> tuple[CardLine, ...]:
    """Return the proposals as cards."""
    return tuple(_card(day, each) for each in shown)


def _card(day: Day, shown: Shown) -> CardLine:
    proposal = shown.proposal
    return CardLine(
        shown.key,
        proposal.title,
        proposal.before,
        proposal.after,
        proposal.reason,
        " · ".join(proposal.effects),
        tells(day, proposal.tells),
        shown.gone,
    )


def tells(day: Day, people: Iterable[str]) -> str:
    """Name who must be told, with their organisations and telephone numbers."""
    found = []
    for person in people:
        known = day.person(person)
        phone = f", {known.phone}" if known and known.phone else ""
        found.append(f"{person_name(day, person)} ({organisation_name(day, person)}{phone})")
    return " · ".join(found)


def consequences(day: Day, proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """Say what happens when this proposal is applied, each with an icon."""
    lines = []
    if proposal.kind in PLACES:
        people = {p for change in proposal.changes for p in (change.host, *change.guests)}
        lines.append(("printer", f"{count(len(people), 'agenda')} can be printed anew"))
    away = [p for p in proposal.tells if day.presence(p) is not Presence.HERE]
    if proposal.tells:
        *some, last = (person_name(day, p) for p in proposal.tells)
        names = f"{', '.join(some)} and {last}" if some else last
        few = "one is" if len(away) == 1 else f"{len(away)} are"
        absent = "" if not away else ": not here yet" if len(away) == len(proposal.tells) else f": {few} not here yet"
        lines.append(("users", f"Tell {names}{absent}"))
    if proposal.kind is RepairKind.WAIT:
        lines.append(("hourglass", "The table stays as it is until then"))
    lines.append(("undo-2", "Ctrl+Z puts everything back"))
    return tuple(lines)


def actions(day: Day, panel: Panel, offers: Offers | None, *, wide: bool) -> tuple[Action, ...]:
    """Return the buttons for a place."""
    return tuple(_actions(day, panel, offers, wide=wide)) if panel.meeting else ()


def _actions(day: Day, panel: Panel, offers: Offers | None, *, wide: bool) -> Iterator[Action]:
    if panel.missing and panel.status in (MeetingStatus.PLANNED, MeetingStatus.MISSED):
        yield Action("call", "Call", "phone")
        yield Action("arrived", "Arrived", "user-check", "H")
        waiting = of_kind(offers, RepairKind.WAIT)
        if waiting is not None:
            yield Action("wait", _wait_words(day, waiting, wide=wide), "hourglass", "W")
    if panel.status is MeetingStatus.PLANNED and panel.begun:
        if not panel.missing:
            yield Action("start", "Held" if "over" in panel.clock else "Start", "circle-play", "S")
        yield Action("no-show", "No-show", "user-x", "N")
    if panel.kind in (Kind.MISSED, Kind.EMPTY):
        yield Action("restore", "Restore", "history", "B")
    if panel.status is MeetingStatus.RUNNING:
        yield Action("start", "Held" if "over" in panel.clock else "Ended", "flag", "S")
        yield Action("no-show", "No-show", "user-x", "N")


def _wait_words(day: Day, proposal: Proposal, *, wide: bool) -> str:
    if "5 more minutes" in proposal.title:
        return "Wait 5 min" if wide else "+5 min"
    until = hhmm(local(day, proposal.waits_until or 0))
    return f"Wait till {until}" if wide else f"Till {until}"


def phones(panel: Panel) -> str:
    """Return the numbers of those who are missing, to be read while dialling."""
    missing = [party for party in panel.parties if party.person in panel.missing]
    return "\n".join(f"{party.name}: {party.phone or 'no phone'}" for party in missing)
