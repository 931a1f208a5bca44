"""Headers that mean one thing alone and another beside others are settled by their neighbours and by the values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coordinator.intake.fields import PERSON, Kind
from coordinator.intake.synonyms import CANONICAL, GUESSED, SIDES, person_offers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from coordinator.intake.rows import Row

Offers = dict[str, list[tuple[int, int]]]
"""Fields with the columns that may hold them, and how sure that is."""

_BY_NEIGHBOURS = 85
_LOOKED_AT = 2_000
_BOTH_SIDES = 2
_PLACES = frozenset(
    ("location", "ort", "room", "raum", "roomlocation", "lieu", "salle", "luogo", "sala", "lugar", "zaal")
)
_TITLES = frozenset(
    (
        *("dr", "mr", "mrs", "ms", "miss", "prof", "herr", "frau", "hr", "fr", "m", "mme", "mlle", "sig", "sigra"),
        *("sr", "sra", "ing", "dott", "dottssa", "mgr", "inz", "pan", "pani", "dhr", "mevr"),
    )
)
_YES_NO = frozenset(
    ("yes", "no", "ja", "nein", "oui", "non", "si", "x", "true", "false", "1", "0", "tak", "nie", "sim")
)


def settle_people(offers: Offers, keys: Sequence[str], body: Sequence[Row]) -> None:
    """Settle the headers of a participant list."""
    place = {key: index for index, key in reversed(list(enumerate(keys)))}
    _settle_names(offers, place)
    if "position" in place and "bestellnummer" not in place:
        _strike(offers, "participant_id", place["position"])
    for key in ("title", "titel", "tytul", "titulo"):
        if key in place:
            cells = values(body, place[key])
            personal = sum(cell.casefold().rstrip(".") in _TITLES for cell in cells) * 2 > len(cells)
            other = any(index != place[key] for index, _ in offers.get("job_title", ()))
            _strike(offers, "job_title" if personal or other else "title", place[key])
    for index, _ in list(offers.get("organisation", ())):
        cells = values(body, index)
        if cells and is_yes_or_no(cells):
            _strike(offers, "organisation", index)
    for index, sure in list(offers.get("participant_id", ())):
        cells = [row.cells[index] if index < len(row.cells) else "" for row in body if not row.is_blank]
        if sure < CANONICAL and (len(set(cells)) < len(cells) or "" in cells):
            _strike(offers, "participant_id", index)


def settle_sides(kind: Kind, offers: Offers, keys: Sequence[str]) -> None:
    """Tell the two sides of a list apart where its headers do not name both.

    A person's headers that stand there twice are first the one side and then the other; beside a partner, a person
    whom no side is named for is the one whose list it is.
    """
    one, other = SIDES[kind]
    named = {field.partition("_")[0] for field, places in offers.items() if places}
    told = {side: side in named for side in (one, other)}
    if told[one] and told[other]:
        return
    seen: dict[str, int] = {}
    for index, key in enumerate(keys):
        fields = [(field, sure) for field, sure in person_offers(key) if field in PERSON]
        if not fields or any(index == place for places in offers.values() for place, sure in places if sure > GUESSED):
            continue
        seen[key] = seen.get(key, 0) + 1
        if told[other] and not told[one]:
            side = one
        elif kind is Kind.FLAT and not told[other] and not told[one] and keys.count(key) == len(SIDES[kind]):
            side = one if seen[key] == 1 else other
        else:
            continue
        for field, sure in fields:
            offers.setdefault(f"{side}_{field}", []).append((index, min(sure, GUESSED)))


def settle_places(offers: Offers, keys: Sequence[str], body: Sequence[Row]) -> None:
    """Tell a table from a room: a place with more than two rows at one time is no table."""
    times = [index for field in ("date", "start", "slot_id") for index, _ in offers.get(field, ())]
    for index, _ in list(offers.get("table_id", ())):
        if keys[index] not in _PLACES or not times:
            continue
        seen: dict[tuple[str, ...], int] = {}
        for row in body[:_LOOKED_AT]:
            if index < len(row.cells) and row.cells[index]:
                seat = (row.cells[index], *(row.cells[time] for time in times if time < len(row.cells)))
                seen[seat] = seen.get(seat, 0) + 1
        if any(number > _BOTH_SIDES for number in seen.values()):
            _strike(offers, "table_id", index)


def is_yes_or_no(cells: Sequence[str]) -> bool:
    """Return whether cells say nothing but yes and no."""
    return all(cell.casefold() in _YES_NO for cell in cells)


def values(body: Sequence[Row], index: int) -> list[str]:
    """Return the cells of a column that say something, of so many rows as tell what the column is."""
    return [row.cells[index] for row in body[:_LOOKED_AT] if index < len(row.cells) and row.cells[index]]


def _settle_names(offers: Offers, place: Mapping[str, int]) -> None:
    """Tell family name, first name and full name apart where a language uses one word for two of them."""
    vague = {"name", "nom", "nome", "nombre", "naam"} & place.keys()
    indexes = {place[key] for key in vague}
    has = {
        field: any(index not in indexes for index, _ in offers.get(field, ())) for field in ("first_name", "last_name")
    }
    for key in vague:
        if has["first_name"] and has["last_name"]:
            settled = "full_name"
        elif has["first_name"]:
            settled = "last_name"
        else:
            settled = "first_name" if has["last_name"] else "full_name"
        for field in ("first_name", "last_name", "full_name"):
            _strike(offers, field, place[key])
        offers.setdefault(settled, []).append((place[key], _BY_NEIGHBOURS))


def _strike(offers: Offers, field: str, index: int) -> None:
    offers[field] = [place for place in offers.get(field, ()) if place[0] != index]
