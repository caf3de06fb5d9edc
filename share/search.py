"""Find actors, speakers, places, sources and statements by what a reader types."""

import functools
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from babel import Locale
from babel.localedata import exists
from iso3166 import countries_by_alpha3
from rapidfuzz import fuzz

from data.model import Mission, Statement
from data.record import Record
from data.words import PUBLISHER
from share.language import languages

KINDS: Final = ("actor", "speaker", "place", "source", "statement")
"""In the order in which they are shown."""

IN_COMMON_USE: Final[Mapping[str, tuple[str, ...]]] = {
    "ARE": ("UAE", "EAU", "Emirates", "Émirats"),
    "BIH": ("Bosnia", "Bosnie"),
    "CHN": ("PRC",),
    "CZE": ("Czech Republic", "République tchèque"),
    "GBR": ("UK", "Britain", "Great Britain", "Grande-Bretagne", "England", "Angleterre"),
    "KOR": ("ROK",),
    "MMR": ("Burma",),
    "NLD": ("Holland", "Hollande"),
    "PSE": ("Palestine",),
    "SAU": ("KSA",),
    "SWZ": ("Swaziland",),
    "TUR": ("Turkey",),
    "USA": ("US", "America", "Amérique"),
}
"""What states are called and CLDR does not list; a hand-made list of names often met."""

SAME_LETTERS: Final = str.maketrans({"ة": "ه", "ى": "ي", "ı": "i", "ł": "l", "ø": "o", "’": "'"})
"""Letters that are typed for each other and that Unicode does not decompose."""

EXACT, STARTS, WORD_STARTS, WITHIN, SIMILAR = 100, 90, 80, 60, 50
"""How well a name answers, from all of it to nearly; statements have to hold every word."""

SIMILAR_FROM: Final = 78.0
"""Least similarity in percent (rapidfuzz ratio) for a name that is spelt otherwise."""

