"""Phone numbers that an export or a spreadsheet program damaged: mended where that is safe, else said."""

from __future__ import annotations

import re
from enum import Enum, auto

from coordinator.intake.folding import fold

_SCIENTIFIC = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]{2}")
_FORMULA = re.compile(r"^=\s*\"?(?=[+0-9(])|(?<=[0-9)])\"$")
_LEAST_DIGITS = 8
"""So many digits are left after the code of a country in a whole number."""


def _table(text: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in text.split(","))


_CODES = _table(
    "ad=376,ae=971,al=355,at=43,au=61,ba=387,be=32,bg=359,br=55,by=375,ch=41,cl=56,cn=86,co=57,cy=357,"
    "cz=420,de=49,dk=45,ee=372,eg=20,es=34,fi=358,fr=33,gb=44,ge=995,gr=30,hr=385,hu=36,ie=353,il=972,"
    "in=91,is=354,it=39,jp=81,kr=82,li=423,lt=370,lu=352,lv=371,ma=212,md=373,me=382,mk=389,mt=356,mx=52,"
    "nl=31,no=47,nz=64,pl=48,pt=351,ro=40,rs=381,se=46,si=386,sk=421,tn=216,tr=90,ua=380,uk=44,us=1,ca=1,"
    "za=27"
)
_NAMES = _table(
    "austria=at,belgium=be,bulgaria=bg,croatia=hr,cyprus=cy,czech republic=cz,czechia=cz,denmark=dk,"
    "estonia=ee,finland=fi,france=fr,germany=de,deutschland=de,greece=gr,hungary=hu,iceland=is,ireland=ie,"
    "italy=it,italia=it,latvia=lv,lithuania=lt,luxembourg=lu,malta=mt,netherlands=nl,the netherlands=nl,"
    "nederland=nl,norway=no,poland=pl,polska=pl,portugal=pt,romania=ro,serbia=rs,slovakia=sk,slovenia=si,"
    "spain=es,espana=es,sweden=se,switzerland=ch,schweiz=ch,osterreich=at,turkey=tr,turkiye=tr,ukraine=ua,"
    "united kingdom=gb,great britain=gb,united states=us,usa=us,canada=ca,israel=il,japan=jp,"
    "south korea=kr,china=cn,india=in"
)


class Damage(Enum):
    """What had happened to a number."""

    NONE = auto()
    MENDED = auto()
    LOST = auto()


def mend(phone: str, country: str) -> tuple[str, Damage]:
    """Return a number as it was meant, and what had happened to it.

    The plus that an export took away is put back only where the number begins with the code of the person's country.
    """
    if _SCIENTIFIC.fullmatch(phone):
        return phone, Damage.LOST
    bare = _FORMULA.sub("", phone)
    digits = "".join(filter(str.isdigit, bare))
    name = fold(country)
    code = _CODES.get(_NAMES.get(name, name), "")
    if code and bare[:1].isdigit() and digits.startswith(code) and len(digits) >= len(code) + _LEAST_DIGITS:
        bare = f"+{bare}"
    return bare, Damage.NONE if bare == phone else Damage.MENDED
