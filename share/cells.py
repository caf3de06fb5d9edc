"""Text cells of tables that leave the app: none that a spreadsheet would run as a formula."""

STARTERS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet read a cell as a formula when it opens a file (OWASP, CSV injection)."""


def neutralised(text: str) -> str:
    """
    Return a text cell that every spreadsheet shows as it is written.

    A cell that would start a formula gets an apostrophe before it. Numbers are no text:
    do not pass them through here, or -5 is one no longer.

    >>> neutralised("=1+1"), neutralised("up to 200"), neutralised("")
    ("'=1+1", 'up to 200', '')
    """
    return f"'{text}" if text.startswith(STARTERS) else text