LONG_ENOUGH: Final = 4
"""Letters from which on a misspelling is looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its folded `names`, and `codes` that count only whole."""

    kind: str
    key: str
    names: tuple[str, ...]
    codes: tuple[str, ...]
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One answer: an actor's code, a place's, source's or statement's id, a speaker's name."""

    kind: str
    key: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The best answers of one kind, and how many more there are."""

    kind: str
    hits: tuple[Hit, ...]
    left_out: int


def fold(text: str) -> str:
    """
    Return a text as it is compared: without case, accents, vowel points or doubled spaces.

    >>> fold("Türkiye"), fold("  ÉTATS-Unis ")
    ('turkiye', 'etats-unis')
    """
    spread = unicodedata.normalize("NFKD", text.casefold().translate(SAME_LETTERS))
    return " ".join("".join(s for s in spread if not unicodedata.combining(s)).split())


def search(record: Record, text: str, *, at_most: int | None = None) -> tuple[Group, ...]:
    """
    Return what a reader may mean, grouped by kind, the best first.

    The order is the same each time: how well a name answers, then how much is said, then
    the name. Statements come newest first. `at_most` limits each group; what it leaves out
    is counted. An empty text finds nothing.
    """
    wanted = fold(text)
    if not wanted:
        return ()
    scored: dict[str, list[tuple[int, Entry]]] = {kind: [] for kind in KINDS}
    for entry in _entries(record):
        score = _score(entry, wanted)
        if score:
            scored[entry.kind].append((score, entry))
    groups = []
    for kind, found in scored.items():
        if kind != "statement":
            best = max((score for score, _ in found), default=0)
            # A misspelling is only guessed where nothing was spelt that way.
            found = [f for f in found if f[0] >= WITHIN or best < WITHIN]
            found.sort(key=lambda f: (-f[0], -len(f[1].statement_ids), f[1].names[0], f[1].key))
        hits = tuple(Hit(kind, entry.key, entry.statement_ids) for _, entry in found)
        if hits:
            shown = hits[:at_most]
            groups.append(Group(kind, shown, len(hits) - len(shown)))
    return tuple(groups)


def named(record: Record, text: str) -> Hit | None:
    """Return the speaker or place that a text names in full, if it names one."""
    wanted = fold(text)
    for entry in _entries(record):
        if entry.kind in ("speaker", "place") and wanted in entry.names:
            return Hit(entry.kind, entry.key, entry.statement_ids)
    return None


def _score(entry: Entry, wanted: str) -> int:
    """Say how well an entry answers; 0 for not at all."""
    words = _words(wanted)
    if entry.kind == "statement":
        return WORD_STARTS if words and _has_all(entry.names[0], words) else 0
    if wanted in entry.names or wanted in entry.codes:
        return EXACT
    if any(name.startswith(wanted) for name in entry.names):
        return STARTS
    if words and any(_has_all(name, words) for name in entry.names):
        return WORD_STARTS
    if len(wanted) >= LONG_ENOUGH and any(wanted in name for name in entry.names):
        return WITHIN
    if len(wanted) >= LONG_ENOUGH and entry.kind != "source":
        alike = max(
            (fuzz.ratio(wanted, part) for name in entry.names for part in (name, *_words(name))),
            default=0.0,
        )
        return round(SIMILAR * alike / 100) if alike >= SIMILAR_FROM else 0
    return 0


def _has_all(text: str, words: Iterable[str]) -> bool:
    """Say whether each word begins a word of a text."""
    spaced = f" {' '.join(_words(text))}"
    return all(f" {word}" in spaced for word in words)


@functools.lru_cache(maxsize=8192)
def _words(text: str) -> tuple[str, ...]:
    return tuple("".join(s if s.isalnum() else " " for s in text).split())


@functools.lru_cache(maxsize=8)
def _entries(record: Record) -> tuple[Entry, ...]:
    """List everything that can be found in a record, once."""
    mission = record.mission
    return (
        *(
            Entry("actor", code, *_names_of(mission, code, _tongues(record)), _ids(said))
            for code, said in record.by_actor.items()
        ),
        *_speakers(record),
        *(
            Entry(
                "place",
                place.place_id,
                _folded(place.name.values()),
                (),
                _ids(s for s in record.by_id.values() if place.place_id in (s.place_id, s.not_in)),
            )
            for place in mission.places.values()
        ),
        *_sources(record),
        *(
            Entry("statement", s.statement_id, (_said(record, s),), (), (s.statement_id,))
            for s in record.by_id.values()
        ),
    )


def _names_of(
    mission: Mission, code: str, tongues: Iterable[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return what an actor is called in any of some languages, and its codes."""
    if code in mission.actors:
        actor = mission.actors[code]
        return _folded((*actor.name.values(), *actor.short.values())), (fold(code),)
    country = countries_by_alpha3.get(code)
    if not country:
        return (fold(code),), ()
    names = [Locale.parse(tongue).territories.get(country.alpha2, "") for tongue in tongues]
    names += [country.name, country.apolitical_name]
    usual = IN_COMMON_USE.get(code, ())
    short = [name for name in usual if name.isupper()]
    codes = _folded((country.alpha2, country.alpha3, *short))
    return _folded((*names, *(name for name in usual if name not in short))), codes


def _tongues(record: Record) -> tuple[str, ...]:
    """Return the languages of the interface, then those of the record's sources."""
    read = sorted({source.language for source in record.mission.sources.values()})
    return tuple(dict.fromkeys((*languages(), *(code for code in read if exists(code)))))


def _speakers(record: Record) -> Iterable[Entry]:
    said: dict[str, list[Statement]] = {}
    for statement in record.by_id.values():
        if statement.speaker != PUBLISHER:
            said.setdefault(statement.speaker, []).append(statement)
    for speaker, statements in said.items():
        offices = dict.fromkeys(s.speaker_office for s in statements if s.speaker_office)
        yield Entry("speaker", speaker, _folded((speaker, *offices)), (), _ids(statements))


def _sources(record: Record) -> Iterable[Entry]:
    resting: dict[str, list[Statement]] = {}
    for statement in record.by_id.values():
        resting.setdefault(statement.source.source_id, []).append(statement)
    for source in record.mission.sources.values():
        names = _folded((source.title, source.publisher, source.relays))
        on_it = _ids(resting.get(source.source_id, ()))
        yield Entry("source", source.source_id, names, (fold(source.source_id),), on_it)


def _said(record: Record, statement: Statement) -> str:
    """Return all the words of a statement: what, by whom, where, in any of its languages."""
    places = [record.mission.places.get(name) for name in (statement.place_id, statement.not_in)]
    return fold(
        " ".join(
            (
                *statement.summary.values(),
                *statement.condition.values(),
                statement.quote,
                statement.who,
                statement.speaker_office,
                *(name for place in places if place for name in place.name.values()),
                statement.statement_id,
            )
        )
    )


def _folded(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(name) for name in names if name))


def _ids(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(statement.statement_id for statement in statements)
