"""What sort of problem a sentence tells of, in one word that other programs can rely on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coordinator.intake.problems import Problem

FILE, OTHER = "file", "other"
_KINDS = (
    ("table-twice", r"^Table .* has two meetings at"),
    ("person-twice", r"has two meetings at"),
    ("pair-twice", r"meet in row \d+ already"),
    ("id-twice", r"stands in (row \d+|the file) already"),
    ("unknown-person", r"is not among the participants|not in the list of participants|no list of participants"),
    (
        "nobody-named",
        r"No (host|guest) is named|Nobody is named|does not say who|none that names people|No people were",
    ),
    ("unknown-slot", r"There is no slot"),
    ("unknown-table", r"There is no table|neither an id nor a label"),
    ("unavailable", r"is not available at"),
    ("self-meeting", r"meeting with themselves|wish to meet oneself"),
    ("overlapping-slots", r"^This slot (begins at|ends at)"),
    ("end-before-start", r"The end is not after the start"),
    ("outside-the-event", r"but the event is on"),
    ("no-organisation", r"has no organisation|no column for the organisation"),
    ("doubtful-name", r"is hardly a name|has no name|stands for .* people but names"),
    ("too-long", r"letters and will be cut"),
    ("same-person", r"same e-mail address|is called “.*” elsewhere|two people were made|may be .* who is in the event"),
    ("registration", r"^The registration of"),
    ("no-place-yet", r"has no time yet|has no table yet|lies in a break|table is not in use"),
    ("phone", r"[Pp]hone number"),
    ("assumed", r"Nothing says (in which|on which|on which day)"),
    ("formula", r"holds (a formula|the error)"),
    ("hidden", r"hidden in the workbook|^Hidden rows"),
    ("ragged-row", r"cells of the others|quotation mark|is far too long"),
    ("repeated-event", r"This event repeats|time zone “.*” is not known"),
    ("value", r"cannot be read\.$|is no |is neither|is not known|is a meeting or a break|has no id|month first"),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)


def kind_of(problem: Problem) -> str:
    """Return the sort of a problem: the question it asks, a word of the list, else whether it is about a file."""
    if problem.question is not None:
        return problem.question.value.replace(" ", "-")
    found = next((kind for kind, pattern in _PATTERNS if pattern.search(problem.sentence)), "")
    return found or (FILE if problem.row is None or not problem.sheet else OTHER)
