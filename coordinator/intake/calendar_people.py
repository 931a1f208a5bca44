"""Who meets whom in an event of a calendar: its attendees, or the two names in its title."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from coordinator.intake.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAIL = re.compile(r"^\s*mailto:\s*", re.IGNORECASE)
_WITH_HOME = re.compile(r"([^()]+?)\s*\(([^()]+)\)")
_MEETING = re.compile(
    r"^\s*(?:b2b|1[:\-–]1|one[ -]to[ -]one)?[ -]*"
    r"(?:meeting|treffen|gespräch|termin|rendez-vous|incontro|reunión|reunion|cita)?"
    r"(?:\s+(?:between|zwischen|entre|tra|of|von|di))?\s*[:\-–]?\s+",
    re.IGNORECASE,
)
_SURE = re.compile(r"\s+(?:x|×|<>|<->|<=>|↔|⇄|vs\.?|meets|trifft)\s+", re.IGNORECASE)
_LIKELY = re.compile(r"\s+(?:and|und|et|e|y|with|mit|avec|con|&|/|\||-|–|—)\s+", re.IGNORECASE)
_ROOMS = frozenset(("ROOM", "RESOURCE"))


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person as a calendar names them."""

    name: str
    email: str = ""
    organisation: str = ""


@dataclass(frozen=True, slots=True)
class Meets:
    """The people of an event, the host first, and its state as their answers make it."""

    people: tuple[Somebody, ...]
    state: str


def who_meets(summary: str, event: Any) -> Meets | None:
    """Return who meets in an event, None when it does not name two people."""
    organiser = next(_people(event, "ORGANIZER"), None)
    answers = dict(_answers(event))
    attendees = tuple(answers)
    titled, invited = _in_title(summary), _in_order(organiser, attendees)
    if titled and (len(invited) < 2 or (len(attendees) < 2 and _tells_more(titled, invited))):
        return Meets(tuple(_with_address(each, (*attendees, organiser)) for each in titled), "confirmed")
    if len(invited) < 2:
        return None
    declined = {each.email or each.name for each, answer in answers.items() if answer == "DECLINED"}
    there = tuple(each for each in invited if (each.email or each.name) not in declined)
    return Meets(there, "confirmed") if len(there) > 1 else Meets(invited, "declined")


def _tells_more(titled: tuple[Somebody, ...], invited: tuple[Somebody, ...]) -> bool:
    """Return whether the title names the two people better: a platform often organises and invites only one of them."""
    known = {fold(each.name) for each in invited if each.name} | {each.email.casefold() for each in invited}
    found = sum(fold(each.name) in known or each.email.casefold() in known - {""} for each in titled)
    return found == 1 or (found == 0 and any(not each.name for each in invited))


def _in_order(organiser: Somebody | None, attendees: tuple[Somebody, ...]) -> tuple[Somebody, ...]:
    """Put the organiser first where that is one of the people, and leave out an organiser of two others."""
    if organiser is None:
        return attendees
    same = next((each for each in attendees if each.email.casefold() == organiser.email.casefold()), None)
    if same is not None:
        return (replace(same, name=same.name or organiser.name), *(each for each in attendees if each != same))
    return (organiser, *attendees) if len(attendees) == 1 else attendees


def _in_title(summary: str) -> tuple[Somebody, Somebody] | None:
    bare = _MEETING.sub("", summary, count=1)
    sure = _SURE.split(bare)
    parts = sure if len(sure) == 2 else _LIKELY.split(bare) if bare != summary else []
    people = [_somebody(part) for part in parts if any(letter.isalpha() for letter in part)]
    return (people[0], people[1]) if len(people) == len(parts) == 2 else None


def _somebody(text: str) -> Somebody:
    """Read "Ana Ruiz (Alpha)", a bare name, or an address."""
    text = " ".join(text.split())
    if "@" in text and " " not in text:
        return Somebody("", text)
    found = _WITH_HOME.fullmatch(text)
    return Somebody(found[1], "", found[2]) if found else Somebody(text)


def _with_address(somebody: Somebody, known: tuple[Somebody | None, ...]) -> Somebody:
    same = (each for each in known if each and each.name and fold(each.name) == fold(somebody.name))
    found = next(same, None)
    return somebody if found is None or somebody.email else replace(somebody, email=found.email)


def _answers(event: Any) -> Iterator[tuple[Somebody, str]]:
    for value in _values(event, "ATTENDEE"):
        parameters = getattr(value, "params", {})
        kind, role = str(parameters.get("CUTYPE", "")).upper(), str(parameters.get("ROLE", "")).upper()
        if kind not in _ROOMS and role != "NON-PARTICIPANT" and (person := _person(value)) is not None:
            yield person, str(parameters.get("PARTSTAT", "")).upper()


def _people(event: Any, key: str) -> Iterator[Somebody]:
    return (person for value in _values(event, key) if (person := _person(value)) is not None)


def _person(value: Any) -> Somebody | None:
    address = _MAIL.sub("", str(value)).strip()
    email = address if "@" in address else ""
    somebody = _somebody(str(getattr(value, "params", {}).get("CN", "")).strip("\"' "))
    if somebody.email.casefold() == email.casefold():
        somebody = replace(somebody, name="")
    found = replace(somebody, email=email or somebody.email)
    return found if found.name or found.email else None


def _values(event: Any, key: str) -> list[Any]:
    value = event.get(key)
    return value if isinstance(value, list) else [] if value is None else [value]
