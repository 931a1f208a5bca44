"""People and their organisations: as the participant list has them, or made from the meetings they are in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.domain.people import Organisation, Person
from coordinator.intake import values
from coordinator.intake.folding import fold, slug, veiled

if TYPE_CHECKING:
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.rows import Record

SIDES = ("A", "B")


class Roster:
    """Everybody who was found, by id, e-mail and name."""

    def __init__(self, ledger: Ledger) -> None:
        self.people: dict[str, Person] = {}
        self.organisations: dict[str, Organisation] = {}
        self.origins: dict[str, Record] = {}
        self.given = False
        self._ledger = ledger
        self._by_email: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}

    def enrol(self, record: Record, person: Person, organisation: str) -> str | None:
        """Take a person of the participant list; return the id, None when the row is no new person."""
        self.given = True
        if person.id and person.id in self.people:
            sentence = f"The id {person.id} stands in row {self.origins[person.id].line} already."
            self._ledger.spoil(record, "participant_id", sentence, "Give each person an id of their own.")
            return None
        same = self._same(person, organisation) if not person.id else None
        if same is not None:
            self._ledger.leave_record(record, f"the same person as row {self.origins[same].line}")
            return None
        twin = self._by_email.get(person.email.casefold()) if person.email else None
        if twin is not None:
            sentence = f"{self.people[twin].name} in row {self.origins[twin].line} has the same e-mail address."
            self._ledger.look_at(record, "email", sentence, "Check that these are two people.")
        return self._keep(record, person, organisation)

    def find(self, reference: str) -> str | None:
        """Return the id of the person that is meant by an id, an e-mail address, or a name only one person has."""
        if reference in self.people:
            return reference
        if "@" in reference:
            return self._by_email.get(reference.casefold())
        named = self._by_name.get(fold(reference), []) if reference else []
        return named[0] if len(named) == 1 else None

    def meet(self, record: Record, person: Person, organisation: str, column: str) -> str:
        """Return the id of one side of a meeting: somebody known, or a new person made from what the row says."""
        known = self._known(person, organisation)
        if known is not None:
            self._compare(record, person, self.people[known], column)
            return known
        made = self._keep(record, person, organisation)
        if self.given:
            sentence = f"{person.name} is not in the list of participants and was added."
            self._ledger.look_at(record, column, sentence, "Check the spelling, or add the person to the list.")
        return made

    def _known(self, person: Person, organisation: str) -> str | None:
        if person.id:
            return person.id if person.id in self.people else None
        if person.email:
            found = self._by_email.get(person.email.casefold())
            if found is not None or not self.given:
                return found if found is None or self._same_name(found, person) else self._by_both(person, organisation)
        return self._by_both(person, organisation)

    def _by_both(self, person: Person, organisation: str) -> str | None:
        named = self._by_name.get(fold(person.name), [])
        home = _organisation_id(organisation or person.name, veil=not organisation)
        same = [known for known in named if self.people[known].organisation == home]
        if same:
            return same[0]
        return named[0] if len(named) == 1 and not organisation else None

    def _same(self, person: Person, organisation: str) -> str | None:
        by_email = self._by_email.get(person.email.casefold()) if person.email else None
        if by_email is not None and self._same_name(by_email, person):
            return by_email
        both = self._by_both(person, organisation) if organisation else None
        return both if both and not (person.email and self.people[both].email) else None

    def _same_name(self, known: str, person: Person) -> bool:
        return not person.name or fold(self.people[known].name) == fold(person.name)

    def _compare(self, record: Record, person: Person, known: Person, column: str) -> None:
        if person.name and fold(person.name) != fold(known.name):
            sentence = f"“{person.name}” is called “{known.name}” elsewhere."
            self._ledger.look_at(record, column, sentence, "Check that this is the same person.")

    def _keep(self, record: Record, person: Person, organisation: str) -> str:
        home = self._organisation(person, organisation)
        person_id = person.id or self._derive_id(person, organisation)
        self.people[person_id] = replace(person, id=person_id, organisation=home)
        self.origins[person_id] = record
        if person.email:
            self._by_email.setdefault(person.email.casefold(), person_id)
        self._by_name.setdefault(fold(person.name), []).append(person_id)
        return person_id

    def _derive_id(self, person: Person, organisation: str) -> str:
        if person.email:
            by_email = veiled("P", person.email.casefold())
            if by_email not in self.people:
                return by_email
        by_name = veiled("P", f"{fold(person.name)}\n{fold(organisation)}")
        return by_name if by_name not in self.people else veiled("P", f"{by_name}\n{person.email.casefold()}")

    def _organisation(self, person: Person, organisation: str) -> str:
        name = organisation or person.name
        known = _organisation_id(name, veil=not organisation)
        if known not in self.organisations:
            self.organisations[known] = Organisation(known, name, person.country, person.side)
        elif not self.organisations[known].country and person.country:
            self.organisations[known] = replace(self.organisations[known], country=person.country)
        return known


def _organisation_id(name: str, *, veil: bool) -> str:
    # Where a person stands for an organisation, the person's name must not become an id.
    return veiled("O", fold(name) or name) if veil or not slug(name) else slug(name)


def names_of(record: Record, prefix: str = "") -> tuple[str, str]:
    """Return first and last name of a row, cut from the full name where it has only that."""
    first, last = record.one_line(f"{prefix}first_name"), record.one_line(f"{prefix}last_name")
    full = record.one_line(f"{prefix}full_name")
    return (first, last) if first or last or not full else split_name(full)


def split_name(full: str) -> tuple[str, str]:
    """Cut a full name into first and last name: at a comma, else before the last word."""
    if "," in full:
        last, _, first = full.partition(",")
        return first.strip(), last.strip()
    first, _, last = full.rpartition(" ")
    return first, last


def side_of(record: Record, ledger: Ledger) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Return the side of a person, and the cell as an extra field where it is neither A nor B."""
    text = record.one_line("side")
    if text.upper() in ("", *SIDES):
        return text.upper(), ()
    ledger.look_at(record, "side", f"“{text}” is no side; sides are A and B.", "Write A or B, or leave the cell empty.")
    return "", ((record.headers["side"], text),)


def flag_of(record: Record, field: str, ledger: Ledger) -> bool:
    """Return a yes or no of a person's row; what cannot be read is no, and said."""
    found = values.yes_no_of(record.get(field))
    if found is None:
        ledger.look_at(record, field, "This is neither yes nor no; no was taken.", "Write yes or no.")
    return bool(found)
