"""Paper is drawn in several threads at once: a preview beside a job, a badge at the desk beside both."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from coordinator.domain.look import EventLook
from coordinator.domain.printing import Document
from coordinator.paper import offering
from coordinator.paper.proof import Proof

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from coordinator.domain.schedule import Schedule
    from coordinator.views.papers import BadgeRecord

NAMES = ("Zoë Łukaszewicz", "Siobhán Ó Nualláin", "Tomáš Říha", "Anaïs Núñez-Peña", "Øyvind Ångström")


@pytest.fixture
def impatient() -> Iterator[None]:
    """Let threads take turns even more often than beside a window."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_badges_drawn_at_once_are_the_same_as_one_after_the_other(
    schedule: Schedule, badge_of: Callable[..., BadgeRecord], impatient: None
) -> None:
    job = offering.job(Document.BADGES, single=True)
    proofs = [Proof(job, (badge_of(name),), schedule.event, EventLook()) for name in NAMES]
    alone = [proof.draw().pdf for proof in proofs]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda number: proofs[number % len(NAMES)].draw().pdf, range(120)))
    assert [number for number, pdf in enumerate(together) if pdf != alone[number % len(NAMES)]] == []
