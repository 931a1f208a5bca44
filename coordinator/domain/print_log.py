"""What was printed today: every job with what became of it, and whose paper it made."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coordinator.domain.entries import PrintEnded, PrintStarted
    from coordinator.domain.printing import Document

EVERYTHING = ""
"""Stands for the subject of a paper that is a list of everything."""


@dataclass(frozen=True, slots=True)
class Job:
    """A print that was started: the entry that says so, when (UTC ms), at which desk, and how it ended.

    Without an end it is under way, or the program died before it heard of one: perhaps it was printed.
    """

    id: str
    at: int
    desk: str
    asked: PrintStarted
    end: PrintEnded | None = None


@dataclass(frozen=True)
class PrintLog:
    """All jobs by the entry that started them, in their order; a day without a new print keeps the very same log."""

    jobs: Mapping[str, Job] = field(default_factory=dict)

    @cached_property
    def _by_subject(self) -> Mapping[Document, Mapping[str, Sequence[Job]]]:
        found: dict[Document, dict[str, list[Job]]] = {}
        for job in self.jobs.values():
            of_document = found.setdefault(job.asked.document, {})
            for subject in dict.fromkeys(job.asked.subjects or (EVERYTHING,)):
                of_document.setdefault(subject, []).append(job)
        return found

    def of(self, document: Document) -> Mapping[str, Sequence[Job]]:
        """Return the jobs of a document by their subjects, in the order in which they were started."""
        return self._by_subject.get(document, {})
