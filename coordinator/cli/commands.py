"""The commands of the running day: scan, no-show, repair, undo, paper and log."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, TypeVar

from coordinator.desk.answers import Done, Refusal, Scanned
from coordinator.domain.checkin import AlreadyHere, DoubleRead, Goodbye, Welcome
from coordinator.domain.schedule import Side
from coordinator.domain.trouble import WorldTrouble
from coordinator.views import outcomes

if TYPE_CHECKING:
    import argparse

    from coordinator.desk.answers import Answer
    from coordinator.desk.desk import Desk
    from coordinator.domain.entries import Change
    from coordinator.planning.proposals import Offers, Proposal
    from coordinator.planning.restoring import Restoration

Found = TypeVar("Found")


def say(answer: Answer) -> int:
    """Print what happened, or why nothing did."""
    match answer:
        case Done(sentence, entries, saved):
            if not saved:
                raise WorldTrouble(f"{sentence}: not saved, because the disk refuses to write.")
            print(sentence, *(f"({entry})" for entry in entries[:1]))
            return 0
        case Refusal(sentence):
            raise WorldTrouble(sentence)


def accepted_entry(answer: Answer) -> str:
    """Return the journal entry of something that was carried out, or say why it was not."""
    match answer:
        case Done(sentence, (entry, *_), saved):
            if not saved:
                raise WorldTrouble(f"{sentence}: not saved, because the disk refuses to write.")
            return entry
        case Done(sentence) | Refusal(sentence):
            raise WorldTrouble(sentence)


def scan(desk: Desk, asked: argparse.Namespace) -> int:
    """Answer every line of standard input with ACK once it is on disk, else with NO."""
    if asked.checkpoint:
        answer = desk.stand_at(asked.checkpoint)
        if isinstance(answer, Refusal):
            raise WorldTrouble(answer.sentence)
    for line in sys.stdin:
        if line.strip():
            print(answered(desk, desk.scan(line.strip())), flush=True)
    return 0


def answered(desk: Desk, scanned: Scanned) -> str:
    """Write the answer to one scan as one line."""
    outcome = scanned.outcome
    if not scanned.saved:
        return f"NO not-saved {desk.trouble}"
    match outcome:
        case Welcome(person) | AlreadyHere(person) | DoubleRead(person) | Goodbye(person):
            return f"ACK {scanned.entry} {outcome.word} {person}"
        case _:
            return f"NO {outcome.word} {outcomes.sentence(desk.day, outcome)}"


def missed(desk: Desk, asked: argparse.Namespace) -> int:
    """Note a no-show."""
    return say(desk.mark_missed(asked.meeting, Side(asked.side)))


def blanks(desk: Desk, asked: argparse.Namespace) -> int:
    """Make badges without an owner, for walk-ins."""
    return say(desk.make_blanks(asked.number))


def propose(desk: Desk, asked: argparse.Namespace) -> int:
    """Print the proposals for one meeting, best first, or what a person can have back of what they lost."""
    if is_person(desk, asked.meeting):
        return restoration(desk, asked.meeting, as_json=asked.json)
    offers = desk.propose(asked.meeting)
    if isinstance(offers, Refusal):
        raise WorldTrouble(offers.sentence)
    if asked.json:
        print(json.dumps(_document(asked.meeting, offers), ensure_ascii=False, indent=2))
        return 0
    for number, proposal in enumerate(offers.proposals, 1):
        print(f"{number}. {proposal.title}   [{proposal.id}]")
        print(f"   {proposal.before} → {proposal.after}" if proposal.after else f"   {proposal.before}")
        print(f"   {proposal.reason}")
        print(f"   {' · '.join(proposal.effects)}")
    if offers.blocked:
        print(offers.blocked)
    return 0


def is_person(desk: Desk, known: str) -> bool:
    """Return whether this is the id of a person and of no meeting."""
    return known not in desk.day.meetings and desk.day.person(known) is not None


def found(answer: Found | Refusal) -> Found:
    """Return what the desk found, or say why there is nothing."""
    if isinstance(answer, Refusal):
        raise WorldTrouble(answer.sentence)
    return answer


def restoration(desk: Desk, person: str, *, as_json: bool) -> int:
    """Print what a person lost today and can have back, and what not."""
    offer = found(desk.restoration(person))
    if as_json:
        print(json.dumps(_restoration_document(offer), ensure_ascii=False, indent=2))
        return 0
    print(f"{offer.who}: {offer.sentence}" if offer.ways or offer.lost else offer.sentence)
    for number, way in enumerate(offer.ways, 1):
        print(f"{number}. {way.title}\n   {way.before} → {way.after}\n   {way.reason}")
    for lost in offer.lost:
        print(f"-  {lost.title}\n   {lost.why}")
    return 0


def _restoration_document(offer: Restoration) -> dict[str, Any]:
    ways = [{"title": way.title, "reason": way.reason, **change_as_json(way.change)} for way in offer.ways]
    lost = [{"meeting": no.meeting, "title": no.title, "why": no.why} for no in offer.lost]
    return {"person": offer.person, "tells": list(offer.tells), "ways": ways, "lost": lost}


def _document(meeting: str, offers: Offers) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "blocked": offers.blocked,
        "proposals": [_as_json(proposal) for proposal in offers.proposals],
    }


def _as_json(proposal: Proposal) -> dict[str, Any]:
    return {
        "id": proposal.id,
        "kind": str(proposal.kind),
        "title": proposal.title,
        "reason": proposal.reason,
        "effects": list(proposal.effects),
        "tells": list(proposal.tells),
        "changes": [change_as_json(change) for change in proposal.changes],
    }


def change_as_json(change: Change) -> dict[str, Any]:
    """Return one changed or new meeting for a JSON document."""
    return {
        "meeting": change.meeting,
        "host": change.host,
        "guests": list(change.guests),
        "slot": change.slot,
        "table": change.table,
        "request": change.request,
    }


def accept(desk: Desk, asked: argparse.Namespace) -> int:
    """Carry out a proposal that was printed before, or restore all that a person can have back."""
    if is_person(desk, asked.proposal):
        return say(desk.accept(found(desk.restoration(asked.proposal))))
    return say(desk.accept(found(desk.proposal(asked.proposal))))


def undo(desk: Desk, asked: argparse.Namespace) -> int:
    """Take back the last action, or one entry."""
    return say(desk.undo(asked.entry))


def redo(desk: Desk, _asked: argparse.Namespace) -> int:
    """Bring back what was taken back."""
    return say(desk.redo())
