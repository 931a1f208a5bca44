"""Sixty names that have spoiled badges: short, endless, accented, of every script we print, and hostile ones."""

from __future__ import annotations

HARD_NAMES = (
    # Short and long
    "Li",
    "Ng",
    "O",
    "Wolfeschlegelsteinhausenbergerdorff",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Anne-Charlotte-Élisabeth von und zu Hohenlohe-Waldenburg-Schillingsfürst",
    "Jean-Baptiste d’Estaing de la Rochefoucauld-Montbel",
    "Conceição Guimarães de Araújo e Silva Vasconcelos",
    "W" * 200,
    "Mm " * 60,
    "i" * 120,
    "Maria-del-Mar/Montserrat",
    # Latin with the letters of Europe and beyond
    "Małgorzata Wiśniewska",
    "Żaneta Łącka-Świętosławska",
    "Gergő Szűcs-Kőműves",
    "Þórður Ægisson",
    "Ľubomír Šťastný",
    "İpek Işıkçı",  # noqa: RUF001 - the Turkish letter is meant
    "Jürgen Größner",
    "Siobhán Ó Nualláin",
    "Ģirts Ķirsis",
    "Ștefan Țurcanu",
    "Đurđica Žužić",
    "Ħal Għargħur",
    "L·lorenç Çelebi",
    "Ŋáŋá Čuđi Ŧoavvi",
    "Žofie\u0301 S\u030ckvorecka\u0301",
    "Nguyễn Thị Hồng Nhung",
    "Đặng Văn Ổn",
    "Ǻǻ Ậậ Ḗḗ Ỗỗ",
    "m̄ n̂ q̌ ẹ́ Ọ̀ṣun",
    "O'Neill",
    "D’Agostino",
    "X Æ A-12",
    # Greek, Cyrillic, Armenian, Georgian
    "Ελευθερία Παπαδοπούλου-Κωνσταντινίδου",
    "Ἀλέξανδρος Ὀδυσσεύς",
    "Екатерина Александровна Воскресенская-Преображенская",
    "Її Ґалаґанівна Єщенко",
    "Ђорђе Њежић-Џаковић",
    "Аяжан Қожахметқызы Өмірғалиева",
    "Արիստակես Դոլուխանով",
    "გრძელიშვილი-დევაძე თამარ",
    # From right to left
    "مُنذر شربتلي",
    "پژوهشگاه می\u200cخواهم گوهریان",  # noqa: RUF001 - the Persian letters are meant
    "عبد الرحمن بن محمد بن عبد العزيز آل سعود الفيصل",
    "ﷺ ﷲ لآلئ",
    "ישראלה בן־גוריון",
    "הָיְתָה שְׁלֹמִית",
    "David כהן (תל אביב) 2026",
    "جامعة King Saud 2024-25 للعلوم",
    # Han, kana, Hangul, Thai
    "王",
    "國立臺灣大學 創新中心",
    "コンピューターサイエンス・テクノロジー株式会社",
    "さくら ぁぃぅ 々木",
    "사회과학원 어학연구소",
    "สมชาย ใจดี น้ำผึ้ง",
    # Hostile
    "Robert'); DROP TABLE people;--",
    "<b>Bold</b> &amp; \\(Escape) %PDF",
    "T̺̺̺̺̺̺̺o͞͞͞͞͞͞͞ \u202eenohp",
    "👩🏽 Zoë देव \x00\x1b[31m",
)
