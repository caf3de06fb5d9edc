"""The record's vocabulary in a reader's words; every text here is translated where it is shown."""

import functools
from collections.abc import Mapping
from typing import Final

from data.model import Quantity
from share.language import Language


def N_(text: str) -> str:  # noqa: N802 -- gettext's usual name for a text to translate later
    """Mark a text for the catalogues without translating it yet."""
    return text


STATUS: Final[Mapping[str, str]] = {
    "deployed": N_("Present"),
    "committed": N_("Pledged"),
    "conditional": N_("On conditions"),
    "considering": N_("Weighing it"),
    "in_talks": N_("In talks"),
    "suspended": N_("On hold"),
    "withdrawn": N_("Withdrawn"),
    "declined": N_("Declined"),
    "excluded": N_("Kept out"),
    "open": N_("Not settled"),
}

STATUS_MEANING: Final[Mapping[str, str]] = {
    "deployed": N_("People or means are in place; for money: paid."),
    "committed": N_("Announced or pledged by the contributor or by the mission's command."),
    "conditional": N_("Only if a named condition is met."),
    "considering": N_("The actor signals readiness or interest, or weighs it."),
    "in_talks": N_("Discussions are confirmed or reported."),
    "suspended": N_("Had moved forward, then paused it."),
    "withdrawn": N_("Was in, and left."),
    "declined": N_("Said no, or denied it."),
    "excluded": N_("Somebody else keeps the actor out."),
    "open": N_("Said to be not settled yet."),
}

COUNTED: Final[Mapping[str, str]] = {**STATUS, "excluded": N_("Only kept out")}
"""What those are called who are counted under a status: the kept out may stand elsewhere too."""

COUNTED_MEANING: Final[Mapping[str, str]] = {
    **STATUS_MEANING,
    "excluded": N_(
        "Somebody else keeps the actor out, wholly or in part; nothing else is on record."
    ),
}

EVIDENCE: Final[Mapping[str, str]] = {
    "own": N_("in its own words"),
    "observed": N_("observed by others"),
    "mission": N_("according to the mission's command only"),
    "reported": N_("only reported by others"),
}

VOICE: Final[Mapping[str, str]] = {
    "own": N_("the actor itself"),
    "mission": N_("the mission's command"),
    "other": N_("another party"),
    "press": N_("the press"),
}

BASIS: Final[Mapping[str, str]] = {
    "on_record": N_("on record"),
    "unnamed_official": N_("not named"),
    "media_report": N_("media report"),
    "document": N_("document"),
}

ROLE: Final[Mapping[str, str]] = {
    "lead": N_("Lead"),
    "command": N_("Command"),
    "deputy_command": N_("Deputy command"),
    "planning": N_("Planning"),
    "liaison": N_("Liaison"),
    "ceasefire_monitoring": N_("Ceasefire monitoring"),
    "troops": N_("Troops"),
    "police": N_("Police officers"),
    "training": N_("Training"),
    "logistics": N_("Logistics"),
    "engineering": N_("Engineering"),
    "medical": N_("Medical"),
    "border_monitoring": N_("Border monitoring"),
    "humanitarian": N_("Humanitarian aid"),
    "funding": N_("Money"),
    "hosting": N_("Hosting"),
    "mediation": N_("Mediating"),
    "unspecified": N_("Role not stated"),
}

TOPIC: Final[Mapping[str, str]] = {
    "creation": N_("Creation"),
    "mandate": N_("Mandate"),
    "legal_status": N_("Legal status"),
    "structure": N_("Structure"),
    "composition": N_("Composition"),
    "command": N_("Command posts"),
    "chain_of_command": N_("Chain of command"),
    "rules_of_engagement": N_("Rules of engagement"),
    "size": N_("Size"),
    "sectors": N_("Sectors"),
    "base": N_("Bases"),
    "timeline": N_("Timetable"),
    "funding": N_("Financing"),
    "relations": N_("Relations with others"),
}

QUANTITY_OWNER: Final[Mapping[str, str]] = {
    "own": N_("its own contribution"),
    "trained": N_("people it trains"),
    "whole": N_("the whole"),
    "other": N_("another count"),
}

