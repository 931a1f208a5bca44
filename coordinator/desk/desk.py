"""The desk: one running copy of the program with a name, and everything it can be asked."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from coordinator.desk import adopting, undoing
from coordinator.desk.answers import Answer, Done, Refusal, Scanned
from coordinator.desk.importing import Importing
from coordinator.desk.repairing import Repairing
from coordinator.domain import badge, checkin
from coordinator.domain.checkin import Situation
from coordinator.domain.day import NOBODY
from coordinator.domain.entries import (
    BadgeGiven,
    BadgeReplaced,
    BlanksMade,
    ExpectedLate,
    Fact,
    MarkedAbsent,
    MeetingHeld,
    MeetingMissed,
    MeetingStarted,
    Redone,
    Undone,
    WalkedIn,
)
from coordinator.store.additions import Additions
from coordinator.views.deeds import deed
from coordinator.views.words import count, person_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from coordinator.desk.answers import Newcomer
    from coordinator.desk.ledger import Prepare
    from coordinator.domain.checkin import Decision
    from coordinator.domain.day import MeetingNow
    from coordinator.domain.entries import Entry
    from coordinator.domain.schedule import Side

MOST_BLANKS = 2_000
"""So many blank badges are made at once; more of them is a slip of the finger."""


class Desk(Importing, Repairing):
    """One running copy of the program; the only door to the event."""

    # -- the door

    def stand_at(self, checkpoint: str) -> Answer:
        """Scan at another checkpoint from now on; named by its id or its name."""
        for known in self.checkpoints:
            if checkpoint.casefold() in (known.id.casefold(), known.name.casefold()):
                self._checkpoint = known.id
                return Done(f"Scanning at {known.name}", ())
        names = ", ".join(known.name for known in self.checkpoints)
        return Refusal(f"There is no checkpoint “{checkpoint}”. This event has: {names}.")

    def scan(self, text: str) -> Scanned:
        """Take what a scanner read, or a typed person id."""
        return self._decided(checkin.decide(self.day, text, self._situation()))

    def check_in(self, person: str) -> Scanned:
        """Check in a person that was found by name."""
        return self._decided(checkin.check_in(self.day, person, self._situation(), by_hand=True))

    def check_out(self, person: str) -> Scanned:
        """Check a person out of this checkpoint."""
        return self._decided(checkin.check_out(self.day, person, self._situation()))

    def walk_in(self, newcomer: Newcomer, blank: str = "") -> Scanned:
        """Register somebody on the spot, with a new badge or with the blank one in their hand, and check them in.

        Where the blank one got an owner in the meantime nobody is registered, and the answer is that of scanning it.
        """
        if blank and self.day.owner_of(blank) != NOBODY:
            return self.scan(blank)
        person, organisations = adopting.walk_in(self.day, newcomer)
        badges = {} if blank else self._new_badges((person.id,))
        given = (BadgeGiven(person.id, blank),) if blank else ()
        additions = Additions(people=(person,), organisations=organisations, badges=badges)
        entries = self._ledger.write((WalkedIn(person.id, self.checkpoint.id), *given), additions)
        return Scanned(checkin.Welcome(person.id), self.clock.wall(), entries[0], not self.trouble)

    def make_blanks(self, number: int) -> Answer:
        """Make badges without an owner, to be printed for walk-ins; a scan of one knows it from now on."""
        if not 1 <= number <= MOST_BLANKS:
            return Refusal(f"Between 1 and {MOST_BLANKS} blank badges can be made at once.")
        badges = {badge.make(self.tag, secrets.randbelow): NOBODY for _ in range(number)}
        return self._done((BlanksMade(number),), f"{count(number, 'blank badge')} made", Additions(badges=badges))

    def keep(self, prepare: Prepare) -> tuple[str, ...]:
        """Write what the day calls for as one transaction, in any thread; for the other modules of this room."""
        return self._ledger.decide(prepare)

    def replace_badge(self, person: str) -> Answer:
        """Make a new badge for a person; the old one is void from the same moment."""
        old = self.day.token_of(person)
        if old is None:
            return Refusal("This person has no badge yet.")
        badges = self._new_badges((person,))
        (new,) = badges
        return self._done(
            (BadgeReplaced(person, old, new),),
            f"New badge for {person_name(self.day, person)}",
            Additions(badges=badges),
        )

    def expect_late(self, person: str, until: datetime) -> Answer:
        """Note that a person comes later."""
        return self._tell(ExpectedLate(person, int(until.timestamp() * 1000)))

    def mark_absent(self, person: str) -> Answer:
        """Note that a person does not come at all today."""
        return self._tell(MarkedAbsent(person))

    # -- the tables

    def start(self, meetings: Iterable[str]) -> Answer:
        """Note that these meetings have begun."""
        return self._about(meetings, lambda m: MeetingStarted(m.id, m.version))

    def hold(self, meetings: Iterable[str]) -> Answer:
        """Note that these meetings took place."""
        return self._about(meetings, lambda m: MeetingHeld(m.id, m.version))

    def mark_missed(self, meeting: str, side: Side, reason: str = "") -> Answer:
        """Note that one side, or both, did not come to a meeting."""
        return self._about((meeting,), lambda m: MeetingMissed(m.id, side, m.version, reason))

    # -- taking back

    def undo(self, entry: str | None = None) -> Answer:
        """Take back the last action, or one entry of the journal."""
        if entry is None:
            return self._again("Undone", undoing.last_action(self.day), Undone)
        if entry not in self.day.history:
            return Refusal(f"There is no entry “{entry}” in the journal.")
        return self._again("Undone", undoing.action_of(self.day, entry), Undone)

    def redo(self) -> Answer:
        """Bring back what the last undo took back."""
        return self._again("Redone", undoing.last_undo(self.day), Redone)

    # -- inside

    def _situation(self) -> Situation:
        return Situation(self.clock.wall(), self.name, self.checkpoint.id, self.tag)

    def _decided(self, decision: Decision) -> Scanned:
        at = self.clock.wall()
        entries = self._ledger.write(decision.facts) if decision.facts else ()
        return Scanned(decision.outcome, at, entries[-1] if entries else None, not self.trouble)

    def _tell(self, fact: ExpectedLate | MarkedAbsent) -> Answer:
        if self.day.person(fact.person) is None:
            return Refusal(f"There is no person “{fact.person}” in the plan.")
        return self._done((fact,), _sentence(deed(self.day, fact)))

    def _about(self, meetings: Iterable[str], fact_of: Callable[[MeetingNow], Fact]) -> Answer:
        facts: list[Fact] = []
        for meeting in meetings:
            known = self.day.meetings.get(meeting)
            if known is None:
                return Refusal(f"There is no meeting “{meeting}” in the plan.")
            facts.append(fact_of(known))
        if not facts:
            return Refusal("There is no meeting to note this for.")
        refused = self._ledger.judge(facts)
        if refused:
            return Refusal(refused)
        said = deed(self.day, facts[0]) if len(facts) == 1 else f"{len(facts)} meetings noted"
        return self._done(facts, _sentence(said))

    def _again(self, word: str, targets: Sequence[Entry], kind: type[Undone | Redone]) -> Answer:
        if not targets:
            return Refusal(f"There is nothing to {_VERBS[kind]}.")
        facts = tuple(kind(target.id) for target in targets)
        refused = self._ledger.judge(facts)
        if refused:
            return Refusal(refused)
        said = deed(self.day, targets[0].fact)
        more = f" and {len(targets) - 1} more" if len(targets) > 1 else ""
        return self._done(facts, f"{word}: {said}{more}")


_VERBS = {Undone: "undo", Redone: "redo"}


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
