"""People and their organisations: as the participant list has them, or made from the meetings they are in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from coordinator.domain.people import Organisation, Person
from coordinator.intake import asking, names, values
from coordinator.intake.folding import fold, slug, veiled
from coordinator.intake.ledger import MUST_BE_FIXED
from coordinator.intake.problems import Question, Severity

if TYPE_CHECKING:
    from coordinator.domain.schedule import Schedule
    from coordinator.intake.asking import Answers
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.rows import Record

SIDES = ("A", "B")


class Roster:
    """Everybody who was found, by id, e-mail and name.

    `known` is whom the event knows already, as long as no list of participants is read.
    """

    def __init__(self, ledger: Ledger, answers: Answers, known: Schedule | None = None) -> None:
        self.people: dict[str, Person] = {}
        self.organisations: dict[str, Organisation] = {}
        self.origins: dict[str, Record] = {}
        self.nameless: list[Record] = []
        self.given = False
        self._ledger = ledger
        self._answers = answers
        self._by_email: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = {}
        self._aliases: dict[str, str] = {}
        self._homes: dict[str, str] = {}
        if known is not None:
            for home in known.organisations:
                self._enter_home(home)
            for person in known.people:
                self._enter(person)

    def enrol(self, record: Record, person: Person, organisation: str) -> str | None:
        """Take a person of the participant list; return the id, None when the row is no new person."""
        self.given = True
        organisation = self._answers.home(organisation)
        if person.id and person.id in self.people:
            self._again(record, person, organisation)
            return None
        same = self._same(person, organisation) if not person.id else None
        if same is not None:
            self._ledger.leave_record(record, f"the same person as row {self.origins[same].line}")
            return None
        twin = self._twin(person, organisation)
        if twin is not None and self._is_one(record, person, organisation, twin):
            return None
        return self._keep(record, person, organisation)

    def find(self, reference: str) -> str | None:
        """Return the id of the person that is meant by an id, an e-mail address, or a name only one person has."""
        reference = self._aliases.get(reference, reference)
        if reference in self.people:
            return reference
        if "@" in reference:
            return self._by_email.get(reference.casefold())
        named = self._by_name.get(fold(reference), []) if reference else []
        return named[0] if len(named) == 1 else None

    def meet(self, record: Record, person: Person, organisation: str, column: str) -> str | None:
        """Return the id of one side of a meeting: somebody known, or a new person made from what the row says.

        None is returned when two people fit and a person has to say who is meant.
        """
        organisation = self._answers.home(organisation)
        fitting = self._fitting(person, organisation)
        if len(fitting) > 1:
            candidates = [(self.people[known], self.home_of(known)) for known in fitting]
            about = asking.told(person, organisation)
            answer = asking.chosen(self._answers.people.get(about), candidates)
            if answer is None:
                sentence = f"“{about}” can be {len(fitting)} people of the event."
                options = (*(asking.shown(*candidate) for candidate in candidates), asking.SOMEBODY_NEW)
                self._ledger.ask(Question.PERSON, record, column, sentence, options, about=about)
                self._ledger.leave_record(record, MUST_BE_FIXED)
                return None
            fitting = [answer] if answer else []
        if fitting:
            self._compare(record, person, self.people[fitting[0]], column)
            return fitting[0]
        made = self._keep(record, person, organisation)
        if self.given:
            sentence = f"{person.name} is not in the list of participants and was added."
            self._ledger.look_at(record, column, sentence, "Check the spelling, or add the person to the list.")
        return made

    def home_of(self, person: str) -> str:
        """Return the name of a person's organisation."""
        return self.organisations[self.people[person].organisation].name

    def _again(self, record: Record, person: Person, organisation: str) -> None:
        """Leave out a row whose id is taken: by the same person, as a list with a row for each product has it."""
        first = self.people[person.id]
        if self._same_name(person.id, person) and first.email.casefold() == person.email.casefold():
            self._ledger.leave_record(record, f"the same person as row {self.origins[person.id].line}")
            return
        sentence = f"The id {person.id} stands in row {self.origins[person.id].line} already."
        if self._is_one(record, person, organisation, person.id, ask=False):
            return
        self._ledger.spoil(record, "participant_id", sentence, "Give each person an id of their own.")

    def _twin(self, person: Person, organisation: str) -> str | None:
        """Return somebody who may be the same person: one address, or one name and organisation."""
        by_email = self._by_email.get(person.email.casefold()) if person.email else None
        if by_email is not None:
            return by_email
        both = self._by_both(person, organisation) if organisation else []
        return both[0] if both else None

    def _is_one(self, record: Record, person: Person, organisation: str, twin: str, *, ask: bool = True) -> bool:
        """Return whether a person said that a row is somebody of an earlier row; else it is asked about."""
        one, first = asking.told(person, organisation), self.people[twin]
        other = asking.told(first, self.home_of(twin))
        if self._answers.are_one(one, other):
            self._ledger.leave_record(record, f"the same person as row {self.origins[twin].line}, by choice")
            if person.id and person.id != twin:
                self._aliases[person.id] = twin
            self._by_name.setdefault(fold(person.name), []).append(twin)
            return True
        about, options = asking.pair(one, other), (asking.TWO_PEOPLE, asking.ONE_PERSON)
        shared = first.email and first.email.casefold() == person.email.casefold()
        if ask and not names.may_be_one(first.name, person.name):
            sentence = f"{first.name} in row {self.origins[twin].line} has the same e-mail address."
            self._ledger.look_at(record, "email", sentence, "Check that these are two people.")
        elif ask and self._answers.people.get(about) != asking.TWO_PEOPLE:
            what = "has the same e-mail address" if shared else "has the same name and organisation"
            sentence = f"{first.name} in row {self.origins[twin].line} {what}; two people were made."
            column = "email" if shared else "full_name"
            self._ledger.ask(Question.PERSON, record, column, sentence, options, about=about, severity=Severity.LOOK_AT)
        return False

    def _fitting(self, person: Person, organisation: str) -> list[str]:
        if person.id:
            known = self._aliases.get(person.id, person.id)
            return [known] if known in self.people else []
        if person.email:
            found = self._by_email.get(person.email.casefold())
            if found is not None and self._same_name(found, person):
                return [found]
            if found is None and not self.given:
                strangers = self._by_both(person, organisation)
                # Who is known by the event may have a new address; two rows of one file with two addresses are two.
                return [known for known in strangers if not self.people[known].email or known not in self.origins]
        return self._by_both(person, organisation)

    def _by_both(self, person: Person, organisation: str) -> list[str]:
        """Return who has this name and organisation, or this name where no organisation is told."""
        named = self._by_name.get(fold(person.name), [])
        home = self._home_id(person, organisation)
        same = [known for known in named if self.people[known].organisation == home]
        return list(dict.fromkeys(same or ([] if organisation else named)))

    def _same(self, person: Person, organisation: str) -> str | None:
        by_email = self._by_email.get(person.email.casefold()) if person.email else None
        if by_email is not None and self._same_name(by_email, person):
            return by_email
        both = self._by_both(person, organisation) if organisation else []
        return both[0] if both and not (person.email and self.people[both[0]].email) else None

    def _same_name(self, known: str, person: Person) -> bool:
        return not person.name or fold(self.people[known].name) == fold(person.name)

    def _compare(self, record: Record, person: Person, known: Person, column: str) -> None:
        if person.name and fold(person.name) != fold(known.name):
            sentence = f"“{person.name}” is called “{known.name}” elsewhere."
            self._ledger.look_at(record, column, sentence, "Check that this is the same person.")

    def _keep(self, record: Record, person: Person, organisation: str) -> str:
        home = self._organisation(person, organisation)
        person_id = person.id or self._derive_id(person, organisation)
        self.origins[person_id] = record
        self._enter(replace(person, id=person_id, organisation=home))
        return person_id

    def _enter(self, person: Person) -> None:
        self.people[person.id] = person
        if person.email:
            self._by_email.setdefault(person.email.casefold(), person.id)
        self._by_name.setdefault(fold(person.name), []).append(person.id)

    def _derive_id(self, person: Person, organisation: str) -> str:
        if person.email:
            by_email = veiled("P", person.email.casefold())
            if by_email not in self.people:
                return by_email
        by_name = veiled("P", f"{fold(person.name)}\n{fold(organisation)}")
        return by_name if by_name not in self.people else veiled("P", f"{by_name}\n{person.email.casefold()}")

    def _organisation(self, person: Person, organisation: str) -> str:
        known = self._home_id(person, organisation)
        if known not in self.organisations:
            self._enter_home(Organisation(known, organisation or person.name, person.country, person.side))
        elif not self.organisations[known].country and person.country:
            self.organisations[known] = replace(self.organisations[known], country=person.country)
        return known

    def _home_id(self, person: Person, organisation: str) -> str:
        """Return the id of an organisation; where a person stands for it, the name must not be seen in it."""
        name = organisation or person.name
        made = veiled("O", fold(name) or name) if not organisation or not slug(name) else slug(name)
        return self._homes.get(fold(name) or name, made)

    def _enter_home(self, home: Organisation) -> None:
        self.organisations[home.id] = home
        self._homes.setdefault(fold(home.name) or home.name, home.id)


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
