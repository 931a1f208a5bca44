"""How a text is written: by its mark, else as UTF-8, else as a person chooses among previews; never a silent guess."""

from __future__ import annotations

import codecs
import unicodedata
from typing import TYPE_CHECKING

from coordinator.intake.problems import Problem, Question, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

ENCODINGS = (
    *("cp1252", "iso8859-15", "cp1250", "iso8859-2", "mac-roman", "cp1251", "koi8-r", "cp1253", "cp1254", "cp1257"),
    *("cp850", "cp437", "iso8859-1"),
)
"""The encodings that are offered when a text is not UTF-8, the likeliest first where nothing else decides."""
MIXED = "utf-8 with cp1252"
"""Files that were put together of two: lines that are no UTF-8 are read as cp1252."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OFFERED = 8
_SHOWN_LINES = 3
_SHOWN_LETTERS = 90
_BEFORE = 20
"""So many letters before the first one in doubt are shown."""
_TRIED_BYTES = 200_000
_TRIED_LINES = 100
_MARKS_OF_TEXT = "€’“”„–…"
_COMMON = frozenset("äöüÄÖÜßéèêëàâçîïôùûœæÉÈÀÇñÑáíóúÁÍÓÚ¿¡òìãõåøÅØąćęłńśźżĄĆĘŁŃŚŹŻčřšžýěůťďňőű€’“”„–…")


def decode(name: str, content: bytes, chosen: str = "") -> str | Problem:
    """Turn bytes into text; `chosen` is the encoding that a person wants where the file does not say it."""
    marked = next((known for mark, known in _MARKS if content.startswith(mark)), None)
    if marked:
        try:
            return content.decode(marked)
        except UnicodeDecodeError:
            return _ask(name, content, f"This file says that it is written in {marked}, but it is not.")
    if wide := _without_mark(content):
        return content.decode(wide)
    if chosen and not _is_known(chosen):
        return _ask(name, content, f"“{chosen}” is no encoding that this program knows.")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _as_chosen(name, content, chosen)


def _as_chosen(name: str, content: bytes, chosen: str) -> str | Problem:
    if chosen == MIXED:
        return "".join(_line(line) for line in content.splitlines(keepends=True))
    if chosen:
        try:
            return content.decode(chosen)
        except (UnicodeDecodeError, LookupError):
            return _ask(name, content, f"This file cannot be read as {chosen}.")
    return _ask(name, content, "This file is not in UTF-8, and nothing in it says how it is written.")


def _line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", "replace")


def _is_known(encoding: str) -> bool:
    """Return whether this names an encoding of texts; Python also has codecs that unpack archives."""
    try:
        return encoding == MIXED or codecs.lookup(encoding)._is_text_encoding  # noqa: SLF001 - nothing public says it
    except (LookupError, ValueError):
        return False


def _without_mark(content: bytes) -> str:
    """Return UTF-16 of one byte order when a text without a mark can be nothing else, else nothing."""
    if len(content) % 2 or b"\x00" not in content[:_TRIED_BYTES]:
        return ""
    start = content[:_TRIED_BYTES]
    low, high = start[1::2].count(0), start[::2].count(0)
    likely = "utf-16-le" if low > high else "utf-16-be"
    try:
        text = content.decode(likely)[: _TRIED_BYTES // 2]
    except UnicodeDecodeError:
        return ""
    wild = sum(unicodedata.category(letter) in ("Cc", "Cn", "Co") and letter not in "\r\n\t" for letter in text)
    return likely if "\n" in text + "\n" and wild == 0 and max(low, high) * 8 >= len(text) else ""


def _ask(name: str, content: bytes, sentence: str) -> Problem:
    """Ask for the encoding, and show the lines that are in doubt as each of the likeliest would read them."""
    lines = content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    doubtful = [(number, line) for number, line in enumerate(lines, start=1) if not _is_utf8(line)]
    mixed = next((line for line in lines if not line.isascii() and _is_utf8(line)), None)
    if mixed is not None:
        numbers = ", ".join(str(number) for number, _ in doubtful[:8])
        sentence += f" Only some lines are not (line {numbers}): it may be put together from two files."
    options = _likely(content, [line for _, line in doubtful])
    shown = _telling([line for _, line in doubtful[:_TRIED_LINES]], options) or [content[:_SHOWN_LETTERS]]
    if mixed is not None:
        shown = [*shown[: _SHOWN_LINES - 1], mixed[: _SHOWN_LETTERS * 2]]
        options = (MIXED, *options)
    previews = tuple(_preview(shown, option) for option in options)
    likeliest = zip(options[:_SHOWN_LINES], previews, strict=False)
    value = "; ".join(f"{option}: {preview.partition(chr(10))[0]}" for option, preview in likeliest)
    todo = "Choose the encoding in which the names look right, or save the file again as “CSV UTF-8”."
    row = doubtful[0][0] if doubtful else 1
    where = (Severity.MUST_FIX, name, "", row, "", value, sentence, todo)
    return Problem(*where, Question.ENCODING, options, previews=previews)


def _telling(lines: list[bytes], options: Sequence[str]) -> list[bytes]:
    """Return the few lines that the options read most differently, each from a little before its first doubtful letter.

    A line of bytes is short, but a broken file may be one line of megabytes.
    """
    cut = []
    for line in lines:
        first = next((place for place, byte in enumerate(line) if byte > 127), 0)
        cut.append(line[max(0, first - _BEFORE) :][: _SHOWN_LETTERS * 2])
    order = sorted(range(len(cut)), key=lambda n: -len({cut[n].decode(option, "replace") for option in options}))
    return [cut[n] for n in sorted(order[:_SHOWN_LINES])]


def _preview(lines: list[bytes], encoding: str) -> str:
    texts = [_line(line) if encoding == MIXED else line.decode(encoding, "replace") for line in lines]
    return "\n".join(
        "".join(c if c.isprintable() or c == "\t" else "?" for c in text)[:_SHOWN_LETTERS] for text in texts
    )


def _likely(content: bytes, doubtful: list[bytes]) -> tuple[str, ...]:
    """Return the encodings that fit, those first that make the most usual words of the lines in doubt."""
    fitting = [encoding for encoding in ENCODINGS if _fits(content, encoding)] or ["cp1252", "mac-roman"]
    tried = b"\n".join(line[:_SHOWN_LETTERS] for line in doubtful[:_TRIED_LINES])
    ranked = sorted(fitting, key=lambda encoding: _strangeness(tried.decode(encoding, "replace")))
    return tuple(_different(content, ranked)[:_OFFERED])


def _strangeness(text: str) -> float:
    """Return how unlike names the letters beyond ASCII are: signs inside words, capitals after small letters."""
    strange = 0.0
    for before, letter, after in zip(" " + text, text, text[1:] + " ", strict=False):
        if letter.isascii():
            continue
        inside = before.isalpha() or after.isalpha()
        if not letter.isalpha():
            strange += 0 if letter in _MARKS_OF_TEXT else 2 if inside else 0.5
            continue
        strange += 2 * (before.islower() and letter.isupper())
        if _is_latin(letter):
            # Two letters with accents beside each other are rare in Latin names, and the rule when Cyrillic is misread.
            strange += (letter not in _COMMON) + (not before.isascii() and before.isalpha())
        else:
            strange += 0.3 + 2 * any(near.isascii() and near.isalpha() for near in (before, after))
    return strange


def _is_latin(letter: str) -> bool:
    return letter < "\u0370"


def _different(content: bytes, ranked: list[str]) -> list[str]:
    """Leave out an encoding that reads this file exactly like a likelier one."""
    doubtful = bytes(sorted(set(content) - set(range(128))))
    seen: dict[str, str] = {}
    for encoding in ranked:
        seen.setdefault(doubtful.decode(encoding, "replace"), encoding)
    return list(seen.values())


def _fits(content: bytes, encoding: str) -> bool:
    try:
        doubtful = bytes(sorted(set(content) - set(range(128)))).decode(encoding)
    except UnicodeDecodeError:
        return False
    return not any(unicodedata.category(letter) == "Cc" for letter in doubtful)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
