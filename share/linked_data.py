"""What a page is about, for machines that read pages: JSON-LD in the words of schema.org."""

from typing import Any, Final
from urllib.parse import urlencode

from data.model import Source, Statement
from data.record import Record
from share.api.resources import RESOURCES
from share.api.writing import MEDIA
from share.language import Language, languages, speak
from share.links import address, statement_address
from share.names import actor_full_name, component_label, component_name
from share.version import record_version
from share.words import ROLE, STATUS

CONTEXT: Final = "https://schema.org"

KINDS: Final = {
    "agency": "NewsArticle",
    "newspaper": "NewsArticle",
    "broadcaster": "NewsArticle",
    "news_site": "NewsArticle",
    "think_tank": "Report",
    "un_document": "Report",
}
"""schema.org's type for each kind of source; CreativeWork for the others."""


def json_ld_of_mission(record: Record, base: str, lang: str) -> dict[str, Any]:
    """
    Describe a mission's record as a schema.org Dataset, with where to download it.

    The record's days are its temporal coverage, the theatre's frame its place. `base` is
    where the app is reached, without a slash at its end.
    """
    mission, t = record.mission, speak(lang)
    settings = mission.settings
    told: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": _dataset(record, base),
        "url": f"{base}/?{urlencode({'mission': mission.name, 'lang': lang})}",
        "name": t.pick(settings.title),
        "description": t.pick(settings.description),
        "version": record_version(record),
        "inLanguage": list(languages()),
        "isAccessibleForFree": True,
        "keywords": [component_name(mission, one.component, t) for one in settings.components],
        "spatialCoverage": _theatre(record),
        "distribution": _downloads(record, base, lang) if mission.statements else [],
    }
    if mission.statements:
        told["temporalCoverage"] = f"{mission.first_day}/{mission.last_day}"
    return told | _licence(record)


def json_ld_of_statement(record: Record, statement_id: str, base: str, lang: str) -> dict[str, Any]:
    """
    Describe a statement as a schema.org Claim: what is said of whom, by whom, in which source.

    The speaker is credited by name alone, since the record does not say whether a name
    is a person's or a body's. Raises KeyError for a statement that the record does not hold.
    """
    statement, t = record.by_id[statement_id], speak(lang)
    said: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Claim",
        "@id": f"{base}/{statement_address(record.mission.name, statement_id, '')}",
        "url": f"{base}/{statement_address(record.mission.name, statement_id, lang)}",
        "identifier": statement_id,
        "name": _headline(record, statement, t),
        "text": t.pick(statement.summary),
        "inLanguage": lang,
        "creditText": statement.who,
        "temporalCoverage": statement.said_on,
        "datePublished": statement.source.published,
        "about": _actor(record, statement.actor, t),
        "appearance": _source(statement.source),
        "isPartOf": {"@type": "Dataset", "@id": _dataset(record, base)},
        "version": record_version(record),
    }
    if statement.quote:
        said["hasPart"] = {
            "@type": "Quotation",
            "text": statement.quote,
            "inLanguage": statement.quote_lang,
            "creditText": statement.who,
        }
    return said | _licence(record)


def _dataset(record: Record, base: str) -> str:
    return f"{base}/{address('', mission=record.mission.name)}"


def _headline(record: Record, statement: Statement, t: Language) -> str:
    status = t(STATUS[statement.status])
    if statement.role != "unspecified":
        status = f"{status} ({t(ROLE[statement.role])})"
    name = actor_full_name(record.mission, statement.actor, t)
    part = component_label(record.mission, statement.component, t)
    return t.term(f"{name} · {part}", status)


def _actor(record: Record, code: str, t: Language) -> dict[str, str]:
    """Name an actor; what has a code of ISO 3166 is a place, which says nothing of statehood."""
    kind = "Organization" if code in record.mission.actors else "Place"
    return {
        "@type": kind,
        "name": actor_full_name(record.mission, code, t),
        "identifier": code,
    }


def _source(source: Source) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@type": KINDS.get(source.kind, "CreativeWork"),
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
        "datePublished": source.published,
        "inLanguage": source.language,
        "identifier": source.source_id,
    }
    return told | ({"url": source.url} if source.url else {})


def _theatre(record: Record) -> dict[str, Any]:
    west, south, east, north = record.mission.settings.theatre.frame
    shape = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
    return {"@type": "Place", "geo": shape}


def _downloads(record: Record, base: str, lang: str) -> list[dict[str, str]]:
    return [
        {
            "@type": "DataDownload",
            "name": resource.name,
            "description": resource.title,
            "encodingFormat": MEDIA[ending].partition(";")[0],
            "contentUrl": f"{base}/api/{record.mission.name}/{resource.name}.{ending}?lang={lang}",
        }
        for resource in RESOURCES.values()
        for ending in resource.endings
    ]


def _licence(record: Record) -> dict[str, Any]:
    licences = record.mission.settings.licences
    given = (licences[0].get("path") or licences[0].get("name", "")) if licences else ""
    return {"license": given} if given else {}
