"""Change slips: what somebody must be told whose day is no longer what stands on the paper in their hands."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from coordinator.domain import step
from coordinator.domain.concerns import meetings_of
from coordinator.domain.entries import PlanAdopted, Redone, Undone
from coordinator.views import prints, roll
from coordinator.views.differences import Difference, Seat, difference, difference_for, seat, word
from coordinator.views.languages import Language, date_in, day_in, heading, language_for
from coordinator.views.papers_rows import party, stamp, table_title
from coordinator.views.wording import wording
from coordinator.views.words import hhmm, local, organisation_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import datetime

    from coordinator.domain.day import Day
    from coordinator.domain.entries import Entry, Fact
    from coordinator.domain.people import Person


@dataclass(frozen=True, slots=True)
class SlipRow:
    """One meeting before and after; a side is empty where there was or is none.

    `difference` is what happened by its name, `word` says it in the language of the slip. The days are empty in an
    event of one day; `table` is what stands on the sign, `place` the same with the word for a table before it.
    """

    difference: str
    word: str
    before_day: str = ""
    before_time: str = ""
    before_end: str = ""
    before_table: str = ""
    before_place: str = ""
    before_whom: str = ""
    before_people: str = ""
    after_day: str = ""
    after_time: str = ""
    after_end: str = ""
    after_table: str = ""
    after_place: str = ""
    after_whom: str = ""
    after_people: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SlipRecord:
    """What changed for one person, all words in the `language` of its code."""

    person: str
    name: str
    organisation: str
    side: str
    rows: tuple[SlipRow, ...]
    stamp: str
    language: str
    title: str
    date: str
    page_pattern: str
    word_before: str
    word_after: str
    word_time: str
    word_table: str
    word_whom: str

    @property
    def about(self) -> str:
        """Return whose paper it is."""
        return self.person


class _Turn(NamedTuple):
    """One meeting that is different for somebody."""

    what: Difference
    before: Seat | None
    after: Seat | None


def slips(
    day: Day,
    now: datetime,
    *,
    only: Collection[str] | None = None,
    held: Mapping[str, int] | None = None,
    language: Language = Language.ENGLISH,
    own: bool = False,
) -> tuple[SlipRecord, ...]:
    """Return a slip for everybody, or for these people only, whose day differs from what they hold in their hands.

    `held` maps people to the version in the stamp of the agenda or slip they have; without it the journal says what
    was printed for whom. All others hold the first plan.
    What is over at `now` is left out: nobody can go there any more. With `own` each person's own language goes before
    `language`.
    """
    people = roll.people(day, only)
    versions = prints.held(day) if held is None else held
    turns = _turns(day, {person.id: versions.get(person.id, 0) for person in people})
    made = (
        _slip(day, now, person, _coming(turns.get(person.id, ()), now), language_for(person, language, own=own))
        for person in people
    )
    return tuple(slip for slip in made if slip.rows)


def _coming(turns: Iterable[_Turn], now: datetime) -> list[_Turn]:
    """Return what is not over, in time order; whoever comes instead of somebody in one round is one change, not two."""
    still = [turn for turn in turns if any(place and place.end > now for place in (turn.before, turn.after))]
    lost = [turn for turn in still if turn.after is None]
    found = []
    for turn in still:
        if turn.after is None:
            continue
        instead = next((gone for gone in lost if gone.before and gone.before.start == turn.after.start), None)
        if instead and turn.before is None:
            lost.remove(instead)
            what = difference(instead.before, turn.after) or Difference.SOMEBODY_ELSE
            found.append(_Turn(what, instead.before, turn.after))
        else:
            found.append(turn)
    return sorted((*found, *lost), key=_begin)


def _begin(turn: _Turn) -> datetime:
    return min(place.start for place in (turn.before, turn.after) if place)


def _slip(day: Day, now: datetime, person: Person, turns: Iterable[_Turn], language: Language) -> SlipRecord:
    words, several = wording(language), roll.has_several_days(day)
    return SlipRecord(
        person=person.id,
        name=person.name,
        organisation=organisation_name(day, person.id),
        side=roll.side_of(day, person),
        rows=tuple(_row(day, person.id, turn, language, several=several) for turn in turns),
        stamp=stamp(day, now, language),
        language=language,
        title=words.changes,
        date=heading(date_in(day.schedule.event.date, language)),
        page_pattern=words.page,
        word_before=words.before,
        word_after=words.after,
        word_time=words.time,
        word_table=words.table,
        word_whom=words.whom,
    )


def _row(day: Day, person: str, turn: _Turn, language: Language, *, several: bool) -> SlipRow:
    sides: dict[str, str] = {}
    for name, place in (("before", turn.before), ("after", turn.after)):
        if place is not None:
            others = party(day, (p for p in place.people if p != person))
            sides |= {
                f"{name}_day": heading(day_in(place.start.date(), language)) if several else "",
                f"{name}_time": hhmm(place.start),
                f"{name}_end": hhmm(place.end),
                f"{name}_table": place.table,
                f"{name}_place": table_title(place.table, wording(language).table) if place.table else "",
                f"{name}_whom": others.organisation,
                f"{name}_people": others.people,
            }
    waits = turn.after.waits_until if turn.after else None
    note = wording(language).starts_by.format(time=hhmm(local(day, waits))) if waits is not None else ""
    return SlipRow(turn.what, word(turn.what, language), note=note, **sides)


def _turns(day: Day, held: Mapping[str, int]) -> dict[str, list[_Turn]]:
    """Return for each person what is different from the version they hold."""
    found: dict[str, list[_Turn]] = {}
    now = {meeting.id: seat(day, meeting) for meeting in day.meetings.values()}
    for past, holders in _pasts(day, held):
        for meeting in _maybe_different(day, past):
            after, then = now.get(meeting), past.meetings.get(meeting)
            before = seat(past, then) if then else None
            if difference(before, after) is None:
                continue
            touched = dict.fromkeys((*(before.people if before else ()), *(after.people if after else ())))
            for person in touched:
                what = difference_for(person, before, after) if person in holders else None
                if what:
                    is_there = after is not None and person in after.people
                    was_there = before is not None and person in before.people
                    found.setdefault(person, []).append(
                        _Turn(what, before if was_there else None, after if is_there else None)
                    )
    return found


def _pasts(day: Day, held: Mapping[str, int]) -> Iterator[tuple[Day, frozenset[str]]]:
    """Return every version that is in somebody's hands as the day it was, with who holds it."""
    first = next((n for n, r in enumerate(day.history.values(), 1) if isinstance(r.entry.fact, PlanAdopted)), 0)
    holders: dict[int, set[str]] = {}
    for person, version in held.items():
        holders.setdefault(min(max(version, first), len(day.history)), set()).add(person)
    entries, past, done = iter(day.history.values()), step.start(day.books), 0
    for version in sorted(holders):
        past = step.replay(past, [recorded.entry for recorded in islice(entries, version - done)])
        done = version
        yield past, frozenset(holders[version])


def _maybe_different(day: Day, past: Day) -> Iterable[str]:
    """Return the meetings that something happened to since; after another import that is all of them."""
    facts = [_meant(day, recorded.entry) for recorded in islice(day.history.values(), len(past.history), None)]
    if any(isinstance(fact, PlanAdopted) for fact in facts):
        return dict.fromkeys((*past.meetings, *day.meetings))
    return dict.fromkeys(meeting for fact in facts for meeting in meetings_of(fact))


def _meant(day: Day, entry: Entry) -> Fact:
    """Return the fact of an entry, of one that takes back or brings back the fact of its target."""
    match entry.fact:
        case Undone(target) | Redone(target):
            recorded = day.history.get(target)
            return recorded.entry.fact if recorded else entry.fact
        case fact:
            return fact
