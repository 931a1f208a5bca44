"""Names of organisations as short as a small box needs them, each still telling them apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from coordinator.views.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMS = {
    *("gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "ug", "ev", "eg", "se", "inc", "incorporated", "llc", "llp", "ltd"),
    *("limited", "plc", "corp", "corporation", "co", "company", "sa", "sas", "sasu", "sarl", "eurl", "spa", "srl"),
    *("sl", "slu", "sau", "lda", "ltda", "bv", "nv", "vof", "bvba", "srlu", "snc", "scrl", "spzoo", "spj"),
    *(
        "oy",
        "oyj",
        "ab",
        "as",
        "asa",
        "aps",
        "kft",
        "zrt",
        "nyrt",
        "sro",
        "doo",
        "dd",
        "ood",
        "ead",
        "ooo",
        "oao",
        "pty",
    ),
}
"""Legal forms as they are written at the end of a name, without points and blanks."""

_SMALL = {
    *("of", "the", "and", "for", "in", "de", "del", "la", "las", "los", "le", "les", "du", "des", "el", "y", "e", "et"),
    *("di", "della", "delle", "dei", "da", "do", "dos", "das", "der", "die", "und", "fur", "im", "van", "en", "het"),
    *("voor", "w", "i", "z", "dla", "na", "&", "+", "-", "–"),
}
"""Words that no shortened name ends with."""

_EDGES = " ,;:-–/&("


def short_names(names: Mapping[str, str], most: int = 22) -> dict[str, str]:
    """Shorten names by their keys: legal forms go first, then whole words; two that became the same stay whole."""
    short = {key: _shortened(name, most) for key, name in names.items()}
    owners: dict[str, set[str]] = {}
    for key, said in short.items():
        owners.setdefault(fold(said), set()).add(fold(names[key]))
    return {key: said if len(owners[fold(said)]) == 1 else names[key] for key, said in short.items()}


def _shortened(name: str, most: int) -> str:
    words = _without_form(name.split())
    said = " ".join(words)
    if len(said) <= most:
        return said.rstrip(_EDGES)
    kept = words[:1]
    for word in words[1:]:
        if len(" ".join((*kept, word))) > most:
            break
        kept.append(word)
    while len(kept) > 1 and fold(kept[-1].strip(_EDGES)) in {*_SMALL, ""}:
        kept.pop()
    return " ".join(kept).rstrip(_EDGES)


def _without_form(words: list[str]) -> list[str]:
    """Return the words of a name without the legal form at its end; “Sp. z o.o.” and “S. A.” are several words."""
    for count in (3, 2, 1):
        form = re.sub(r"[\W_]", "", fold("".join(words[-count:])))
        if len(words) > count and form in _FORMS:
            return _without_form([*words[: -count - 1], words[-count - 1].rstrip(_EDGES)])
    return words
