"""The command that fills a round: the best meetings of the standby pool for everybody who is idle and here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from coordinator.cli.commands import accepted_entry, change_as_json, say
from coordinator.desk.answers import Refusal
from coordinator.domain.schedule import Phase, moment
from coordinator.domain.trouble import WorldTrouble

if TYPE_CHECKING:
    import argparse

    from coordinator.desk.desk import Desk
    from coordinator.planning.fill_all import FillOffer


def fill(desk: Desk, asked: argparse.Namespace) -> int:
    """Print the best way to fill one round, and carry it out if asked to."""
    offer = desk.fill_offer(_slot(desk, asked.slot))
    if isinstance(offer, Refusal):
        raise WorldTrouble(offer.sentence)
    if not asked.json:
        _print(offer)
        return say(desk.accept(offer)) if asked.accept else 0
    entry = accepted_entry(desk.accept(offer)) if asked.accept else None
    print(json.dumps({**_document(offer), "entry": entry}, ensure_ascii=False, indent=2))
    return 0


def _slot(desk: Desk, named: str) -> str:
    """Return the id of the slot that is meant; nothing for the one that comes next."""
    if named.upper() == "NEXT":
        return ""
    at = moment(desk.day.schedule, desk.now)
    if named.upper() != "NOW":
        return named
    if at.phase is not Phase.RUNNING or at.slot is None:
        raise WorldTrouble("No round runs now.")
    return at.slot.id


def _print(offer: FillOffer) -> None:
    print(f"{offer.title}   [{offer.id}]")
    for number, meeting in enumerate(offer.meetings, 1):
        print(f"{number}. {meeting.title}")
        print(f"   {meeting.before} → {meeting.after}")
        print(f"   {meeting.reason}")
    print(offer.blocked or " · ".join(offer.effects))


def _document(offer: FillOffer) -> dict[str, Any]:
    return {
        "id": offer.id,
        "slot": offer.slot,
        "title": offer.title,
        "blocked": offer.blocked,
        "value": offer.value,
        "bound": offer.bound,
        "best": offer.is_best,
        "idle": list(offer.idle),
        "tells": list(offer.tells),
        "effects": list(offer.effects),
        "instead_of": [given.meeting for given in offer.instead_of],
        "meetings": [
            {
                "title": meeting.title,
                "reason": meeting.reason,
                "before": meeting.before,
                "after": meeting.after,
                "value": meeting.value,
                **change_as_json(meeting.change),
            }
            for meeting in offer.meetings
        ],
    }
