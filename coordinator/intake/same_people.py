"""Who of a file is who of the event: by id, then by e-mail, then by name and organisation; two that fit are a doubt."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from coordinator.intake.folding import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from coordinator.domain.people import Person
    from coordinator.domain.schedule import Schedule

_ALIKE = 85
_SAME_HOME = 95


@dataclass(frozen=True, slots=True)
class Doubt:
    """Somebody of the file who may be one of these people of the event, or somebody new.

    `open` says that nothing can be done before a person decides; else it was taken to be `taken`, or somebody new.
    """

    person: str
    candidates: tuple[str, ...]
    open: bool
    taken: str | None = None


@dataclass(frozen=True)
class Face:
    """A person as two schedules can compare them."""

    person: Person
    home: str

    @property
    def id(self) -> str:
        """Return the person's id."""
        return self.person.id

    @cached_property
    def name(self) -> str:
        """Return the words of the name in one order: files differ about which name stands first."""
        return name_key(self.person.name)

    @cached_property
    def email(self) -> str:
        """Return the address for comparison."""
        return self.person.email.casefold()

    @cached_property
    def at_home(self) -> str:
        """Return the organisation for comparison."""
        return fold(self.home)


def name_key(name: str) -> str:
    """Return a name for comparison, whichever of its words stands first."""
    return " ".join(sorted(fold(name).split())) or name.casefold()


def faces(schedule: Schedule) -> dict[str, Face]:
    """Return everybody of a schedule for comparison."""
    homes = schedule.organisation_by_id
    return {
        person.id: Face(person, homes[person.organisation].name if person.organisation in homes else "")
        for person in schedule.people
    }


def pair(
    before: Schedule, after: Schedule, answers: Mapping[str, str] | None = None
) -> tuple[dict[str, str], tuple[Doubt, ...]]:
    """Return the ids of the event by the ids of the file, and who may be whom.

    `answers` says for people of the file who they are in the event; an empty answer is somebody new.
    """
    pairing = _Pairing(faces(before), faces(after))
    pairing.answer(answers or {})
    trusted = pairing.ids_agree()
    pairing.same_ids(lambda old, new: old.email == new.email and old.name == new.name)
    pairing.by(_email_and_name)
    pairing.same_ids(lambda old, new: old.email == new.email != "" or old.name == new.name)
    pairing.by(_name_and_home)
    pairing.by_address()
    if trusted:
        pairing.same_ids(lambda _old, _new: True, doubtful=True)
    pairing.by_alike_home()
    pairing.namesakes()
    return pairing.pairs, tuple(pairing.doubts)


def _email_and_name(face: Face) -> Hashable | None:
    return (face.email, face.name) if face.email else None


def _name_and_home(face: Face) -> Hashable | None:
    return (face.name, face.at_home) if face.at_home else None


