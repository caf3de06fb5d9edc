"""The footnotes of a brief: each source once, numbered in the order in which it is cited."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from data.model import Source
from data.record import Record
from share.language import Language


@dataclass(frozen=True, slots=True)
class Note:
    """One footnote: its number, the document in words, its site, and its address if known."""

    number: int
    text: str
    site: str
    url: str


@dataclass(slots=True)
class Notes:
    """Number sources as they are cited; one that is cited again keeps its number."""

    record: Record
    t: Language
    sources: dict[str, Source] = field(default_factory=dict)

    def cite(self, statement_ids: Iterable[str], *, most: int = 2) -> tuple[int, ...]:
        """Return the numbers of the documents of some statements, `most` at most."""
        numbers = []
        for name in statement_ids:
            source = self.record.by_id[name].source
            self.sources.setdefault(source.source_id, source)
            numbers.append(list(self.sources).index(source.source_id) + 1)
            if len(set(numbers)) == most:
                break
        return tuple(dict.fromkeys(numbers))

    def listed(self) -> tuple[Note, ...]:
        """Return every footnote, the first cited first."""
        return tuple(
            Note(number, self._text(source), urlsplit(source.url).netloc, source.url)
            for number, source in enumerate(self.sources.values(), start=1)
        )

    def _text(self, source: Source) -> str:
        t = self.t
        publisher = t.apart(source.publisher)
        if source.relays:
            publisher = t(
                "{publisher} (relaying {outlet})", publisher=publisher, outlet=source.relays
            )
        return t(
            "{publisher}: “{title}”, {day}.",
            publisher=publisher,
            title=source.title,
            day=t.written(source.published),
        )
