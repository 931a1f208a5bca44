"""The outcome of a re-plan as a document in the interchange format; it claims only what its certificates prove."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coordinator.planning.replan.asking import Outcome
    from coordinator.planning.replan.model import Model


def document(outcome: Outcome) -> dict[str, Any]:
    """Return a document that can be written as JSON."""
    model = outcome.model
    found: dict[str, Any] = {
        "status": outcome.proof.value,
        "assign": _assigned(model, outcome.slots, outcome.tables),
        "claims": outcome.figures.claims,
        "seconds": round(outcome.seconds, 3),
        "lead": model.lead,
        "notes": list(outcome.notes),
        "points": [{"changes": p.changes, "value": p.value, "best_for_its_changes": p.proven} for p in outcome.points],
    }
    if outcome.bound is not None:
        found["value_at_most"] = outcome.bound
    if outcome.proven_after is not None:
        found["proven_after"] = round(outcome.proven_after, 3)
    if outcome.value_prices is not None:
        found["certificate_value"] = outcome.value_prices.document(model)
    if outcome.full_prices is not None:
        found["certificate_full"] = outcome.full_prices.document(model)
    return found


def _assigned(model: Model, slots: tuple[int, ...], tables: tuple[int, ...]) -> list[dict[str, int]]:
    return [
        {"id": model.ids[m], "slot": slot, "table": model.tables[tables[m]].id}
        for m, slot in enumerate(slots)
        if slot >= 0
    ]
