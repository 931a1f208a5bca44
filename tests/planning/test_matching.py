"""Matchings are compared with all that are possible, and with prices that prove them best."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from coordinator.planning.choosing import Pair, choose
from coordinator.planning.matching import Edge, _Search, best_pairs


def worth(edges: list[Edge], taken: tuple[int, ...]) -> int:
    """Return what these pairs are worth together."""
    return sum(edges[number][2] for number in taken)


def best_of_all(edges: list[Edge], most: int) -> int:
    """Return what the best choice is worth, by looking at all."""
    best = 0
    for size in range(1, min(most, len(edges)) + 1):
        for taken in combinations(edges, size):
            people = [person for one, other, _ in taken for person in (one, other)]
            if len(set(people)) == len(people):
                best = max(best, sum(value for _, _, value in taken))
    return best


def graph(draw: random.Random, people: int, size: int) -> list[Edge]:
    """Return random pairs, no two of the same people."""
    edges: dict[tuple[int, ...], Edge] = {}
    highest = draw.choice((2, 6, 33))
    for _ in range(size):
        one, other = draw.sample(range(people), 2)
        edges[tuple(sorted((one, other)))] = (one, other, draw.randint(1, highest))
    return [*edges.values()]


@pytest.mark.parametrize("seed", range(300))
def test_the_pairs_chosen_are_worth_most_at_any_number_of_pairs(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 (must be the same every time)
    people = draw.randint(2, 8)
    edges, most = graph(draw, people, draw.randint(1, 13)), draw.choice((1, 2, 3, 9))
    taken = best_pairs(people, edges, most)
    named = [person for number in taken for person in edges[number][:2]]
    assert len(named) == len(set(named))
    assert len(taken) <= most
    assert worth(edges, taken) == best_of_all(edges, most)


@pytest.mark.parametrize("seed", range(60))
def test_prices_prove_that_no_other_pairs_are_worth_more(seed: int) -> None:
    draw = random.Random(seed)  # noqa: S311 (must be the same every time)
    people = draw.randint(10, 90)
    edges = graph(draw, people, draw.randint(people, 6 * people))
    search = _Search(people, edges)
    while search.join_one_more():
        pass
    around: list[set[int]] = []
    for person in range(people):
        around.append(set())
        node = search.parent[person]
        while node >= 0:
            around[-1].add(node)
            node = search.parent[node]
    for one, other, value in edges:
        shared = sum(search.price[node] for node in around[one] & around[other])
        assert search.price[one] + search.price[other] + 2 * shared >= 2 * value
    assert min(search.price) >= 0
    blossoms = {node for nodes in around for node in nodes}
    sizes = {node: sum(node in nodes for nodes in around) for node in blossoms}
    dual = sum(search.price[:people]) + sum(search.price[node] * (size - 1) for node, size in sizes.items())
    assert dual == 2 * worth(edges, best_pairs(people, edges))


def test_pairs_worth_nothing_are_left_out() -> None:
    assert best_pairs(3, [(0, 1, 0), (1, 2, -4)]) == ()
    assert best_pairs(2, [(0, 1, 5)], 0) == ()


def test_where_two_know_each_other_twice_the_better_pair_counts() -> None:
    assert best_pairs(2, [(0, 1, 5), (1, 0, 9)]) == (1,)


def test_three_in_a_circle_with_a_tail_need_a_blossom() -> None:
    edges = [(0, 1, 8), (1, 2, 9), (2, 0, 8), (2, 3, 5), (3, 4, 4), (4, 5, 6)]
    assert worth(edges, best_pairs(6, edges)) == 8 + 5 + 6


def test_common_tables_go_to_the_most_valuable_pairs() -> None:
    pairs = [Pair(0, 1, 5, 0b1), Pair(2, 3, 9, 0b1), Pair(1, 2, 12, 0b1)]
    choice = choose(pairs, 0b1)
    assert (choice.seats, choice.worth, choice.bound) == ({2: 0}, 12, 12)


def test_who_waits_at_a_table_keeps_it() -> None:
    pairs = [Pair(0, 1, 5, 0b11), Pair(2, 3, 9, 0b11, rather=0b1)]
    assert choose(pairs, 0b11).seats == {0: 1, 1: 0}


def test_two_of_an_organisation_with_one_table_meet_one_after_the_other() -> None:
    pairs = [Pair(0, 2, 5, 0b1, homes=(0b1, 0)), Pair(1, 3, 9, 0b1, homes=(0b1, 0))]
    choice = choose(pairs, 0)
    assert (choice.seats, choice.bound) == ({1: 0}, 9)


def test_without_patience_the_bound_stays_honest() -> None:
    draw = random.Random(3)  # noqa: S311 (must be the same every time)
    home = {person: 1 << (3 + person // 2) for person in range(12)}
    pairs = []
    for one, other, value in graph(draw, 20, 60):
        homes = (home.get(one, 0), home.get(other, 0))
        pairs.append(Pair(one, other, value, homes[0] | homes[1] or 0b111, homes=homes))
    hasty, patient = choose(pairs, 0b111, patience=1), choose(pairs, 0b111)
    assert hasty.worth <= patient.worth <= patient.bound <= hasty.bound
    assert patient.worth == patient.bound
