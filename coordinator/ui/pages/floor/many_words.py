"""What the panel says about an offer of many meetings: a filled round, or what somebody gets back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.ui.look import Tone
from coordinator.ui.pages.floor.cards import CardLine, Pick
from coordinator.ui.pages.floor.words import tells
from coordinator.views.deeds import place
from coordinator.views.words import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from coordinator.domain.day import Day
    from coordinator.planning.fill_all import FillOffer
    from coordinator.planning.restoring import Restoration

Line = tuple[str, str]
"""An icon and a sentence."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An offer in words: `verdict` says how good it is, with its tone; `accept` what the button does, if it can."""

    pick: Pick
    label: str
    icon: str
    title: str
    sentence: str = ""
    cards: tuple[CardLine, ...] = ()
    lines: tuple[Line, ...] = ()
    verdict: str = ""
    tone: Tone = Tone.OK
    accept: str = ""
    ready: bool = True


def fill_sheet(day: Day, offer: FillOffer | None, refusal: str) -> Sheet:
    """Say with which meetings a round would be filled."""
    label, icon = "Fill all", "sparkles"
    if offer is None or not offer.meetings:
        title = offer.title if offer else "Nothing to fill" if refusal else "Looking…"
        return Sheet(Pick.ALL, label, icon, title, refusal or (offer.blocked if offer else ""))
    cards = tuple(
        CardLine(
            new.change.meeting,
            new.title,
            new.before,
            new.after,
            new.reason,
            "",
            tells(day, (new.change.host, *new.change.guests)),
        )
        for new in offer.meetings
    )
    given = (("x", f"Given up: {place(day, day.meetings.get(g.meeting))}") for g in offer.instead_of)
    idle = len(offer.idle)
    here = (
        f"{count(idle, 'person is', 'people are')} here and idle; {len(offer.tells)} of them meet. Nobody else moves."
    )
    verdict, tone = ("Proven best", Tone.OK) if offer.is_best else ("A better choice may exist", Tone.WAIT)
    lines = (*given, *_told(day, offer.tells))
    return Sheet(Pick.ALL, label, icon, offer.title, here, cards, lines, verdict, tone, f"Fill {len(cards)}")


def restore_sheet(day: Day, offer: Restoration | None, refusal: str, left_out: frozenset[str]) -> Sheet:
    """Say what somebody gets back, and what not."""
    label, icon = "Restore", "history"
    if offer is None:
        return Sheet(Pick.SOME, label, icon, "Nothing to restore" if refusal else "Looking…", refusal)
    ways = (CardLine(w.meeting, w.title, w.before, w.after, w.reason, "", tells(day, w.tells)) for w in offer.ways)
    lost = (CardLine(no.meeting, no.title, "", "", "", "", "", no.why) for no in offer.lost)
    taken = taken_of(offer, left_out)
    lines = _told(day, taken.tells) if taken.ways else ()
    accept = f"Restore {len(taken.ways)}" if offer.ways else ""
    return Sheet(
        Pick.SOME, label, icon, offer.who, offer.sentence, (*ways, *lost), lines, accept=accept, ready=bool(taken.ways)
    )


def taken_of(offer: Restoration, left_out: frozenset[str]) -> Restoration:
    """Return what is restored without the cards that are not ticked."""
    return offer.only({way.meeting for way in offer.ways} - left_out)


def _told(day: Day, people: Iterable[str]) -> tuple[Line, ...]:
    people = tuple(people)
    return (
        ("users", f"Tell {tells(day, people)}"),
        ("printer", f"{count(len(people), 'agenda')} can be printed anew"),
        ("undo-2", "Ctrl+Z puts everything back"),
    )
