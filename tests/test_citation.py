"""A view can be cited: by a sentence, in APA, as BibTeX and as CSL-JSON."""

import json
from datetime import date

import pytest
from pybtex.database import parse_string

from data.record import open_record
from share.citation import Citations, cite
from share.language import languages, speak
from share.links import Choice
from share.version import record_version

ADDRESS = "https://example.org/map?mission=gaza&on=2026-03-01&status=in_talks"


@pytest.fixture
def record():
    """The record as shipped."""
    return open_record("gaza")


def cited(record, lang: str = "en", known: date | None = None, page: str = "Map") -> Citations:
    """Cite the map of 1 March 2026."""
    choice = Choice(
        mission="gaza",
        on=date(2026, 3, 1),
        since=None,
        known=known,
        component="all",
        status=("in_talks",),
        actor=None,
        borders="un",
        lang=lang,
    )
    return cite(
        record, choice, page=page, address=ADDRESS, read_on=date(2026, 11, 22), t=speak(lang)
    )


@pytest.mark.parametrize("lang", languages())
def test_every_form_names_the_version_and_the_address(record, lang):
    """Whoever follows a citation can see which record it was made from."""
    made = cited(record, lang)
    for written in (made.plain, made.apa, made.bibtex, made.csl_json):
        assert record_version(record) in written
        assert ADDRESS in written


def test_a_citation_says_the_day_that_is_shown(record):
    """Not the day on which it was made; that one is said beside it."""
    made = cited(record)
    assert made.plain.startswith("Missionmap. Gaza stabilisation effort: Map, as of 1 March 2026.")
    assert made.plain.endswith("(read on 22 November 2026).")


def test_both_clocks_are_cited(record):
    """A view of what was known earlier is another view."""
    assert (
        "as of 1 March 2026, published by 1 February 2026"
        in cited(record, known=date(2026, 2, 1)).apa
    )


def test_apa_follows_the_style(record):
    """Author, year, title, version, kind, address."""
    assert cited(record).apa == (
        "Missionmap. (2026). Gaza stabilisation effort: Map, as of 1 March 2026 "
        f"(Version {record_version(record)}) [Dataset]. {ADDRESS}"
    )


def test_bibtex_can_be_read_back(record):
    """Signs that LaTeX reads are escaped in the title, and the address is as it was."""
    written = cited(record, page="Who & what_50%").bibtex
    (entry,) = parse_string(written, "bibtex").entries.values()
    assert r"Who \& what\_50\%" in written
    assert entry.fields["url"] == ADDRESS
    assert entry.fields["urldate"] == "2026-11-22"


def test_csl_json_is_a_list_of_one_item(record):
    """As reference managers import it."""
    (item,) = json.loads(cited(record).csl_json)
    assert item["type"] == "dataset"
    assert item["issued"] == {"date-parts": [[2026, 5, 27]]}
    assert item["accessed"] == {"date-parts": [[2026, 11, 22]]}
