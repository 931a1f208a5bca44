"""A re-plan under way: the plan, what is known of the best one, the choices found, and the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.planning.replan import inserting
from coordinator.planning.replan.asking import Improvement, Outcome, Proof
from coordinator.planning.replan.figures import measure
from coordinator.planning.replan.front import Front
from coordinator.planning.replan.polish import polish
from coordinator.planning.replan.start import standing
from coordinator.planning.replan.tables import seat

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from coordinator.planning.replan.asking import Ask
    from coordinator.planning.replan.certificate import FullPrices, ValuePrices
    from coordinator.planning.replan.model import Model

_HUSH = 0.2  # seconds between two improvements that are told
_PER_MEETING = 12e-6  # seconds that tables, figures and certificates take in the end


class Work:
    """One re-plan under way: the plan, what bounds it, the choices found, and the clock."""

    def __init__(
        self, model: Model, ask: Ask, now: Callable[[], float], tell: Callable[[Improvement], None] | None
    ) -> None:
        self.model, self.ask, self._now, self._tell = model, ask, now, tell
        self._began = now()
        self._told = (-1.0, -1, 0)
        self._reserve = min(0.2 * ask.seconds, _PER_MEETING * model.size)
        self.front = Front()
        self.bound: int | None = None
        self.value_prices: ValuePrices | None = None
        self.full_prices: FullPrices | None = None
        self.proof = Proof.NONE
        self.proven_after: float | None = None
        self.notes: list[str] = []
        self.near: Mapping[int, int] | None = None
        self.plan = standing(model, ask.changes)
        self.homeless = self.plan.changed

    def left(self) -> float:
        """Return the seconds the search may still take."""
        return self.ask.seconds - self._reserve - self.spent

    @property
    def spent(self) -> float:
        """Return the seconds since the question was asked."""
        return self._now() - self._began

    def note(self, *, at_once: bool = False) -> None:
        """Remember the plan as a choice, and tell of it if it is better than what was told last."""
        plan = self.plan
        self.front.add(plan)
        at, value, changes = self._told
        if self._tell is None or (value, -changes) >= (plan.value, -plan.changed):
            return
        if at < 0 or at_once or self.spent - at >= _HUSH:
            self._told = (self.spent, plan.value, plan.changed)
            self._tell(Improvement(self.spent, plan.value, plan.changed, self.bound, tuple(plan.slot)))

    def construct(self, wanted: list[int]) -> list[int]:
        """Place what is wanted, first without any change; return what found no place."""
        plan = self.plan
        rest = inserting.direct(plan, inserting.by_need(plan, wanted))
        self.note()
        rest = inserting.push(plan, rest, self.left, inserting.QUIET)
        self.note()
        if plan.limit > plan.changed:
            rest = inserting.push(plan, rest, self.left, inserting.STAGES[len(inserting.QUIET) :])
            rest = inserting.exchange(plan, rest, self.left)
            self.note()
        return rest

    def polish(self) -> None:
        """Make losses fairer and calendars denser as far as single steps can."""
        until = self.ask.seconds - self._reserve / 2
        polish(self.plan, lambda: until - self.spent, self.ask.seed, dense=self.ask.dense)

    def finish(self) -> Outcome:
        """Polish the plan, give every meeting its table, and return it with all that is known of it."""
        self.note(at_once=True)
        plan, model = self.plan, self.model
        self.polish()
        tables = seat(model, plan.slot)
        return Outcome(
            model=model,
            slots=tuple(plan.slot),
            tables=tuple(tables),
            figures=measure(model, plan.slot, tables),
            proof=self.proof,
            bound=self.bound,
            value_prices=self.value_prices,
            full_prices=self.full_prices,
            points=self.front.points,
            seconds=self.spent,
            proven_after=self.proven_after if self.proof is Proof.FULL else None,
            notes=tuple(self.notes),
        )
