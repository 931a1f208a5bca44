"""Paper on its way: what is wanted of it, how it is to look before it is printed, and the whole of it drawn."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from coordinator.desk import papers
from coordinator.desk.papers import PLAIN_SPEECH, Speech
from coordinator.domain.printing import Document, PrintOutcome
from coordinator.paper import offering
from coordinator.paper.calibration import calibration_sheet
from coordinator.paper.profile import PLAIN, Profile
from coordinator.paper.proof import Proof
from coordinator.paper.stocks.imposing import Order
from coordinator.paper.stocks.stock import Stock
from coordinator.views import prints, roll
from coordinator.views.languages import Language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from coordinator.desk.desk import Desk
    from coordinator.domain.day import Day
    from coordinator.paper.geometry import Size
    from coordinator.paper.issues import Issue
    from coordinator.paper.job import Job
    from coordinator.ui.progress import Progress


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is put on paper, as it is remembered for the next time; empty names stand for the usual."""

    stock: str = ""
    template: str = ""
    order: Order = Order.ROWS
    marks: bool = True
    back: bool = False
    speech: Speech = field(default=PLAIN_SPEECH)


USUAL = Setting()

_MANY, _FIRST = 600, 40
"""Of more papers than so many, so few are put together for a first look."""


def written(setting: Setting) -> str:
    """Return a setting as a text that preferences can keep."""
    return json.dumps(asdict(setting))


def understood(text: str, document: Document) -> Setting:
    """Return the setting that a text of the preferences stands for, as far as it still holds."""
    try:
        told = json.loads(text)
        speech = Speech(Language(told["speech"]["language"]), bool(told["speech"]["own"]))
        setting = Setting(**(told | {"order": Order(told["order"]), "speech": speech}))
        offering.job(document, stock=setting.stock, template=setting.template)
    except Exception:  # noqa: BLE001 - whatever was kept by another version: the usual setting is always right
        return USUAL
    return setting


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which document, of whom, and how it is put on paper.

    `only` are ids, `papers.CHANGED` or `papers.UNPRINTED`, nothing for everybody; `start` is the first free cell. A
    single one is a paper that somebody waits for at the desk.
    """

    document: Document
    only: tuple[str, ...] = ()
    setting: Setting = field(default=USUAL)
    start: int = 1
    copies: int = 1
    single: bool = False

    @property
    def of_new(self) -> bool:
        """Tell whether it is only of those whose paper is missing or no longer right."""
        return bool(self.only) and set(self.only) <= {papers.CHANGED, papers.UNPRINTED}


def job(desk: Desk, wanted: Wanted, profile: Profile = PLAIN) -> Job:
    """Return the job of what is wanted."""
    setting = wanted.setting
    return offering.job(
        wanted.document,
        stock=setting.stock,
        template=setting.template,
        design=desk.look.design,
        single=wanted.single,
        start=wanted.start,
        copies=wanted.copies,
        order=setting.order,
        marks=setting.marks,
        back=setting.back,
        profile=profile,
    )


@dataclass(frozen=True, slots=True)
class Sample:
    """A document as it would be printed now: its leaves to look at, and how many entries the journal had then.

    One that is `begun` holds only the first papers of very many.
    """

    wanted: Wanted
    proof: Proof
    version: int
    begun: bool = False


def sample(desk: Desk, wanted: Wanted, profile: Profile = PLAIN) -> Sample:
    """Return what is wanted from the day as it stands; its leaves are counted, not drawn."""
    version = len(desk.day.history)
    made = job(desk, wanted, profile)
    records = papers.for_job(desk, made, wanted.only, wanted.setting.speech)
    return Sample(wanted, Proof(made, records, desk.day.schedule.event, desk.look), version)


def first_look(desk: Desk, wanted: Wanted, profile: Profile = PLAIN) -> Sample:
    """Return what is wanted; of very many papers that take long to put together only the first ones."""
    first = () if wanted.only else _first(desk.day, wanted.document)
    if not first:
        return sample(desk, wanted, profile)
    return replace(sample(desk, replace(wanted, only=first), profile), wanted=wanted, begun=True)


def _first(day: Day, document: Document) -> tuple[str, ...]:
    """Return who comes first on a pile that is long, nobody where it is not."""
    match document:
        case Document.AGENDAS:
            everybody: Iterable[str] = (person.id for person in roll.people(day))
        case Document.ORGANISATION_AGENDAS:
            everybody = (home.id for home in roll.organisations(day))
        case _:
            return ()
    wanted = prints.subjects(day, document)
    return tuple(islice((each for each in everybody if each in wanted), _FIRST)) if len(wanted) > _MANY else ()


@dataclass(frozen=True, slots=True)
class Sheets:
    """A whole document drawn: what is sent or saved, with what to look at; without pages there is nothing to print.

    A calibration sheet is no document of the event and has no sample.
    """

    sample: Sample | None
    pdf: bytes
    pages: int
    page: Size
    both_sides: bool = False
    issues: tuple[Issue, ...] = ()
    stopped: bool = False


def draw(desk: Desk, wanted: Wanted | Stock, profile: Profile, progress: Progress) -> Sheets:
    """Draw all of it from the day as it is at this moment; a wish to stop ends it before the next leaf."""
    if isinstance(wanted, Stock):
        return _calibration(wanted, profile)
    made = sample(desk, wanted, profile)
    proof, leaves = made.proof, made.proof.leaves

    def told(number: int) -> bool:
        progress.tell(number, leaves, f"Drawing page {number + 1} of {leaves}")
        return not progress.is_stopped()

    drawn = proof.draw(told=told)
    issues = (*proof.left_out, *drawn.issues)
    return Sheets(made, drawn.pdf, drawn.pages, proof.page, proof.sides > 1, issues, drawn.stopped)


def _calibration(stock: Stock, profile: Profile) -> Sheets:
    out = io.BytesIO()
    result = calibration_sheet(stock, out, profile)
    return Sheets(None, out.getvalue(), result.pages, result.page)


def why_not(issues: Sequence[Issue]) -> str:
    """Say why there is nothing to print."""
    return issues[-1].sentence if issues else "There is nothing to print."


# -- what was printed before


@dataclass(frozen=True, slots=True)
class Before:
    """What is known of earlier prints of what is wanted: a sentence, how many it is about, and who has no paper yet."""

    sentence: str
    of: int
    fresh: tuple[str, ...]

    def rest(self, wanted: Wanted) -> Wanted:
        """Return what is wanted without those that were printed already."""
        return replace(wanted, only=self.fresh)


def printed_before(desk: Desk, wanted: Wanted, subjects: Sequence[str]) -> Before | None:
    """Return what to ask before these subjects are printed once more, nothing where there is nothing to ask."""
    if not subjects or wanted.of_new:
        return None
    day = desk.day
    known = prints.already(day, wanted.document, subjects)
    if not known.sentence:
        return None
    unprinted = prints.unprinted(day, wanted.document)
    fresh = tuple(subject for subject in subjects if subject in unprinted)
    sentence = known.sentence
    if known.of > 1 and (often := _printed_often(desk, wanted.document, subjects)):
        sentence = f"{sentence} {often} of them more than once." if known.times > 2 else f"{sentence} {often} twice."
    return Before(sentence, len(subjects), fresh)


def _printed_often(desk: Desk, document: Document, subjects: Sequence[str]) -> int:
    jobs = desk.day.prints.of(document)
    sent = (sum(j.end is not None and j.end.outcome is PrintOutcome.SENT for j in jobs.get(s, ())) for s in subjects)
    return sum(1 for times in sent if times > 1)
