"""What the check-in page says about a scan: who, where to go, and what the person at the desk does now."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.checkin import (
    AlreadyHere,
    BlankBadge,
    DamagedBadge,
    DoubleRead,
    ForeignContent,
    Goodbye,
    NotHere,
    OtherEvent,
    PartialBadge,
    Replaced,
    UnknownBadge,
    Welcome,
    Withdrawn,
)
from coordinator.domain.people import Registration
from coordinator.views.agenda import Place, where_to
from coordinator.views.countries import country_name
from coordinator.views.words import clock, count, hhmm, local, organisation_name, person_name

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from coordinator.domain.checkin import Outcome
    from coordinator.domain.day import Day


class Tone(StrEnum):
    """Green, amber or red; the words say the same."""

    OK = "ok"
    AGAIN = "again"
    NO = "no"


class Sign(StrEnum):
    """The large mark beside the name."""

    ARRIVED = "arrived"
    AGAIN = "again"
    LEFT = "left"
    STOP = "stop"
    UNREAD = "unread"
    WARNING = "warning"
    UNDONE = "undone"


class Deed(StrEnum):
    """What can be done right after a scan."""

    UNDO = "undo"
    CHECK_IN = "check in"
    CHECK_OUT = "check out"
    PRINT_BADGE = "print badge"
    REPLACE_BADGE = "replace badge"
    AGENDA = "agenda"
    WALK_IN = "walk in"
    FIND = "find"


@dataclass(frozen=True, slots=True)
class Banner:
    """The answer to a scan; it holds either a place to go to or steps for the desk."""

    tone: Tone
    sign: Sign
    kicker: str
    aside: str
    title: str
    line: str
    place: Place | None = None
    steps: tuple[str, ...] = ()
    deeds: tuple[Deed, ...] = field(default=())


_NO_BREAK = "\u00a0"
_PERSON_DEEDS = (Deed.PRINT_BADGE, Deed.AGENDA)
_STRANGER_DEEDS = (Deed.WALK_IN, Deed.FIND)


def banner(day: Day, outcome: Outcome, at: int, now: datetime) -> Banner:
    """Say what this outcome, of a scan at `at` (UTC ms), means to the person at the desk."""
    match outcome:
        case Welcome(person, copied=True):
            return _copied(day, person, clock(day, at))
        case AlreadyHere(person, copied=True):
            return _copied(day, person, clock(day, at))
        case Welcome(person):
            place = where_to(day, person, now)
            return _of(day, person, Tone.OK, Sign.ARRIVED, "CHECKED IN", clock(day, at), place, Deed.UNDO)
        case AlreadyHere(person, since, desk):
            aside = f"since {hhmm(local(day, since))} at {desk}"
            place = where_to(day, person, now)
            return _of(day, person, Tone.AGAIN, Sign.AGAIN, "ALREADY HERE", aside, place, Deed.CHECK_OUT)
        case DoubleRead(person):
            place = where_to(day, person, now)
            return _of(day, person, Tone.OK, Sign.ARRIVED, "IS HERE", "read twice, counted once", place, Deed.CHECK_OUT)
        case Goodbye(person):
            place = _still_to_come(day, person, now)
            return _of(day, person, Tone.OK, Sign.LEFT, "CHECKED OUT", clock(day, at), place, Deed.UNDO)
        case NotHere(person):
            place = where_to(day, person, now)
            aside = "nothing to check out"
            return _of(day, person, Tone.AGAIN, Sign.WARNING, "NOT CHECKED IN", aside, place, Deed.CHECK_IN)
        case Replaced(person):
            return _replaced(day, person)
        case Withdrawn(person):
            return _withdrawn(day, person)
        case BlankBadge():
            return _blank()
        case OtherEvent() | UnknownBadge() | DamagedBadge() | PartialBadge() | ForeignContent():
            return _nobody(outcome)


def taken_back(said: Banner) -> Banner:
    """Say that what this banner told no longer holds."""
    deeds = tuple(deed for deed in said.deeds if deed is not Deed.UNDO)
    aside = f"was: {said.kicker.capitalize()}"
    return replace(
        said, tone=Tone.AGAIN, sign=Sign.UNDONE, kicker="TAKEN BACK", aside=aside, deeds=(Deed.CHECK_IN, *deeds)
    )


def not_saved(said: Banner) -> Banner:
    """Say that the scan is kept in memory and not yet on disk."""
    return replace(said, aside=f"{said.aside} · not saved yet")


def about(day: Day, person: str) -> str:
    """Say who somebody is in one line: organisation, kind of participant, country."""
    known = day.person(person)
    if known is None:
        return ""
    organisation = day.organisation(known.organisation)
    country = country_name(known.country or (organisation.country if organisation else ""))
    kind = known.participant_type
    return _dotted((organisation_name(day, person), kind.replace(" ", _NO_BREAK), country.replace(" ", _NO_BREAK)))


def _of(  # noqa: PLR0917 - the parts of a banner in their order
    day: Day, person: str, tone: Tone, sign: Sign, kicker: str, aside: str, place: Place, first: Deed
) -> Banner:
    title = person_name(day, person)
    return Banner(tone, sign, kicker, aside, title, about(day, person), place, deeds=(first, *_PERSON_DEEDS))


def _copied(day: Day, person: str, time: str) -> Banner:
    steps = (
        "This badge was just read at another desk",
        "Ask for the name: is it the same person?",
        "If not, keep this badge and print a new one",
    )
    deeds = (Deed.UNDO, Deed.PRINT_BADGE, Deed.AGENDA)
    title, line = person_name(day, person), about(day, person)
    return Banner(Tone.AGAIN, Sign.WARNING, "COPIED BADGE?", time, title, line, steps=steps, deeds=deeds)


def _still_to_come(day: Day, person: str, now: datetime) -> Place:
    open_ones = [(m, day.schedule.time_of(m)) for m in day.meetings_of(person) if m.is_open]
    to_come = [(m, slot) for m, slot in open_ones if slot and now < slot.end]
    if not to_come:
        return Place("STILL TO COME", "Nothing", "", "no more meetings today")
    meeting, first = to_come[0]
    whom = ", ".join(dict.fromkeys(organisation_name(day, p) for p in meeting.people if p != person))
    when = f"next at {hhmm(first.start)}" if now < first.start else f"the one at {hhmm(first.start)} has begun"
    return Place("STILL TO COME", count(len(to_come), "meeting"), whom, when)


def _replaced(day: Day, person: str) -> Banner:
    steps = (
        "Ask for the new badge and scan it",
        "Without it: ask for the name and check in by hand",
        "Keep the old badge at the desk",
    )
    line = "This badge was replaced. Only the newer one opens the door."
    deeds = (Deed.CHECK_IN, Deed.PRINT_BADGE, Deed.AGENDA)
    title = person_name(day, person)
    return Banner(Tone.NO, Sign.STOP, "OLD BADGE", "not checked in", title, line, steps=steps, deeds=deeds)


def _withdrawn(day: Day, person: str) -> Banner:
    known = day.person(person)
    rejected = known is not None and known.registration is Registration.REJECTED
    word = "rejected" if rejected else "cancelled"
    steps = (
        "Do not hand out a badge yet",
        "Ask the organiser",
        "If they agree, add the guest as a walk-in",
    )
    line = _dotted((f"The registration was {word}", organisation_name(day, person)))
    title = person_name(day, person)
    kicker = f"REGISTRATION {word.upper()}"
    return Banner(Tone.NO, Sign.STOP, kicker, "not checked in", title, line, steps=steps, deeds=_STRANGER_DEEDS)


def _blank() -> Banner:
    steps = ("Add its owner with F6: name and organisation", "Write the name on the badge", "From then on it is theirs")
    line = "It was made for a walk-in and belongs to nobody yet."
    words = "BLANK BADGE", "no owner yet", "Blank badge", line
    return Banner(Tone.AGAIN, Sign.WARNING, *words, steps=steps, deeds=(Deed.WALK_IN,))


def _nobody(outcome: OtherEvent | UnknownBadge | DamagedBadge | PartialBadge | ForeignContent) -> Banner:
    by_name = "Ask for the name and type it"
    match outcome:
        case UnknownBadge(code):
            steps = (by_name, "Or add the guest as a walk-in", "Keep the old badge at the desk")
            words = (
                "NOT ON THE LIST",
                f"code {code}…",
                "Unknown badge",
                "It was made for this event, but nobody has it.",
            )
            return Banner(Tone.NO, Sign.STOP, *words, steps=steps, deeds=_STRANGER_DEEDS)
        case OtherEvent():
            steps = ("Ask for the badge of this event", by_name, "Or add the guest as a walk-in")
            words = "ANOTHER EVENT", "not checked in", "Badge of another event", "It opens no door here."
            return Banner(Tone.NO, Sign.STOP, *words, steps=steps, deeds=_STRANGER_DEEDS)
        case ForeignContent():
            steps = (by_name, "Or add the guest as a walk-in", "Scan the code on the badge, no other one")
            words = (
                "NOT A BADGE",
                "not checked in",
                "Not on the list",
                "Neither a badge of this event nor a name in it.",
            )
            return Banner(Tone.NO, Sign.STOP, *words, steps=steps, deeds=_STRANGER_DEEDS)
        case DamagedBadge() | PartialBadge():
            steps = ("Hold the badge flat and scan it again", "Wipe it if it is dirty or wet", "Or type the name")
            whole = isinstance(outcome, DamagedBadge)
            line = "Some letters of the code are wrong." if whole else "Only a part of the code arrived."
            words = "NOT READ", "not checked in", "Scan again", line
            return Banner(Tone.AGAIN, Sign.UNREAD, *words, steps=steps, deeds=_STRANGER_DEEDS)


def _dotted(parts: Iterable[str]) -> str:
    return "  ·  ".join(part for part in parts if part)
