"""Saving what goes wrong at the tables: every repair is offered, checked again when it is accepted, and one entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.desk.answers import Answer, Refusal
from coordinator.desk.at_event import AtEvent
from coordinator.planning import proposals, restoring
from coordinator.planning.fill_all import FillOffer, fill_all, fill_still_holds
from coordinator.planning.imagine import Imagined, imagine
from coordinator.planning.problem import Problem
from coordinator.planning.proposals import Offers, Proposal
from coordinator.planning.replan.event import EventModel, model_of
from coordinator.planning.replan.holding import offer_still_holds
from coordinator.planning.replan.offer import PlanOffer
from coordinator.planning.restoring import Restoration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coordinator.domain.day import Day

Repair = Proposal | FillOffer | Restoration | PlanOffer


_TOLD = 3  # reasons that are told at once why something no longer holds


class Repairing(AtEvent):
    """What can be asked about broken meetings, idle people and people who came after all."""

    def propose(self, meeting: str) -> Offers | Refusal:
        """Return the ways to repair a broken meeting, best first."""
        if meeting not in self.day.meetings:
            return Refusal(f"There is no meeting “{meeting}” in the plan.")
        return proposals.propose(self.problem(), meeting)

    def proposal(self, proposal_id: str) -> Proposal | Refusal:
        """Find a proposal again by its id, if it still holds."""
        offers = self.propose(proposal_id.rpartition("-")[0])
        if isinstance(offers, Refusal):
            return Refusal(f"“{proposal_id}” is no proposal of this event.")
        for proposal in offers.proposals:
            if proposal.id == proposal_id:
                return proposal
        return Refusal("This proposal no longer holds; ask for proposals again.")

    def fill_offer(self, slot: str = "") -> FillOffer | Refusal:
        """Return the best way to fill a round for everybody idle and here; without a slot the one that comes next."""
        problem = self.problem()
        number = problem.round_of.get(slot) if slot else problem.coming
        if number is None:
            return Refusal(f"There is no round “{slot}” in the plan.")
        return fill_all(problem, number) if number < len(problem.slots) else Refusal("No round is left today.")

    def rest_of_day(self, imagined: Imagined | None = None) -> EventModel:
        """Return the rest of the day as the re-plan needs it, perhaps with something that is only imagined."""
        problem = self.problem()
        return model_of(imagine(problem, imagined) if imagined else problem)

    def restoration(self, person: str) -> Restoration | Refusal:
        """Return what a person lost today and can get back, and what not."""
        if self.day.person(person) is None:
            return Refusal(f"There is no person “{person}” in the plan.")
        return restoring.offers(self.problem(), person)

    def objections(self, repairs: Sequence[Repair]) -> tuple[tuple[str, ...], ...]:
        """Say for each of these repairs what no longer holds of it; nothing where it can be accepted."""
        if not repairs:
            return ()
        problem = self.problem()
        return tuple(self._objections(problem, repair) for repair in repairs)

    def day_with(self, repair: Repair) -> Day:
        """Return the day as it would be after a repair; nothing is written, and any thread may ask."""
        return self._ledger.imagine(self.day, (repair.fact(),))[0]

    def accept(self, repair: Repair, judged: Day | None = None) -> Answer:
        """Carry out a repair, after checking every rule again against the day as it is now.

        `judged` is the day against which `objections` has just found nothing, perhaps in another thread: while it is
        still the day, the rules are not asked twice.
        """
        self._ledger.settle()
        (broken,) = ((),) if judged is self.day else self.objections((repair,))
        if broken:
            return Refusal(f"This no longer holds: {' '.join(broken[:_TOLD])}")
        return self._done((repair.fact(),), repair.title)

    def _objections(self, problem: Problem, repair: Repair) -> tuple[str, ...]:
        match repair:
            case Proposal():
                return proposals.still_holds(problem, repair)
            case FillOffer():
                return fill_still_holds(problem, repair)
            case Restoration():
                return restoring.still_holds(problem, repair)
            case PlanOffer():
                day, refused = self._ledger.imagine(self.day, (repair.fact(),))
                after = Problem.of(day, self.now, self.policy, problem)
                return (refused,) if refused else offer_still_holds(problem, after, repair)
