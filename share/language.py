"""How things are said to a reader: interface text, names of states, days and numbers."""

import functools
import gettext
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_compact_decimal, format_decimal
from iso3166 import countries_by_alpha3

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
SOURCE_LANGUAGE = "en"

OLD_CODES = {"iw": "he"}
"""What some browsers still call a language."""

NO_BREAK = "\u00a0"
_BETWEEN_GROUPS = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
_BEFORE_FRENCH_SIGNS = re.compile(r" (?=[;:!?%»])|(?<=«) ")

_HEBREW_AND = re.compile(r"(?<= )ו(?=[\u2066-\u2068]?[0-9A-Za-z])")

DAY_SKELETONS = {"long": "yMMMMd", "medium": "yMMMd"}
"""Which parts of a day are written; each language has its own order for them (CLDR)."""

OWN_MONTHS = {"long": "MMMM", "medium": "MMM"}
OWN_DAY_ORDER = ("en", "fr")
"""English puts the day first here, as news agencies do; French writes "1er"."""

RIGHT_TO_LEFT = "rtl"
ISOLATE, END_OF_ISOLATE = "\u2068", "\u2069"
"""Unicode's marks around a text whose direction is its own (UAX 9: FSI, PDI)."""

ISOLATE_RIGHT_TO_LEFT = "\u2067"
"""The same around a text that runs from right to left whatever its letters (RLI)."""


@functools.cache
def languages() -> tuple[str, ...]:
    """Return the languages of the interface: the one it is written in, then the catalogues."""
    return (SOURCE_LANGUAGE, *sorted(path.parent.parent.name for path in _catalogues()))


def _catalogues() -> Iterable[Path]:
    return CATALOGUES.glob("*/LC_MESSAGES/missionmap.po")


def best_language(wanted: str | None) -> str:
    """
    Choose the interface language for a browser's wishes, such as `fr-CA, en;q=0.8`.

    The most wanted one that is spoken here; the order of the header among equals.

    >>> best_language("en-GB")
    'en'
    >>> best_language("de, fr;q=0.5, en;q=0.9")
    'en'
    """
    wishes = [_wish(part) for part in (wanted or "").split(",")]
    spoken = [wish for wish in wishes if wish[1] in languages() and wish[0] > 0]
    return max(spoken, key=lambda wish: wish[0])[1] if spoken else SOURCE_LANGUAGE


def _wish(part: str) -> tuple[float, str]:
    """Return how much a language is wanted (0 to 1; RFC 9110), and which."""
    tag, *settings = (piece.strip() for piece in part.split(";"))
    weight = next((s[2:] for s in settings if s.startswith("q=")), "1")
    known = re.fullmatch(r"[01](\.\d{0,3})?", weight)
    base = tag.replace("_", "-").split("-")[0].lower()
    return (float(weight) if known else 0.0, OLD_CODES.get(base, base))


