"""Days and months as the record writes them (EDTF level 0): a month is a range of days."""

import calendar
import re
from datetime import date

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)


def parse_range(text: str) -> tuple[date, date]:
    """
    Return the first and the last day that a written date can mean.

    Raises ValueError, saying the form that is allowed, for anything but
    YYYY-MM-DD and YYYY-MM.

    >>> parse_range("2026-02")
    (datetime.date(2026, 2, 1), datetime.date(2026, 2, 28))
    """
    if DAY.fullmatch(text):
        day = date.fromisoformat(text)
        return day, day
    if MONTH.fullmatch(text):
        year, month = int(text[:4]), int(text[5:])
        if 1 <= month <= 12 and year >= 1:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    raise ValueError(f"'{text}' is not a day (YYYY-MM-DD) or a month (YYYY-MM)")


def written_range(text: str) -> tuple[date, date] | None:
    """Return what parse_range returns, and None for what is no date: another rule tells that."""
    try:
        return parse_range(text)
    except ValueError:
        return None


def published_day(text: str) -> date:
    """Return the day a source counts as published: a month counts from its last day."""
    return parse_range(text)[1]


def said_day(text: str, *, published: date) -> date:
    """
    Return the day from which a statement counts for the `on` clock.

    A month counts from its last day, or from its source's publication day if
    that is earlier.

    >>> said_day("2025-10", published=date(2025, 10, 22))
    datetime.date(2025, 10, 22)
    """
    first, last = parse_range(text)
    return last if first == last else min(last, published)
