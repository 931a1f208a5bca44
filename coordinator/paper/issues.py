"""What staff should look at before they hand paper out: values, never exceptions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class IssueKind(StrEnum):
    """What is the matter with a printed text or record."""

    NOTHING_TO_PRINT = "nothing to print"
    NO_BADGE = "no badge"
    MISSING_GLYPH = "missing glyph"
    SQUEEZED = "squeezed"
    SHORTENED = "shortened"


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to look at; `about` is the id of the person or table, empty for the whole document."""

    about: str
    kind: IssueKind
    sentence: str
