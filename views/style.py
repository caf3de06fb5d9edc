"""The one style sheet: what Streamlit's theme cannot say."""

import functools
from urllib.parse import quote

from charts.palette import OUTLINED, SHAPES, Palette, palette
from data.words import STATUSES

IN_LEGEND = tuple(status for status in STATUSES if status != "open")


@functools.cache
def style_sheet(theme: str | None) -> str:
    """Return the style element of every page in a theme; colours come from the palette."""
    colours = palette(theme)
    icons = "".join(_icon_rules(status, colours) for status in STATUSES)
    legend = "".join(_legend_rule(place, status) for place, status in enumerate(IN_LEGEND, 1))
    marks = "".join(f"--mark-{name}:{colour};" for name, colour in colours.mark.items())
    variables = f":root{{{marks}--quiet:{colours.quiet};--rule:{colours.rule}}}"
    return f"<style>{variables}{_SHEET}{icons}{legend}</style>"


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
    svg = (
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'>"
        f"<path d='{path}' {paint}/></svg>"
    )
    return f'url("data:image/svg+xml,{quote(svg)}")'


def _legend_rule(place: int, status: str) -> str:
    return (
        f".st-key-legend button:nth-of-type({place})::before"
        f"{{content:'';width:.8em;height:.8em;margin-inline-end:.45em;"
        f"background:var(--icon-{status}) center/contain no-repeat}}"
    )


_SHEET = """
.stMainBlockContainer{padding-top:4.2rem;padding-bottom:3rem;max-width:1440px}
.st-key-masthead{justify-content:flex-end;margin-bottom:-3.4rem;position:relative;z-index:2;
  pointer-events:none}
.st-key-masthead>*{pointer-events:auto}
.st-key-viewport{position:absolute;height:0;overflow:hidden}
.st-key-link_notes{margin-top:3.2rem}
h1{font-size:1.9rem!important;padding:.2rem 0 .1rem!important}
.situation{font-size:1.06rem;line-height:1.5;max-width:62rem;margin:0}
.situation a{color:inherit;text-decoration:underline;text-decoration-style:dotted;
  text-decoration-color:var(--rule);text-underline-offset:.25em}
.situation a:hover{text-decoration-color:currentColor}
.quiet{color:var(--quiet);font-size:.86rem}
.statement{border-top:1px solid var(--rule);padding:.6rem 0 .55rem;line-height:1.42}
.statement p{margin:.1rem 0}
.statement .said{font-size:.95rem}
.statement .by{color:var(--quiet);font-size:.84rem}
.statement q{font-style:italic}
.badge{display:inline-block;border:1px solid var(--rule);border-radius:1rem;padding:.05rem .55rem;
  font-size:.82rem;margin:.1rem .25rem .1rem 0;white-space:nowrap}
.badge b{font-weight:600}
.glyph{display:inline-block;width:.8em;height:.8em;margin-inline-end:.4em;
  background:center/contain no-repeat}
.kicker{text-transform:uppercase;letter-spacing:.05em;font-size:.74rem;color:var(--quiet);
  margin:.9rem 0 .15rem}
.facts{margin:.1rem 0;font-size:.95rem;line-height:1.45}
.st-key-open_questions:has(ul){display:grid!important;grid-template-columns:1fr 1fr;
 gap:0 2.4rem!important}
.st-key-open_questions:has(ul)>:first-child,
.st-key-open_questions:has(ul)>:last-child{grid-column:1/-1}
ul.questions{margin:0;padding:0!important;list-style:none}
.questions li{margin:0!important}
.questions a,.statement .by a{color:inherit;text-decoration-color:var(--rule)}
.questions li{break-inside:avoid;padding:.35rem 0;border-top:1px solid var(--rule);
  font-size:.93rem;line-height:1.4}
.swatch{display:inline-block;width:.8em;height:.8em;margin-inline-end:.4em}
.keys{font-size:.86rem;color:var(--quiet);line-height:1.5;margin:0}
.st-key-dossier h3{padding-top:0}
.earlier a{color:inherit;text-decoration-color:var(--rule)}
@media (min-width:1101px){.st-key-dossier{max-height:56rem;overflow-y:auto}
 .st-key-evidence{max-height:56rem;overflow-y:auto}}
.st-key-day [data-testid=stSlider]{flex:1 1 16rem;min-width:12rem}
.moments{position:relative;height:9px;margin:-1.35rem 14.4rem 0 3.9rem}
.moments i{position:absolute;width:8px;height:8px;margin-inline-start:-4px;
 transform:rotate(45deg);background:var(--quiet)}
@media (max-width:640px){.moments{display:none}}
@media (max-width:1100px){
 [data-testid=stHorizontalBlock]:has(>[data-testid=stColumn]){flex-wrap:wrap}
 [data-testid=stColumn]{flex:1 1 100%!important;min-width:100%!important}}
@media (max-width:640px){.st-key-open_questions:has(ul){grid-template-columns:1fr}
 h1{font-size:1.5rem!important}
 .st-key-masthead{margin-bottom:0}}
"""
