"""What was printed of whom: how often, when last, what never was, and what is said before it is printed again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from coordinator.domain.day import NOBODY
from coordinator.domain.entries import BadgeGiven
from coordinator.domain.print_log import EVERYTHING
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.views import roll
from coordinator.views.words import count, hhmm, local, person_name, table_label

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from coordinator.domain.day import Day
    from coordinator.domain.entries import Entry
    from coordinator.domain.print_log import Job


class State(StrEnum):
    """How a print ended; one without an end is under way, or the program died in between: perhaps it was printed."""

    SENT = "sent"
    FAILED = "failed"
    STOPPED = "stopped"
    UNKNOWN = "unknown"


_STATES = {
    None: State.UNKNOWN,
    PrintOutcome.SENT: State.SENT,
    PrintOutcome.FAILED: State.FAILED,
    PrintOutcome.STOPPED: State.STOPPED,
}


@dataclass(frozen=True, slots=True)
class Printed:
    """One print of one subject; `at` is UTC milliseconds, `printer` is empty for a PDF and for a badge handed out.

    `version` is how many entries the journal had when it was drawn.
    """

    at: int
    version: int
    state: State
    desk: str
    printer: str = ""
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Already:
    """What is known of earlier prints before subjects are printed: of how many, at most how often, and the last one.

    `sentence` asks nothing and is empty where nothing was printed.
    """

    of: int
    printed: int
    perhaps: int
    times: int
    last: Printed | None
    sentence: str


def prints_of(day: Day, document: Document, subject: str) -> tuple[Printed, ...]:
    """Return every print of a subject, the oldest first; a blank badge that was handed out is one as well."""
    found = [_printed(job) for job in day.prints.of(document).get(subject, ())]
    if document is Document.BADGES:
        handed_out = _handed_out(day).get(subject)
        found += [handed_out] if handed_out else []
    return tuple(sorted(found, key=lambda p: p.version))


def times_printed(day: Day, document: Document, subject: str) -> int:
    """Return how often a subject was sent or saved; what failed, was stopped or is not known is left out."""
    return sum(1 for printed in prints_of(day, document, subject) if printed.state is State.SENT)


def already(day: Day, document: Document, subjects: Collection[str]) -> Already:
    """Return how often these subjects were printed before, with a sentence for whoever is about to print them again."""
    wanted = tuple(dict.fromkeys(subjects)) or (EVERYTHING,)
    known = _counted(day, document, wanted)
    sent = {subject: [p for p in prints if p.state is State.SENT] for subject, prints in known.items()}
    printed = sum(1 for prints in sent.values() if prints)
    times = max((len(prints) for prints in sent.values()), default=0)
    last = max((p for prints in known.values() for p in prints), key=lambda p: (p.at, p.version), default=None)
    perhaps = len(known) - printed
    sentence = _sentence(day, Already(len(wanted), printed, perhaps, times, last, "")) if last else ""
    return Already(len(wanted), printed, perhaps, times, last, sentence)


def unprinted(day: Day, document: Document) -> frozenset[str]:
    """Return the subjects of a document that were never printed, not even perhaps."""
    wanted = subjects(day, document)
    return wanted - _counted(day, document, wanted).keys()


def sent_versions(day: Day, document: Document) -> Mapping[str, int]:
    """Map subjects to the version of the newest paper of this document that surely came out."""
    found: dict[str, int] = {}
    for subject, jobs in day.prints.of(document).items():
        versions = [job.asked.version for job in jobs if job.end and job.end.outcome is PrintOutcome.SENT]
        if versions:
            found[subject] = max(versions)
    if document is Document.BADGES:
        for person, printed in _handed_out(day).items():
            found[person] = max(found.get(person, 0), printed.version)
    return found


def held(day: Day) -> Mapping[str, int]:
    """Map people to the version of the newest agenda or change slip that they have in their hands."""
    found = dict(sent_versions(day, Document.AGENDAS))
    for person, version in sent_versions(day, Document.SLIPS).items():
        found[person] = max(found.get(person, 0), version)
    return found


def subjects(day: Day, document: Document) -> frozenset[str]:
    """Return the ids of everybody and everything that a document is made of when nobody is left out."""
    match document:
        case Document.BADGES:
            return frozenset(person.id for person in roll.people(day))
        case Document.AGENDAS | Document.SLIPS:
            return frozenset(person.id for person in roll.people(day, _busy(day)))
        case Document.ORGANISATION_AGENDAS:
            return frozenset(person.organisation for person in roll.people(day, _busy(day)))
        case Document.SIGNS | Document.CARDS:
            return frozenset(table.id for table in roll.tables(day))
        case Document.DOORS:
            return frozenset(checkpoint.id for checkpoint in day.schedule.checkpoints)
        case Document.BLANKS:
            numbered = enumerate(day.books.blanks, 1)
            return frozenset(str(number) for number, token in numbered if day.owner_of(token) == NOBODY)
        case Document.PARTICIPANTS | Document.MISSING | Document.INTERPRETERS | Document.CHART:
            return frozenset((EVERYTHING,))


def paper_of(day: Day, document: Document, of: Sequence[str]) -> str:
    """Say what a job prints: the badge of somebody, 12 badges, the wall chart."""
    one, many = _NOUNS[document]
    if len(of) != 1 or not many:
        return count(len(of), one, many) if of and many else f"all {many}" if many else f"the {one}"
    (subject,) = of
    match document:
        case Document.BADGES | Document.AGENDAS | Document.SLIPS:
            return f"the {one} of {person_name(day, subject)}"
        case Document.ORGANISATION_AGENDAS:
            known = day.organisation(subject)
            return f"the {one} of {known.name if known else subject}"
        case Document.SIGNS | Document.CARDS:
            return f"the {one} of table {table_label(day, subject)}"
        case _:
            return f"1 {one}"


def jobs_of(day: Day, person: str) -> Mapping[str, Job]:
    """Return the jobs that made a paper of somebody, by the entries that started them."""
    documents = (Document.BADGES, Document.AGENDAS, Document.SLIPS)
    return {job.id: job for document in documents for job in day.prints.of(document).get(person, ())}


def sentence_of(job: Job) -> str:
    """Say in the history of somebody what became of a paper of theirs: Badge printed."""
    one, _ = _NOUNS[job.asked.document]
    word = one[:1].upper() + one[1:]
    copies = f", {job.asked.copies} copies" if job.asked.copies > 1 else ""
    reason = f": {job.end.reason}" if job.end and job.end.reason else ""
    match _STATES[job.end.outcome if job.end else None]:
        case State.SENT:
            return f"{word} {'printed' if job.asked.printer else 'saved as PDF'}{copies}"
        case State.FAILED:
            return f"{word} not printed{reason}"
        case State.STOPPED:
            return f"Printing of the {one} stopped{reason}"
        case State.UNKNOWN:
            return f"{word} perhaps printed{copies}"


_COUNTS = (State.SENT, State.UNKNOWN)
_NOUNS = {
    Document.BADGES: ("badge", "badges"),
    Document.BLANKS: ("blank badge", "blank badges"),
    Document.SIGNS: ("sign", "signs"),
    Document.CARDS: ("table card", "table cards"),
    Document.AGENDAS: ("agenda", "agendas"),
    Document.ORGANISATION_AGENDAS: ("organisation agenda", "organisation agendas"),
    Document.SLIPS: ("change slip", "change slips"),
    Document.PARTICIPANTS: ("list of participants", ""),
    Document.MISSING: ("list of the missing", ""),
    Document.INTERPRETERS: ("list for interpreters", ""),
    Document.DOORS: ("list for the door", "lists for the doors"),
    Document.CHART: ("wall chart", ""),
}


def _busy(day: Day) -> frozenset[str]:
    return frozenset(person for meeting in day.meetings.values() for person in meeting.people)


def _printed(job: Job) -> Printed:
    asked = job.asked
    state = _STATES[job.end.outcome if job.end else None]
    return Printed(job.at, asked.version, state, job.desk, asked.printer, asked.copies)


def _counted(day: Day, document: Document, wanted: Iterable[str]) -> dict[str, list[Printed]]:
    """Return the prints that came out, or perhaps did, of those subjects that have any."""
    jobs = day.prints.of(document)
    handed_out = _handed_out(day) if document is Document.BADGES else {}
    seen = {id(job): _printed(job) for subject in wanted for job in jobs.get(subject, ())}
    found: dict[str, list[Printed]] = {}
    for subject in wanted:
        prints = [seen[id(job)] for job in jobs.get(subject, ())]
        prints += [handed_out[subject]] if subject in handed_out else []
        counted = [printed for printed in prints if printed.state in _COUNTS]
        if counted:
            found[subject] = counted
    return found


def _handed_out(day: Day) -> dict[str, Printed]:
    """Return the blank badges that people got, as prints of their badges."""
    if not day.given:
        return {}
    found = {}
    for version, (known, recorded) in enumerate(day.history.items(), 1):
        entry: Entry = recorded.entry
        fact = entry.fact
        if isinstance(fact, BadgeGiven) and recorded.verdict == "applied" and known not in day.undone:
            found[fact.person] = Printed(entry.wall, version, State.SENT, entry.desk)
    return found


def _sentence(day: Day, known: Already) -> str:
    last = known.last
    if last is None:
        return ""
    where = f"{hhmm(local(day, last.at))} on {last.desk}"
    if known.of == 1 and known.printed:
        more = ", perhaps once more since" if last.state is State.UNKNOWN else ""
        return f"Already printed {_times(known.times)}{more}, last {where}."
    if known.of == 1:
        return f"Perhaps printed already: nobody knows how the print of {where} ended."
    perhaps = f"{known.perhaps} perhaps" if known.perhaps else ""
    if known.printed == known.of:
        return f"All {known.of} are printed already, last {where}."
    sure = f"{known.printed} of {known.of} are printed already" if known.printed else ""
    if not sure:
        return f"{known.perhaps} of {known.of} are perhaps printed already, last {where}."
    return f"{' and '.join(part for part in (sure, perhaps) if part)}, last {where}."


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
