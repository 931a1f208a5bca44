"""What is asked about people and organisations, in which words, and what the answers mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.intake.folding import fold
from coordinator.intake.problems import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from coordinator.domain.people import Person

SOMEBODY_NEW = "somebody new"
TWO_PEOPLE, ONE_PERSON = "two people", "one person"
TWO_ORGANISATIONS, ONE_ORGANISATION = "two organisations", "one organisation"
_AND = " — "


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers about people and organisations, by what was asked about."""

    people: Mapping[str, str]
    homes: Mapping[str, str]
    apart: frozenset[str] = frozenset()

    @classmethod
    def of(cls, answers: Mapping[str, str]) -> Answers:
        """Return the answers of `Choices.answers` that are about people and organisations."""
        people, homes, apart = dict[str, str](), dict[str, str](), set[str]()
        for key, answer in answers.items():
            kind, _, about = key.partition(": ")
            if kind == Question.PERSON:
                people[about] = answer
            elif kind == Question.ORGANISATION and answer == ONE_ORGANISATION:
                one, _, other = about.partition(_AND)
                homes[fold(one)] = other
            elif kind == Question.ORGANISATION:
                apart.add(about)
        return cls(people, homes, frozenset(apart))

    def home(self, name: str) -> str:
        """Return the organisation that a person chose for a name, else the name itself."""
        seen = set()
        while self.homes and (key := fold(name)) in self.homes and key not in seen:
            seen.add(key)
            name = self.homes[key]
        return name

    def are_one(self, one: str, other: str) -> bool:
        """Return whether a person said that two rows are one person."""
        return self.people.get(pair(one, other)) == ONE_PERSON


def pair(one: str, other: str) -> str:
    """Return what a question about two things is about."""
    return f"{one}{_AND}{other}"


def told(person: Person, home: str) -> str:
    """Return a person as a file tells about them, which is what a question is about."""
    return ", ".join(part for part in (person.name, home if home != person.name else "", person.email) if part)


def shown(person: Person, home: str) -> str:
    """Return a person of the event as an option; the id makes it the only one."""
    return f"{told(person, home)} ({person.id})"


def chosen(answer: str | None, candidates: Iterable[tuple[Person, str]]) -> str | None:
    """Return the id that an answer means, empty for somebody new, None when it is no answer to this question."""
    if answer == SOMEBODY_NEW:
        return ""
    return next((person.id for person, home in candidates if shown(person, home) == answer), None)
