"""A thousand badges in thirteen scripts: every code scans where it should stand, every letter is drawn and found."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import unicodedata
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, Any

import pixels
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from many_names import RIGHT_TO_LEFT, many_names
from pypdf import PdfReader
from pypdf.generic import ContentStream

from coordinator import assets
from coordinator.domain.printing import Document
from coordinator.paper import qr
from coordinator.paper.issues import IssueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from many_names import Name

    from coordinator.paper.door import Result
    from coordinator.views.papers import BadgeRecord

FEW = 65
EVERY = 1000
SIZES = [FEW, pytest.param(EVERY, marks=pytest.mark.long)]
MM = 25.4 / 72


class Badges:
    """Badges as they were printed: their names and codes, the PDF, and what was said about it."""

    def __init__(self, names: list[Name], records: list[BadgeRecord], pdf: bytes, result: Result) -> None:
        self.names, self.records, self.pdf, self.result = names, records, pdf, result


@pytest.fixture(scope="session")
def badges(
    printed: Callable[..., tuple[bytes, Result]], badge_of: Callable[..., BadgeRecord]
) -> Callable[[int], Badges]:
    """Return a function that prints the badges of so many people, each number of them once."""
    done: dict[int, Badges] = {}

    def of(number: int) -> Badges:
        if number not in done:
            names = many_names(number)
            others = names[5:] + names[:5]
            records = [badge_of(name.text, other.text) for name, other in zip(names, others, strict=True)]
            done[number] = Badges(names, records, *printed(Document.BADGES, records))
        return done[number]

    return of


def places(pdf: bytes) -> Iterator[list[pixels.Box]]:
    """Yield for each page where its codes are drawn, as the file says, in millimetres from the top left corner."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            height = page.get_height()
            boxes = []
            for part in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
                if pypdfium2.raw.FPDFPath_CountSegments(part) < 100:
                    continue
                left, bottom, right, top = part.get_bounds()
                boxes.append((left * MM, (height - top) * MM, right * MM, (height - bottom) * MM))
            yield pixels.in_rows(boxes, lambda box: box)
    finally:
        document.close()


@pytest.mark.parametrize("number", SIZES)
@pytest.mark.parametrize("dpi", [100, 150, 300])
def test_every_code_is_read_in_its_place_with_its_white_edge(
    badges: Callable[[int], Badges], number: int, dpi: int
) -> None:
    made = badges(number)
    expected = [record.token for record in made.records]
    read: list[str] = []
    for page, boxes in zip(pixels.pictures(made.pdf, dpi), places(made.pdf), strict=True):
        codes = pixels.codes(page)
        read += [code.text for code in codes]
        for code, box in zip(codes, boxes, strict=True):
            module = (box[2] - box[0]) / qr.MODULES
            assert module >= 0.7
            assert code.box == pytest.approx(box, abs=0.3), code
            assert code.modules == pytest.approx((module, module), rel=0.01), code
            assert pixels.is_quiet(page, code), code
    assert read == expected


def test_codes_stand_at_the_same_place_of_every_badge(badges: Callable[[int], Badges]) -> None:
    first, *others, last = list(places(badges(FEW).pdf))
    assert len(first) == 4
    for page in (*others, last):
        for box, expected in zip(page, first[: len(page)], strict=True):
            assert box == pytest.approx(expected, abs=0.01)
    across = {round(box[0] - first[0][0], 2) for box in first}
    down = {round(box[1] - first[0][1], 2) for box in first}
    assert (across, down) == ({0.0, 105.0}, {0.0, 148.5})


# -- what is inside the file


def fonts(reader: PdfReader) -> dict[str, Any]:
    """Return all fonts of the pages by the name that text uses; a name means the same font on every page."""
    found: dict[str, Any] = {}
    for page in reader.pages:
        for name, font in page["/Resources"]["/Font"].items():  # type: ignore[index]
            assert found.setdefault(name, font.get_object()) == font.get_object()
    return found


def shown(reader: PdfReader) -> dict[str, set[int]]:
    """Return which codes of each font are shown on the pages."""
    codes: dict[str, set[int]] = defaultdict(set)
    for page in reader.pages:
        font = ""
        for operands, operator in ContentStream(page.get_contents(), reader).operations:
            if operator == b"Tf":
                font = str(operands[0])
            elif operator in (b"Tj", b"TJ"):
                for part in operands[0] if operator == b"TJ" else operands:
                    codes[font].update(getattr(part, "original_bytes", b""))
    return codes


