"""Which fields a header may stand for, by the list that is shipped with the program, and how sure that is."""

from __future__ import annotations

import csv
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from coordinator.assets import folder
from coordinator.intake.fields import FIELDS, PERSON, Kind
from coordinator.intake.folding import header_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CANONICAL, SEEN, GUESSED = 100, 95, 75
ALIKE = 60
"""How sure a header is that is only written like one of the list."""
_OF_AN_ORDER = 60
_ORDER_WORDS = (
    "order",
    "bestell",
    "commande",
    "ordine",
    "pedido",
    "zamówieni",
    "payeur",
    "payer",
    "buyer's",
    "acquirente",
)
_HIGH_SCORE, _FAIR_SCORE = 93, 82
_LONG = 5
_OF = ("ofthe", "of", "des", "della", "dell", "dela", "del", "du", "do", "da", "de", "vande", "van", "vom")
SIDES: Mapping[Kind, tuple[str, str]] = {Kind.FLAT: ("host", "guest"), Kind.WISHES: ("from", "to")}
"""The two sides that rows of these kinds tell about."""
_SIDE_NUMBERS = (("1", "2"), ("a", "b"))

Offer = tuple[str, int]


@lru_cache(maxsize=1)
def synonyms() -> Mapping[str, tuple[Offer, ...]]:
    """Map comparable headers to the fields they may stand for, with how sure that is."""
    found: dict[str, dict[str, int]] = {}
    for row in _listed():
        fields = found.setdefault(header_key(row["header"]), {})
        sure = SEEN if row["status"] == "seen" else GUESSED
        if any(word in row["header"].casefold() for word in _ORDER_WORDS):
            # One order may hold several people, so whatever is told of a ticket goes before it.
            sure = _OF_AN_ORDER
        fields[row["field"]] = max(sure, fields.get(row["field"], 0))
    for names in FIELDS.values():
        for name in names:
            found.setdefault(header_key(name), {})[name] = CANONICAL
    return {key: tuple(fields.items()) for key, fields in found.items()}


@lru_cache(maxsize=1)
def as_written() -> frozenset[str]:
    """Return the headers of the list as they stand in it, in small letters."""
    return frozenset(row["header"].casefold() for row in _listed())


@lru_cache(maxsize=1)
def _listed() -> tuple[dict[str, str], ...]:
    path = folder("resources") / "intake" / "headers.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@lru_cache(maxsize=20_000)
def offers(kind: Kind, key: str) -> tuple[Offer, ...]:
    """Return what a header can be in a sheet of this kind."""
    known = frozenset(FIELDS[kind])
    listed = list(synonyms().get(key, ()))
    if kind in SIDES:
        listed += _of_a_side(SIDES[kind], key)
    return tuple((field, sure) for field, sure in listed if field in known)


@lru_cache(maxsize=20_000)
def is_known(key: str) -> bool:
    """Return whether this is a header of the list, in a sheet of whatever kind."""
    return key in synonyms() or any(offers(kind, key) for kind in SIDES)


@lru_cache(maxsize=20_000)
def person_offers(key: str) -> tuple[Offer, ...]:
    """Return what a header can be of a person, whichever side that is on; an id is the person's."""
    if key == "id":
        return (("id", CANONICAL),)
    fields = dict(synonyms().get(key, ()))
    if "full_name" in fields:
        return (("full_name", fields["full_name"]),)
    return tuple(("id" if field == "participant_id" else field, sure) for field, sure in fields.items())


@lru_cache(maxsize=20_000)
def alike(kind: Kind, key: str) -> tuple[str, str, bool] | None:
    """Return the field and the header of the list that an unknown header is written like, and whether that is sure."""
    if len(key) < _LONG:
        return None
    best = process.extractOne(key, _long_ones(kind), scorer=fuzz.ratio, score_cutoff=_FAIR_SCORE)
    if best is None:
        return None
    field = max(offers(kind, best[0]), key=lambda offer: offer[1])[0]
    return field, best[0], best[1] >= _HIGH_SCORE


@lru_cache(maxsize=len(Kind))
def _long_ones(kind: Kind) -> tuple[str, ...]:
    return tuple(known for known in synonyms() if len(known) >= _LONG and offers(kind, known))


def _bare(whose: str) -> Iterator[str]:
    """Return a side's word as it stands, and without “of” before it or an “s” behind it."""
    yield whose
    for word in _OF:
        if whose.startswith(word):
            yield whose.removeprefix(word)
            yield whose.removeprefix(word).removesuffix("s")
    yield whose.removesuffix("s")


def _of_a_side(sides: tuple[str, str], key: str) -> Iterator[Offer]:
    """Read headers of two parts: whose ("Host", "Buyer", "1") and what ("e-mail", "company")."""
    known = synonyms()
    for side in sides:
        if any(field == side for field, _ in known.get(key, ())):
            yield f"{side}_full_name", GUESSED
    if any(field in PERSON for field, _ in person_offers(key)):
        # “Firma” is a word of its own, and not the “Firm” of side “A”.
        return
    for side in sides:
        for cut in range(1, len(key)):
            for whose, what in ((key[:cut], key[cut:]), (key[cut:], key[:cut])):
                if any(field == side for each in _bare(whose) for field, _ in known.get(each, ())):
                    yield from ((f"{side}_{field}", sure) for field, sure in person_offers(what))
    for numbers in _SIDE_NUMBERS:
        for side, number in zip(sides, numbers, strict=True):
            if key.endswith(number):
                yield from ((f"{side}_{field}", GUESSED) for field, _ in person_offers(key.removesuffix(number)))
