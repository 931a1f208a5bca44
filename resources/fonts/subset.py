"""Makes the paper fonts from the packages they come from; README.md beside this file tells how to call it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from fontTools import subset

LATIN_GREEK_CYRILLIC = (
    *range(0x0590), *range(0x1AB0, 0x1B00), *range(0x1DC0, 0x1E00), *range(0x1E00, 0x2000),
    *range(0x2000, 0x2300), *range(0xA720, 0xA800), 0xFFFD,
)  # fmt: skip
KANA_AND_SIGNS = (*range(0x3000, 0x3100), *range(0x31F0, 0x3200), *range(0xFF00, 0xFFF0))
HANGUL = (*range(0x1100, 0x1200), *range(0x3130, 0x3190), *range(0xAC00, 0xD7A4))
GEORGIAN = (*range(0x10A0, 0x1100), *range(0x1C90, 0x1CC0), *range(0x2D00, 0x2D30))
ARMENIAN = (*range(0x0530, 0x0590), *range(0xFB13, 0xFB18))
EVERY = tuple(range(0x20, 0x10000))
"""Letters beyond the first plane are left out: the PDF library cannot say in a file which letter such a shape is."""
IN_NAMES = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖"
    "䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮乸亸伣侴俫倴倻傉冮凓刬剅勔勚卽厾叆叇叕叚咉唝啫啰啴嗞嘚嘡噇圐圙圫圲坬垍"
    "垎垯垱垾埗埪埫堃堼堾塅塆墕壸妭婫婳媂媆媖媭屃岞峂峃峣峧崄崡嵖嵚嶅嶦幖庼弆彟愭慭憕扅拃拤挦摏敩旸旿昣昪昽晐晫暅暶杄"
    "杧柖栐梽梾梿棁榅槚槜汈沨洓洣浉浐浕浛浲涢溁溇溚溵滧滪漋漖漴潖潵澛炌炣煴熻牤牥狝猄獴玘玙玚玞玱珕珢珦珰珷珹琎琔琟瑃"
    "瑅瑓瑖瑝瑨瑬璬璮畖疁疍疭痓瘆眬砄硁硔硙硚碈碶磜祃祎祾秾穙窎筜筼箓篯簕糵纮纴纻纼绖绤绹缊缐缞羓翈翙翚脿腘腨臜苉茋茓"
    "茝茽荙菍萚蓢蔃蕰藠虸蚄蚲蜐蝲螠螱蟏衠袆袯裈襕觃訚詟讱讻诇诐谞豮赑赒赗赟赪跶蹽蹾轪辀辌辒遆鄌酂酦钖钘铏铚铻锜锧锳锽"
    "镃镈镋镕镚镠镮镴镵闿阇阘隺鞧韂韨顚颋颎颙飏飐飔飗饳饸饹饻馃馉馌驲骃骉骍骎骕骙骦髃髎鬶鱽鱾鲀鲃鲉鲊鲌鲏鲖鲗鲘鲙鲝鲪"
    "鲬鲯鲹鲾鲿鳀鳁鳂鳈鳉鳑鳒鳚鳛鳠鳡鳣鳤鸤鸧鸮鸰鸻鸼鹀鹍鹐鹒鹔鹖鹙鹝鹟鹠鹡鹢鹮鹯鹲鹴麖黇黡龁龂鿍鿎鿏"
)
"""What else China's Table of General Standard Characters (2013) and Japan's list of letters for names have."""

JOINING = ("ccmp", "locl", "init", "medi", "fina", "isol", "rlig", "calt", "liga", "mark", "mkmk", "kern")
MARKS = ("ccmp", "mark", "mkmk")


def han() -> set[int]:
    """Return what the character sets of mainland China, Taiwan and Japan have, and the letters of names."""
    found = set(map(ord, IN_NAMES))
    for codec in ("gb2312", "big5", "shift_jis", "euc_jp", "cp932"):
        for pair in range(0x8140, 0x10000):
            letter = pair.to_bytes(2, "big").decode(codec, "ignore")
            if len(letter) == 1 and (0x2E80 <= ord(letter) <= 0x9FFF or 0xF900 <= ord(letter) <= 0xFAFF):
                found.add(ord(letter))
    return found


FONTS = {
    "NotoSans-Regular": ("noto-sans", "400Regular/NotoSans_400Regular", LATIN_GREEK_CYRILLIC, MARKS),
    "NotoSans-Bold": ("noto-sans", "700Bold/NotoSans_700Bold", LATIN_GREEK_CYRILLIC, MARKS),
    "NotoSansArabic-Bold": ("noto-sans-arabic", "700Bold/NotoSansArabic_700Bold", EVERY, JOINING),
    "NotoSansHebrew-Bold": ("noto-sans-hebrew", "700Bold/NotoSansHebrew_700Bold", EVERY, JOINING),
    "NotoSansThai-Bold": ("noto-sans-thai", "700Bold/NotoSansThai_700Bold", EVERY, JOINING),
    "NotoSansGeorgian-Bold": ("noto-sans-georgian", "700Bold/NotoSansGeorgian_700Bold", GEORGIAN, ()),
    "NotoSansArmenian-Bold": ("noto-sans-armenian", "700Bold/NotoSansArmenian_700Bold", ARMENIAN, ()),
    "NotoSansSC-Bold": ("noto-sans-sc", "700Bold/NotoSansSC_700Bold", (*han(), *KANA_AND_SIGNS), ()),
    "NotoSansKR-Bold": ("noto-sans-kr", "700Bold/NotoSansKR_700Bold", HANGUL, ()),
}


def make(packages: Path, out: Path) -> None:
    """Cut all fonts down; `packages` holds one unpacked folder a package, `out` is where fonts and licences go."""
    for name, (package, source, letters, features) in FONTS.items():
        options = subset.Options(
            layout_features=list(features), hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14]
        )
        font = subset.load_font(str(packages / package / f"{source}.ttf"), options)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=letters)
        cutter.subset(font)
        font.recalcTimestamp = False
        subset.save_font(font, str(out / f"{name}.ttf"), options)
        shutil.copyfile(packages / package / "LICENSE_FONT", out / f"{name.partition('-')[0]}-LICENSE.txt")


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