def embedded(font: Any) -> TTFont:
    return TTFont(io.BytesIO(font["/FontDescriptor"]["/FontFile2"].get_data()))


def meanings(font: Any) -> dict[int, str]:
    """Return what the codes of a font mean, by the table that lets people find and copy text."""
    table = font["/ToUnicode"].get_data().decode("ascii")
    pairs = re.findall(r"^<(\w\w)> <(\w{4})>$", table, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(meant).decode("utf-16-be") for code, meant in pairs}


@cache
def ours(name: str) -> TTFont:
    """Return the whole font that a part was cut from."""
    return TTFont(assets.folder("resources") / "fonts" / f"{name}.ttf")


def family(font: Any) -> str:
    return str(font["/BaseFont"]).partition("+")[2]


def outline(font: TTFont, glyph: str) -> Any:
    return font["glyf"][glyph].getCoordinates(font["glyf"])[:2]


@pytest.mark.parametrize("number", SIZES)
def test_all_fonts_are_embedded_parts_of_ours(badges: Callable[[int], Badges], number: int) -> None:
    made = badges(number)
    found = fonts(PdfReader(io.BytesIO(made.pdf)))
    names = [str(font["/BaseFont"]) for font in found.values()]
    assert all(re.fullmatch(r"/[A-Z]{6}\+NotoSans\w*-(Regular|Bold)", name) for name in names), names
    assert len(names) == len(set(names))
    assert all(len(embedded(font)["glyf"].glyphs) < len(ours(family(font))["glyf"].glyphs) for font in found.values())
    assert b"Helvetica" not in made.pdf
    assert len({family(font) for font in found.values()}) == 9


@pytest.mark.parametrize("number", SIZES)
def test_every_letter_has_the_shape_it_has_in_our_font_and_is_embedded_once(
    badges: Callable[[int], Badges], number: int
) -> None:
    reader = PdfReader(io.BytesIO(badges(number).pdf))
    found, codes = fonts(reader), shown(reader)
    drawn: dict[str, list[str]] = defaultdict(list)
    for name, used in codes.items():
        part, whole, means = embedded(found[name]), ours(family(found[name])), meanings(found[name])
        glyphs, letters = part["cmap"].tables[0].cmap, whole.getBestCmap()
        for code in used:
            assert part.getGlyphID(glyphs[code]) != 0, (name, code)
            own = letters.get(ord(means[code]))
            if own:
                assert outline(part, glyphs[code]) == outline(whole, own), (name, means[code])
            else:
                assert "\ue000" <= means[code] <= "\uf8ff"
            drawn[family(found[name])].append(means[code])
    for letters in drawn.values():
        assert len(letters) == len(set(letters))
    wanted = set("".join(left_to_right(badges(number))))
    assert {x for x in wanted if unicodedata.category(x)[0] == "L"} <= set().union(*drawn.values())


# -- what can be found and copied


def plain(text: str) -> str:
    """Return a text without what readers add or take at the end of a line."""
    return "".join(x for x in unicodedata.normalize("NFC", text) if unicodedata.category(x)[0] in "LMN")


def left_to_right(made: Badges) -> list[str]:
    return [name.text for name in made.names if name.script not in RIGHT_TO_LEFT]


@pytest.mark.parametrize("number", SIZES)
def test_every_name_from_left_to_right_is_found_in_the_paper(badges: Callable[[int], Badges], number: int) -> None:
    made = badges(number)
    assert {issue.kind for issue in made.result.issues} <= {IssueKind.SHRUNK}
    document = pypdfium2.PdfDocument(made.pdf)
    pages = [plain(page.get_textpage().get_text_range()) for page in document]
    document.close()
    for at, name in enumerate(made.names):
        assert name.script in RIGHT_TO_LEFT or plain(name.text) in pages[at // 4], name


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_another_reader_finds_every_name_from_left_to_right(badges: Callable[[int], Badges], tmp_path: Path) -> None:
    made = badges(FEW)
    (tmp_path / "badges.pdf").write_bytes(made.pdf)
    done = subprocess.run(["pdftotext", "-raw", "badges.pdf", "-"], cwd=tmp_path, capture_output=True, check=True)
    found = plain(done.stdout.decode())
    assert [name for name in left_to_right(made) if plain(name) not in found] == []