class Language:
    """
    Speak to a reader in one language.

    Calling it translates a text; `{name}` fields are filled with keywords after
    the translation, so that each language can order them. In a language written from
    right to left each field is isolated: a Latin name or a date inside the sentence
    keeps its own order and does not turn that of its neighbours.
    """

    def __init__(self, code: str) -> None:
        """Load the catalogue for an interface language code, such as `fr`."""
        self.code = code
        self.locale = Locale.parse(code)
        self.direction = self.locale.text_direction
        self._catalogue, self._plural = _load(code)

    def __call__(self, text: str, /, **fields: object) -> str:
        """Translate a text and fill its fields."""
        translated = self._catalogue.gettext(text)
        return translated.format(**self._isolated(fields)) if fields else translated

    def n(self, one: str, many: str, count: int, /, **fields: object) -> str:
        """Translate a text in the plural form for `count`, which fills {count}."""
        translated = self._catalogue.ngettext(one, many, count)
        return translated.format(count=self.number(count), **self._isolated(fields))

    def form(self, count: int) -> int:
        """Return which of the language's plural forms is for `count`, the first being 0."""
        return self._plural(count)

    def _isolated(self, fields: Mapping[str, object]) -> Mapping[str, object]:
        return {name: self.apart(str(value)) for name, value in fields.items()}

    def apart(self, text: str) -> str:
        """
        Isolate a text from the direction of what surrounds it, where that matters.

        A text that begins with an isolated field was put together in this language and
        runs its way, though it may hold no letter of its own that would tell.
        """
        if not text or self.direction != RIGHT_TO_LEFT:
            return text
        ours = text.startswith((ISOLATE, ISOLATE_RIGHT_TO_LEFT))
        return f"{ISOLATE_RIGHT_TO_LEFT if ours else ISOLATE}{text}{END_OF_ISOLATE}"

    def pick(self, texts: Mapping[str, str]) -> str:
        """Return the record's own text in this language, else in English, else in any."""
        return texts.get(self.language_of(texts), "")

    def language_of(self, texts: Mapping[str, str]) -> str:
        """Return in which language `pick` gives a text: this one, else English, else any."""
        order = (self.code, SOURCE_LANGUAGE, *texts)
        return next((code for code in order if texts.get(code)), self.code)

    def region(self, code: str) -> str | None:
        """Return the CLDR name of a state by its alpha-3 code, or None if it has none."""
        country = countries_by_alpha3.get(code)
        return self.locale.territories.get(country.alpha2) if country else None

    def language_name(self, code: str) -> str:
        """Return the name of a language by its ISO 639-1 code."""
        return self.locale.languages.get(code, code)

    def day(self, day: date, form: str = "long") -> str:
        """Write a day: long (21 October 2025), medium (21 Oct 2025) or another Babel pattern."""
        return _day(self, day, form)

    def written(self, text: str, form: str = "medium") -> str:
        """Write a date of the record, which may be a month."""
        if len(text) == len("YYYY-MM"):
            return format_date(date.fromisoformat(f"{text}-01"), "LLLL y", locale=self.locale)
        return self.day(date.fromisoformat(text), form)

    @property
    def day_field(self) -> str:
        """
        Return in which order a day is typed, as YYYY, MM and DD with the language's own sign.

        Where CLDR has the month first, others who write this language put the day first: to
        be understood by both, the year leads.

        >>> Language("he").day_field
        'DD.MM.YYYY'
        """
        parts = re.findall(r"([yMd])+|([/.-])", self.locale.date_formats["short"].pattern)
        order = "".join(letter for letter, _ in parts)
        sign = next((sign for _, sign in parts if sign), "-")
        written = {"yMd": ("YYYY", "MM", "DD"), "dMy": ("DD", "MM", "YYYY")}
        return sign.join(written[order]) if order in written else "YYYY-MM-DD"

    def number(self, number: int) -> str:
        """Write a whole number with this language's grouping."""
        return format_decimal(number, locale=self.locale)

    def dollars(self, amount: int) -> str:
        """Write an amount of US dollars in words, shortened from a million on."""
        t = self
        if amount >= 1_000_000:
            # Babel writes "1 millions" of exactly one; a dollar more is rounded away again.
            short = format_compact_decimal(
                amount + 1, format_type="long", locale=self.locale, fraction_digits=1
            )
            return t("{rounded} US dollars", rounded=short.replace("\u202f", "\u00a0"))
        return t("{amount} US dollars", amount=self.number(amount))

    def term(self, term: str, text: str) -> str:
        """Put a term before its text, with the colon of this language."""
        t = self
        return t("{term}: {text}", term=term, text=text)

    def going_on(self, text: str) -> str:
        """Write a text as it stands within a sentence: in French it loses its capital."""
        return text[:1].lower() + text[1:] if self.code == "fr" else text

    def beside(self, *parts: str) -> str:
        """Put parts one after the other with the comma of this language."""
        t = self
        return functools.reduce(
            lambda first, second: t("{first}, {second}", first=first, second=second), parts
        )

    def row(self, parts: Iterable[str]) -> str:
        """Put parts one after the other that hold commas themselves."""
        t = self
        said = list(parts)
        return functools.reduce(
            lambda first, second: t("{first}; {second}", first=first, second=second), said or [""]
        )

    def order(self, name: str) -> str:
        """Return what to sort a name by: its letters without accents or case."""
        letters = unicodedata.normalize("NFKD", name.casefold())
        return "".join(letter for letter in letters if not unicodedata.combining(letter))

    def listing(self, parts: Iterable[str]) -> str:
        """
        Join names the way this language does: a, b and c.

        In Hebrew the "and" is a letter of the next word, which a number or a name in other
        letters stands apart from.
        """
        joined = format_list(list(parts), locale=self.locale)
        return _HEBREW_AND.sub("\\g<0>-", joined) if self.code == "he" else joined


def kept_together(text: str, code: str) -> str:
    r"""
    Put spaces that no line breaks at where a language wants them, for text that is shown.

    Between the groups of a number; in French before the signs that stand apart, too.

    >>> kept_together("8 000 soldats : oui", "fr")
    '8\xa0000 soldats\xa0: oui'
    """
    text = _BETWEEN_GROUPS.sub(NO_BREAK, text)
    return _BEFORE_FRENCH_SIGNS.sub(NO_BREAK, text) if code == "fr" else text


@functools.lru_cache(maxsize=8192)
def _day(t: Language, day: date, form: str) -> str:
    """Write a day once: a slider over the record's days names all of them on each run."""
    if form not in DAY_SKELETONS:
        return format_date(day, form, locale=t.locale)
    if t.code not in OWN_DAY_ORDER:
        return format_skeleton(DAY_SKELETONS[form], day, locale=t.locale)
    number = "d'er'" if t.code == "fr" and day.day == 1 else "d"
    return format_date(day, f"{number} {OWN_MONTHS[form]} y", locale=t.locale)


@functools.cache
def speak(code: str) -> Language:
    """Return the shared Language for a code."""
    return Language(code)


def _load(code: str) -> tuple[gettext.NullTranslations, Callable[[int], int]]:
    """Read a language's catalogue, with the formula of its plural forms."""
    path = CATALOGUES / code / "LC_MESSAGES" / "missionmap.po"
    if not path.exists():
        return gettext.NullTranslations(), gettext.c2py("n != 1")
    compiled = io.BytesIO()
    with path.open("rb") as file:
        texts = read_po(file, locale=code)
    write_mo(compiled, texts)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled), gettext.c2py(texts.plural_expr)
