"""The fonts of paper: free to embed, whole alphabets in them, and what they lack is told by its number."""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fontTools.ttLib import TTFont

from coordinator import assets
from coordinator.domain.printing import Document
from coordinator.paper.issues import IssueKind
from coordinator.paper.text import fonts
from coordinator.paper.text.fonts import Font

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(assets.folder("resources")) / "fonts"
PAPER = sorted(FOLDER.glob("NotoSans*.ttf"))
OPEN = "This Font Software is licensed under the SIL Open Font License, Version 1.1."

ALPHABETS = {
    "Albanian": "çë", "Azerbaijani": "əğıöüçş", "Basque": "ñ", "Bosnian": "čćđšž", "Breton": "ñùê",
    "Catalan": "àçéèíïóòúüŀ", "Croatian": "čćđšž", "Czech": "áčďéěíňóřšťúůýž", "Danish": "æøå", "Dutch": "áéëïĳóöúü",
    "Estonian": "äõöüšž", "Faroese": "áðíóúýæø", "Finnish": "åäöšž", "French": "àâæçéèêëîïôœùûüÿ",
    "Gaelic": "áéíóúḃċḋḟġṁṗṡṫ", "German": "äöüßẞ", "Greek": "αβγδεζηθικλμνξοπρστυφχψωάέήίόύώϊϋΐΰς",
    "Hungarian": "áéíóöőúüű", "Icelandic": "áðéíóúýþæö", "Italian": "àèéìîòóùú", "Latvian": "āčēģīķļņšūž",
    "Lithuanian": "ąčęėįšųūž", "Luxembourgish": "äéë", "Maltese": "ċġħż", "Polish": "ąćęłńóśźż",
    "Portuguese": "ãáàâçéêíõóôúü", "Romanian": "ăâîșțşţ", "Romansh": "àèéìòù", "Sami": "áčđŋšŧžâõäå",
    "Slovak": "áäčďéíĺľňóôŕšťúýž", "Slovene": "čšž", "Sorbian": "ćčěłńóřŕšśžź", "Spanish": "áéíñóúü", "Swedish": "åäö",
    "Turkish": "çğıİöşü", "Vietnamese": "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", "Welsh": "âêîôûŵŷ",
    "Belarusian": "абвгдеёжзійклмнопрстуўфхцчшыьэюя", "Bulgarian": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "Kazakh": "әғқңөұүһі", "Macedonian": "ѓѕјљњќџѐѝ", "Mongolian": "өү", "Russian": "ёйцукенгшщзхъфывапролджэячсмитьбю",
    "Serbian": "ђјљњћџ", "Tajik": "ғӣқӯҳҷ", "Tatar": "әөүҗңһ", "Ukrainian": "ґєії",
    "Arabic": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژڤکگی", "Urdu": "ٹڈڑںھہےۓ", "Kurdish": "ڕڵۆێە",
    "Hebrew": "אבגדהוזחטיךכלםמןנסעףפץצקרשתװױײ", "Thai": "กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ",
    "Armenian": "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև", "Georgian": "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    "Japanese": "あいうえおかがんアイウエオヴンー々〆東京鈴木髙﨑彅栁",
    "Korean": "가나다라마바사아자차카타파하힣김이박최정",
    "Chinese": "王李张刘陈杨赵黄周吴張劉陳楊趙黃吳臺灣喆镕堃赟赪婳玘颋飏祎旸䶮珺玥",
    "signs": "’‘“”„«»–—…·•€£&@/+()[]№™®°",
}  # fmt: skip

UNKNOWN = {
    "Devanagari": "देवनागरी", "Bengali": "বাংলা", "Tamil": "தமிழ்", "Gurmukhi": "ਪੰਜਾਬੀ", "Ethiopic": "አማርኛ",
    "Khmer": "ខ្មែរ", "Burmese": "မြန်မာ", "Tibetan": "བོད", "Syriac": "ܣܘܪܝܝܐ", "Cherokee": "ᏣᎳᎩ", "emoji": "😀",
    "rare Han": "𠮷", "music": "𝄞",
}  # fmt: skip


def name(font: TTFont, number: int) -> str:
    return str(font["name"].getDebugName(number) or "")


@pytest.mark.parametrize("path", PAPER, ids=lambda path: path.stem)
def test_font_may_be_embedded_in_any_paper_and_its_licence_stands_beside_it(path: Path) -> None:
    font = TTFont(path)
    licence = (FOLDER / f"{path.name.partition('-')[0]}-LICENSE.txt").read_text(encoding="utf-8")
    assert font["OS/2"].fsType == 0
    assert OPEN.casefold().removesuffix(".") in name(font, 13).casefold()
    assert OPEN in licence
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in licence
    holder = next(each for each in ("The Noto Project Authors", "Adobe") if each in name(font, 0))
    assert holder in licence.splitlines()[0]
    assert "Source" not in name(font, 4)


@pytest.mark.parametrize("path", PAPER, ids=lambda path: path.stem)
def test_font_is_one_that_the_pdf_library_reads(path: Path) -> None:
    font = TTFont(path)
    assert "glyf" in font
    assert not {"CFF ", "fvar", "SVG ", "COLR"} & set(font.keys())
    assert max(font.getBestCmap()) <= 0xFFFF


def test_fonts_take_nine_megabytes_and_five_when_packed() -> None:
    contents = [path.read_bytes() for path in PAPER]
    assert len(contents) == 9
    assert sum(map(len, contents)) < 9_200_000
    assert sum(len(zlib.compress(content, 9)) for content in contents) < 5_100_000


@pytest.mark.parametrize("language", ALPHABETS)
def test_every_letter_of_a_language_has_a_font(language: str) -> None:
    letters = ALPHABETS[language]
    both = {*letters, *(big for big in letters.upper() if len(big) == 1)}
    for font in Font:
        assert "".join(sorted(letter for letter in both if not fonts.holder(letter, font))) == ""


@pytest.mark.parametrize("script", UNKNOWN)
def test_letters_of_a_script_that_no_font_has_are_told_by_person_field_and_number(
    printed: Callable[..., Any], badge_of: Callable[..., Any], script: str
) -> None:
    record = badge_of(f"Zoë {UNKNOWN[script]} Łukasz")
    _, result = printed(Document.BADGES, [record])
    (issue,) = [issue for issue in result.issues if issue.kind is IssueKind.MISSING_GLYPH]
    assert (issue.about, issue.field) == (record.person, "name")
    assert f"(U+{ord(UNKNOWN[script][0]):04X})" in issue.sentence
    assert "ë" not in issue.sentence.partition("cannot print")[2]
