"""What was found in the files as lines: alike ones in a group that opens, what was kept as it is among the fine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from coordinator.intake.kinds import kind_of
from coordinator.intake.problems import Severity
from coordinator.ui.pages.importing.sheets import place
from coordinator.views.words import count

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from coordinator.intake.door import Intake
    from coordinator.intake.problems import Problem

BAD, ASK, FINE = 0, 1, 2
_LOOKS = {BAD: ("circle-alert", "bad.text"), ASK: ("triangle-alert", "wait.text"), FINE: ("circle-check", "ok.text")}


@dataclass(frozen=True, slots=True)
class Found:
    """One line: a problem, several alike ones, or with no problem something that is fine.

    `is_open` says of a group that its members stand below it; None of everything else.
    """

    icon: str
    ink: str
    place: str
    column: str
    value: str
    sentence: str
    problems: tuple[Problem, ...] = ()
    is_open: bool | None = None


def lists_of(intake: Intake, kept: Collection[Problem], opened: Collection[str]) -> dict[int, tuple[Found, ...]]:
    """Return the three lists; `kept` is what staff left as it is, `opened` the groups whose members are shown."""
    bad = [problem for problem in intake.problems if problem.severity is Severity.MUST_FIX]
    ask = [problem for problem in intake.problems if problem.severity is Severity.LOOK_AT and problem not in kept]
    left = [problem for problem in intake.problems if problem.severity is Severity.LOOK_AT and problem in kept]
    return {
        BAD: tuple(_lines(bad, BAD, opened)),
        ASK: tuple(_lines(ask, ASK, opened)),
        FINE: (*_lines(left, FINE, opened), *_counted(intake)),
    }


def alike(problem: Problem) -> str:
    """Return what problems have in common that are solved in the same way."""
    return f"{problem.severity}\n{kind_of(problem)}\n{problem.column}"


def _lines(problems: Iterable[Problem], number: int, opened: Collection[str]) -> Iterator[Found]:
    groups: dict[str, list[Problem]] = {}
    for problem in problems:
        groups.setdefault(alike(problem), []).append(problem)
    for key, members in groups.items():
        if len(members) == 1:
            yield _single(members[0], number)
            continue
        is_open = key in opened
        files = dict.fromkeys(place(problem.file, problem.sheet) for problem in members)
        where = next(iter(files)) if len(files) == 1 else f"{len(files)} sheets"
        first = members[0]
        words = f"{len(members)} alike: {first.sentence}"
        icon, ink = "chevron-down" if is_open else "chevron-right", _LOOKS[number][1]
        yield Found(icon, ink, where, first.column, "", words, tuple(members), is_open)
        if is_open:
            yield from (_single(problem, number) for problem in members)


def _single(problem: Problem, number: int) -> Found:
    icon, ink = _LOOKS[number]
    where = place(problem.file, problem.sheet, problem.row)
    return Found(icon, ink, where, problem.column, problem.value, problem.sentence, (problem,))


def _counted(intake: Intake) -> Iterator[Found]:
    for found in intake.counts:
        if found.used:
            left = f", {found.left_out} left out" if found.left_out else ""
            sentence = f"{count(found.used, 'row')} read as {found.kind}{left}."
            yield Found(*_LOOKS[FINE], place(found.file, found.sheet), "", "", sentence)