SOURCE_KIND: Final[Mapping[str, str]] = {
    "official": N_("Official site"),
    "agency": N_("News agency"),
    "newspaper": N_("Newspaper"),
    "broadcaster": N_("Broadcaster"),
    "news_site": N_("News site"),
    "think_tank": N_("Think tank"),
    "un_document": N_("UN document"),
    "other": N_("Other"),
}

PART_OF_TERRITORY: Final[Mapping[str, str]] = {"PSE-WB": N_("West Bank")}
"""Names of shapes that are a part of an actor and no place of a record, by shape id."""

BORDERS: Final[Mapping[str, str]] = {
    "un": N_("UN"),
    "defacto": N_("De facto"),
}


CHANGE: Final[Mapping[str, str]] = {
    "came_in": N_("Newly in talks or further"),
    "moved_up": N_("Moved up"),
    "moved_down": N_("Moved down"),
    "left": N_("No longer even in talks"),
    "refused": N_("Said no or not now"),
    "not_refused": N_("Had not said no yet"),
    "kept_out": N_("Was kept out"),
    "let_in": N_("No longer kept out"),
    "number": N_("Gave another number"),
}

DISPUTE: Final[Mapping[str, str]] = {
    "direction": N_("The statements point in opposite directions."),
    "quantity": N_("The numbers cannot both be true."),
    "noted": N_("The editors noted a contradiction that the columns do not show."),
}

FOUND: Final[Mapping[str, str]] = {
    "actor": N_("Actors"),
    "speaker": N_("Who said it"),
    "place": N_("Places"),
    "source": N_("Sources"),
    "statement": N_("Statements"),
}

DISPUTE_ABOUT: Final[Mapping[str, str]] = {
    "direction": N_("taking part or not"),
    "quantity": N_("numbers"),
    "noted": N_("noted by the editors"),
}

STANCE: Final[Mapping[str, str]] = {
    "towards": N_("Towards contributing"),
    "away": N_("Away from it"),
    "number": N_("This number"),
    "view": N_("One view"),
}

COUNTING: Final[Mapping[str, str]] = {
    "present": N_("Present"),
    "promised": N_("Present and pledged"),
    "offered": N_("Everything offered"),
}

LANE_ORDER: Final[Mapping[str, str]] = {
    "firmness": N_("Firmest first"),
    "name": N_("By name"),
    "first": N_("First heard of"),
    "newest": N_("Newest change"),
    "most": N_("Most statements"),
}

UNIT: Final[Mapping[str, str]] = {
    "personnel": N_("People"),
    "police": N_("Police officers"),
    "usd": N_("US dollars"),
    "vehicles": N_("Vehicles"),
}


@functools.lru_cache(maxsize=4096)
def quantity(number: Quantity, t: Language) -> str:
    """
    Say a number with its bounds: "up to 200 people", never "200" for it.

    A number whose two bounds are the same and exact is said as it is.
    """
    if number.low is not None and number.high is not None and number.low != number.high:
        low = t.number(number.low)
        return t("{low} to {amount}", low=low, amount=amount(number.high, number.unit, t))
    said = amount(number.high if number.high is not None else number.low or 0, number.unit, t)
    if number.low is None:
        return t("up to {amount}", amount=said)
    if number.high is None:
        return t("at least {amount}", amount=said)
    return t("about {amount}", amount=said) if number.bound == "about" else said


def bounds(low: int, high: int | None, unit: str, t: Language, *, about: bool = False) -> str:
    """
    Say a total: "200 to 8,400 people", "200 people or more", "up to 9 people".

    `about` says that a number in it was itself only about right.
    """
    if high is None:
        said = t("{amount} or more", amount=amount(low, unit, t))
    elif low == high:
        said = amount(low, unit, t)
    elif not low:
        said = t("up to {amount}", amount=amount(high, unit, t))
    else:
        least = t.number(low) if unit != "usd" else amount(low, unit, t)
        said = t("{low} to {amount}", low=least, amount=amount(high, unit, t))
    return t("about {amount}", amount=said) if about else said


def amount(count: int, unit: str, t: Language) -> str:
    """Say a number with its unit, in the right plural; nobody gives 0 dollars."""
    if unit == "usd":
        return t.dollars(count) if count else t("no money")
    if unit == "police":
        return t.n("{count} police officer", "{count} police officers", count)
    if unit == "vehicles":
        return t.n("{count} vehicle", "{count} vehicles", count)
    return t.n("{count} person", "{count} people", count)
