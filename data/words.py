"""The closed vocabularies of the record: one word per idea, in code, files and interface."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

LADDER: Final = ("deployed", "committed", "conditional", "considering", "in_talks")
"""Positive statuses, firmest first."""

NEGATIVES: Final = ("suspended", "withdrawn", "declined")
"""Statuses by which an actor itself steps back."""

STATUSES: Final = (*LADDER, *NEGATIVES, "excluded", "open")

FIRMNESS: Final[Mapping[str, int]] = MappingProxyType(
    {status: len(LADDER) - rank for rank, status in enumerate(LADDER)}
)
"""Rungs of the ladder: 5 for deployed down to 1 for in_talks; other statuses have none."""

EVIDENCE: Final = ("reported", "mission", "observed", "own")
"""Strength of a statement for its actor, weakest first."""

REPORTED_ONLY: Final = ("reported", "mission")
"""Evidence that is only others' words: marks that rest on it are hollow."""

ROLES: Final = (
    "lead",
    "command",
    "deputy_command",
    "planning",
    "liaison",
    "ceasefire_monitoring",
    "troops",
    "police",
    "training",
    "logistics",
    "engineering",
    "medical",
    "border_monitoring",
    "humanitarian",
    "funding",
    "hosting",
    "mediation",
    "unspecified",
)

ENDS_EVERY_ROLE: Final = ("troops", "unspecified")
"""A negative statement about one of these roles ends every earlier role."""

TOPICS: Final = (
    "creation",
    "mandate",
    "legal_status",
    "structure",
    "composition",
    "command",
    "chain_of_command",
    "rules_of_engagement",
    "size",
    "sectors",
    "base",
    "timeline",
    "funding",
    "relations",
)

BASES: Final = ("on_record", "unnamed_official", "media_report", "document")
UNITS: Final = ("personnel", "police", "usd", "vehicles")
BOUNDS: Final = ("exact", "about", "at_least", "up_to", "between")
QUANTITY_OWNERS: Final = ("own", "trained", "whole", "other")
PRECISIONS: Final = ("site", "town", "area", "country")
DATE_BASES: Final = ("page", "inferred")
LINK_KINDS: Final = ("contradicts", "repeats", "supersedes")
SOURCE_KINDS: Final = (
    "official",
    "agency",
    "newspaper",
    "broadcaster",
    "news_site",
    "think_tank",
    "un_document",
    "other",
)
ACTOR_KINDS: Final = ("force", "centre", "board", "organisation", "movement", "authority")

MISSION_BODIES: Final = ("force", "centre", "board")
"""Kinds of actor that are the mission itself: they can speak as its command."""

PUBLISHER: Final = "the publisher"
"""Speaker of a statement that a medium makes in its own voice."""

PRESS: Final = "PRESS"
OTHER: Final = "OTHER"
