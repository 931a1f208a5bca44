"""What can be printed, by the names that the terminal and the journal use, and what became of it."""

from __future__ import annotations

from enum import StrEnum


class Document(StrEnum):
    """A kind of paper."""

    BADGES = "badges"
    BLANKS = "blanks"
    SIGNS = "signs"
    CARDS = "cards"
    AGENDAS = "agendas"
    ORGANISATION_AGENDAS = "organisation-agendas"
    SLIPS = "slips"
    PARTICIPANTS = "participants"
    MISSING = "missing"
    INTERPRETERS = "interpreters"
    DOORS = "doors"
    CHART = "chart"


class PrintOutcome(StrEnum):
    """What became of a print; one that was not heard of again has none."""

    SENT = "sent"
    FAILED = "failed"
    STOPPED = "stopped"
