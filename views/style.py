"""The style of every page: what Streamlit's theme cannot say."""

import functools
from pathlib import Path
from urllib.parse import quote

from charts.palette import OUTLINED, SHAPES, Palette, palette
from data.words import LADDER, STATUSES
from share.language import speak
from share.words import COUNTED, COUNTED_MEANING
from views.streamlit_words import streamlit_words

IN_LEGEND = tuple(status for status in STATUSES if status != "open")

PRODUCT = "Missionmap"
"""The name in the masthead; the same in every language."""

SHEETS = tuple(
    Path(__file__).resolve().with_name(name) for name in ("style.css", "right_to_left.css")
)
"""What every page looks like, and what one written from right to left needs besides."""


@functools.cache
def style_sheet(theme: str | None, lang: str) -> str:
    """
    Return the style element of a visit: colours of a theme, words of a language.

    Colours come from the palette. The words of the legend are in it too: said once for
    a visit, they need not travel with every count that changes. What is the same for
    everybody comes with the page itself (`served_styles`).
    """
    colours, t = palette(theme), speak(lang)
    icons = "".join(_icon_rules(status, colours) for status in STATUSES)
    legend = "".join(
        _legend_rules(place, status, t(COUNTED_MEANING[status]))
        for place, status in enumerate(IN_LEGEND, 1)
    )
    more, words = _text(t("More pages")), _text(streamlit_words(t))
    newest = _text(t("Newest moment of the story"))
    meanings = "\n".join(
        t.term(t(COUNTED[status]), t.going_on(t(COUNTED_MEANING[status]))) for status in IN_LEGEND
    )
    said = (
        f":root{{--more-pages:{more};--streamlit-words:{words};--newest-moment:{newest};"
        f"--legend-words:{_text(meanings)}}}"
    )
    return f"<style>{_colour_rules(colours)}{said}{icons}{legend}{_sample_rules(colours)}</style>"


def served_styles() -> tuple[str, str]:
    """
    Return the styles of the served page: of its head, and of the end of its body.

    Colours stand first, for a visit may have others. The rules stand last, behind those
    that Streamlit adds to the head: of two that weigh the same the later one counts.
    """
    dark = _colour_rules(palette("dark"))
    colours = f"{_colour_rules(palette('light'))}@media(prefers-color-scheme:dark){{{dark}}}"
    return colours, "".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)


def _colour_rules(colours: Palette) -> str:
    marks = "".join(f"--mark-{name}:{colour};" for name, colour in colours.mark.items())
    marks += "".join(f"--fill-{name}:{colour};" for name, colour in colours.fill.items())
    return (
        f":root{{{marks}--quiet:{colours.quiet};--rule:{colours.rule};--ground:{colours.ground};"
        f"--ink:{colours.text};--land:{colours.land};--product:{_text(PRODUCT)};"
        f"--ladder:{_ladder(colours)}}}"
    )


def _ladder(colours: Palette) -> str:
    """Return the ladder as five steps of colour, firmest first: the product's mark."""
    steps = ",".join(
        f"{colours.mark[status]} {20 * rank}% {20 * rank + 20}%"
        for rank, status in enumerate(LADDER)
    )
    return f"linear-gradient(90deg,{steps})"


def _icon_rules(status: str, colours: Palette) -> str:
    """Define a status's symbol, filled and hollow, as images that text and legend share."""
    colour = colours.mark[status]
    outline = f"fill='none' stroke='{colour}' stroke-width='1.8'"
    filled = outline if status in OUTLINED else f"fill='{colour}'"
    return (
        f":root{{--icon-{status}:{_image(SHAPES[status], filled)};"
        f"--icon-{status}-hollow:{_image(SHAPES[status], outline)}}}"
    )


def _image(path: str, paint: str) -> str:
    return _svg(f"<path d='{path}' {paint}/>")


def _svg(drawn: str, *, wide: int = 16) -> str:
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {wide} 16'>{drawn}</svg>"
    return f'url("data:image/svg+xml,{quote(svg)}")'


def _sample_rules(colours: Palette) -> str:
    """Show what each line of views.legend.explain_marks speaks of, in its order."""

    def outlined(shape: str, tone: str, at: int) -> str:
        paint = f"fill='none' stroke='{colours.mark[tone]}' stroke-width='1.8'"
        return f"<path transform='translate({at})' d='{SHAPES[shape]}' {paint}/>"

    lines = zip(("deployed", "committed", "in_talks"), ("", "6 4", "2 3"), (2, 8, 14), strict=True)
    samples = (
        outlined("deployed", "deployed", 0) + outlined("committed", "committed", 18),
        outlined("excluded", "excluded", 0) + outlined("deployed", "open", 18),
        "".join(
            f"<path d='M0 {y}H34' stroke='{colours.mark[tone]}' stroke-width='1.8' "
            f"stroke-dasharray='{dashes}'/>"
            for tone, dashes, y in lines
        ),
        "".join(
            f"<rect x='{12 * place}' y='2' width='11' height='12' fill='{tone}' "
            f"stroke='{colours.quiet}' stroke-width='.8'/>"
            for place, tone in enumerate(colours.parts)
        ),
    )
    return "".join(
        f".marks div:nth-of-type({place})::before{{background-image:{_svg(sample, wide=36)}}}"
        for place, sample in enumerate(samples, 1)
    )


def _legend_rules(place: int, status: str, meaning: str) -> str:
    button = f".st-key-status button:nth-of-type({place})"
    tones = f"var(--mark-{status}) 45%,var(--fill-{status}) 45%"
    return (
        f"{button}::before{{background-image:var(--icon-{status})}}"
        f".st-key-swatches {button}::before{{background-image:linear-gradient(90deg,{tones})}}"
        f"@media(min-width:1101px){{[data-testid=stColumn] {button}::after{{"
        f"content:{_text(meaning)}}}}}"
    )


def _text(words: str) -> str:
    r"""
    Write words as a CSS string that can stand in a style element.

    >>> _text('A "b" </style>')
    '"A \\22 b\\22  \\3c /style>"'
    """
    return '"' + "".join(f"\\{ord(sign):x} " if sign in '"\\<\n' else sign for sign in words) + '"'