class _Pairing:
    """The people of both sides who are not paired yet."""

    def __init__(self, before: Mapping[str, Face], after: Mapping[str, Face]) -> None:
        self._before, self._after = dict(before), dict(after)
        self.pairs: dict[str, str] = {}
        self.doubts: list[Doubt] = []

    def answer(self, answers: Mapping[str, str]) -> None:
        """Pair whom a person has decided about; somebody new is compared with nobody."""
        for person, known in answers.items():
            if person in self._after and known in self._before:
                self._pair(person, known)
            elif person in self._after and not known:
                del self._after[person]

    def ids_agree(self) -> bool:
        """Return whether the ids of the file are those of the event, and not numbers that are alike by chance."""
        shared = [(self._before[known], self._after[known]) for known in self._after.keys() & self._before.keys()]
        agreeing = sum(1 for old, new in shared if old.name == new.name or (old.email and old.email == new.email))
        return agreeing * 2 >= len(shared)

    def same_ids(self, agree: Callable[[Face, Face], bool], *, doubtful: bool = False) -> None:
        """Pair people with one id who are told alike."""
        for known in [known for known in self._after if known in self._before]:
            if agree(self._before[known], self._after[known]):
                if doubtful:
                    self.doubts.append(Doubt(known, (known,), open=False, taken=known))
                self._pair(known, known)

    def by(self, key: Callable[[Face], Hashable | None]) -> None:
        """Pair people whom only one of either side fits; where more fit, whatever else is told decides, or nobody."""
        old, new = _grouped(self._before.values(), key), _grouped(self._after.values(), key)
        for shared, arrivals in new.items():
            known = old.get(shared, [])
            if not known:
                continue
            if len(known) == len(arrivals) == 1:
                self._pair(arrivals[0].id, known[0].id)
            else:
                self._tell_apart(known, arrivals)

    def by_address(self) -> None:
        """Pair people with one address that nobody else has, when their names are alike."""
        old, new = (_grouped(side.values(), lambda f: f.email or None) for side in (self._before, self._after))
        for address, arrivals in new.items():
            known = old.get(address, [])
            if len(known) == len(arrivals) == 1:
                if _alike(known[0].name, arrivals[0].name):
                    self._pair(arrivals[0].id, known[0].id)
                elif arrivals[0].id != known[0].id:
                    self.doubts.append(Doubt(arrivals[0].id, (known[0].id,), open=False))

    def by_alike_home(self) -> None:
        """Pair people with one name whose organisations are written a little differently."""
        old = _grouped(self._before.values(), lambda face: face.name)
        for arrival in list(self._after.values()):
            fitting = [
                face
                for face in old.get(arrival.name, ())
                if face.id in self._before and fuzz.token_set_ratio(face.at_home, arrival.at_home) >= _SAME_HOME
            ]
            if len(fitting) == 1:
                self._pair(arrival.id, fitting[0].id)

    def namesakes(self) -> None:
        """Doubt about people with a name that only one of either side has, when no address tells them apart."""
        asked = {doubt.person for doubt in self.doubts}
        old, new = (_grouped(side.values(), lambda face: face.name) for side in (self._before, self._after))
        for name, arrivals in new.items():
            known = old.get(name, [])
            if len(known) == len(arrivals) == 1 and arrivals[0].id not in asked:
                told_apart = known[0].email and arrivals[0].email
                if not told_apart:
                    self.doubts.append(Doubt(arrivals[0].id, (known[0].id,), open=False))

    def _tell_apart(self, known: list[Face], arrivals: list[Face]) -> None:
        for finer in (_id, _address, _job, _phone):
            for arrival in [face for face in arrivals if face.id in self._after]:
                fitting = [f for f in known if f.id in self._before and finer(f) and finer(f) == finer(arrival)]
                rivals = [f for f in arrivals if f.id in self._after and finer(f) == finer(arrival)]
                if len(fitting) == len(rivals) == 1:
                    self._pair(arrival.id, fitting[0].id)
        left = tuple(face.id for face in known if face.id in self._before)
        for arrival in arrivals:
            if arrival.id in self._after and left:
                self.doubts.append(Doubt(arrival.id, left, open=True))
                del self._after[arrival.id]

    def _pair(self, person: str, known: str) -> None:
        self.pairs[person] = known
        del self._after[person], self._before[known]


def _grouped(people: Iterable[Face], key: Callable[[Face], Hashable | None]) -> dict[Hashable, list[Face]]:
    groups: dict[Hashable, list[Face]] = defaultdict(list)
    for face in people:
        shared = key(face)
        if shared is not None:
            groups[shared].append(face)
    return groups


def _id(face: Face) -> str:
    return face.id


def _address(face: Face) -> str:
    return face.email


def _job(face: Face) -> str:
    return fold(face.person.job_title)


def _phone(face: Face) -> str:
    return "".join(filter(str.isdigit, face.person.phone))


def _alike(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split())) or fuzz.ratio(one, other) >= _ALIKE
