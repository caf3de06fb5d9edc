"""What axe-core finds on an open page: WCAG 2.2, levels A and AA, and the order of headings."""

import functools
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parent / "axe" / "axe.min.js"
"""axe-core 4.14.1 as its npm package has it, under MPL-2.0 (axe/LICENSE)."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SERIOUS = ("serious", "critical")

BESIDES = ("heading-order",)
"""Rules of none of these levels that a page keeps all the same, however light axe takes them."""

RUN = """
async ([tags, besides]) => (await axe.run(document, {
  runOnly: tags,
  rules: Object.fromEntries(besides.map((rule) => [rule, { enabled: true }])),
  resultTypes: ["violations"],
})).violations
"""


@functools.cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def findings(page: Page) -> list[str]:
    """Return what keeps somebody out of a page as it stands: the rule and where it is broken."""
    page.evaluate(_axe())
    found: list[dict[str, Any]] = page.evaluate(RUN, [RULES, BESIDES])
    return [
        f"{finding['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for finding in found
        if finding["impact"] in SERIOUS or finding["id"] in BESIDES
        for node in finding["nodes"]
    ]
