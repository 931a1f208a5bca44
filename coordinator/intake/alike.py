"""Organisations that are written nearly alike and may be one: suggested, never merged without a word."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from coordinator.intake import asking
from coordinator.intake.folding import fold
from coordinator.intake.problems import Question, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from coordinator.domain.people import Organisation
    from coordinator.domain.schedule import Schedule
    from coordinator.intake.asking import Answers
    from coordinator.intake.ledger import Ledger
    from coordinator.intake.rows import Record

_SCORE = 90
_SHORTEST, _EDGE, _CROWD = 6, 4, 300
_FORMS = re.compile(
    r"\b(gmbh|mbh|ag|kg|co|ltd|limited|llc|inc|corp|plc|sa|sas|sarl|srl|spa|sl|slu|bv|nv|oy|ab|as|aps|sp z o o)\b"
)


def ask(
    schedule: Schedule, known: frozenset[str], origins: Mapping[str, Record], answers: Answers, ledger: Ledger
) -> None:
    """Ask about organisations that may be one; `known` are the names that the event has already."""
    homes = [home for home in schedule.organisations if home.id in origins or fold(home.name) in known]
    for new, old in pairs(homes, known):
        about, record = asking.pair(new.name, old.name), origins.get(new.id)
        if record is None or about in answers.apart:
            continue
        sentence = f"“{new.name}” looks like “{old.name}”; two organisations were made."
        fields = [known for known in record.headers if known.endswith("organisation")]
        column = next((known for known in fields if fold(record.get(known)) == fold(new.name)), "organisation")
        options = (asking.TWO_ORGANISATIONS, asking.ONE_ORGANISATION)
        ledger.ask(Question.ORGANISATION, record, column, sentence, options, about=about, severity=Severity.LOOK_AT)


def pairs(homes: Iterable[Organisation], known: frozenset[str]) -> Iterator[tuple[Organisation, Organisation]]:
    """Return pairs that are written nearly alike: what is new, and what it looks like.

    Names with the same figures and the same beginning or end are compared: a slip leaves one of these as it was, and
    figures tell branches and teams apart.
    """
    blocks: dict[tuple[str, str], list[tuple[str, Organisation]]] = defaultdict(list)
    for home in homes:
        key = _FORMS.sub("", fold(home.name)).replace(" ", "")
        if len(key) < _SHORTEST:
            continue
        figures = "".join(filter(str.isdigit, key))
        edges = ((figures, key[:_EDGE]), (figures, "~" + key[-_EDGE:]))
        rivals = {other.id: (text, other) for edge in edges for text, other in blocks[edge][:_CROWD]}
        for text, other in rivals.values():
            if fuzz.ratio(key, text, score_cutoff=_SCORE):
                # What the event has already is the name that stays.
                yield (other, home) if fold(home.name) in known and fold(other.name) not in known else (home, other)
        for edge in edges:
            blocks[edge].append((key, home))
