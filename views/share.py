"""What a reader can take away of a page: its link, how to cite it, how to embed it, its files."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from data.record import Record
from share.brief.routes import MAKERS, brief_address
from share.citation import Citations, cite
from share.files import FILES, file_address
from share.headline import HOME
from share.language import Language
from share.links import Choice
from share.pictures.drawing import PICTURES
from share.pictures.routes import picture_address
from share.pictures.sheet import FORMATS as PICTURE_FORMATS
from views.link import parameters_shown

EMBED_HEIGHT_PX = 720
"""Height offered for a frame on another site: the map with its theatre at a usual width."""

FORMATS = {
    ".csv": "CSV",
    ".xlsx": "XLSX",
    ".json": "JSON",
    ".parquet": "Parquet",
    ".geojson": "GeoJSON",
    ".gpkg": "GeoPackage",
    ".zip": "ZIP",
    ".html": "HTML",
}
"""What the files' formats call themselves; the same in every language."""


def share_control(record: Record, choice: Choice, page: str, title: str, t: Language) -> None:
    """
    Offer what can be taken away of a page; it is made once the reader asks for it.

    `page` is the path of its address, `title` its name in the reader's language.
    """
    opened = st.popover(t("Share"), key="share", on_change="rerun")
    if not opened.open:
        return
    with opened:
        address = absolute_address(page, parameters_shown(choice, page=page))
        st.markdown(f"**{t('Link to exactly this view')}**")
        st.code(address, language=None, wrap_lines=True)
        _show_citations(
            cite(
                record,
                choice,
                page=title,
                address=address,
                read_on=datetime.now(UTC).date(),
                t=t,
            ),
            t,
        )
        st.markdown(f"**{t('To embed in a page of your own')}**")
        st.code(embed_code(address, title), language="html", wrap_lines=True)
        st.markdown(f"**{t('Files')}**")
        st.html(_files(choice, t))
        st.markdown(f"**{t('Pictures and brief')}**")
        st.html(_drawn(page, choice, t))


def _show_citations(made: Citations, t: Language) -> None:
    st.markdown(f"**{t('How to cite it')}**")
    forms = {t("Sentence"): made.plain, "APA": made.apa}
    forms |= {"BibTeX": made.bibtex, "CSL-JSON": made.csl_json}
    for tab, written in zip(st.tabs(list(forms)), forms.values(), strict=True):
        tab.code(written, language=None, wrap_lines=True)


def absolute_address(page: str, parameters: Mapping[str, str]) -> str:
    """
    Return the permanent link of a view: where the reader's browser reached the app, and the view.

    Where the browser does not say where it is, the link stays relative.
    """
    path = "" if page == HOME else page  # Streamlit serves the usual page at the root alone.
    return f"{_root()}{path}?{urlencode(parameters)}"


def _root() -> str:
    at = urlsplit(st.context.url or "")
    if not at.netloc:
        return ""
    return f"{at.scheme}://{at.netloc}{at.path.rpartition('/')[0]}/"


def embed_code(address: str, title: str) -> str:
    """Return the frame that shows a view on another site, without the app around it."""
    return (
        f'<iframe src="{escape(address)}&amp;embed=true" title="{escape(title)}" width="100%" '
        f'height="{EMBED_HEIGHT_PX}" style="border:0" loading="lazy"></iframe>'
    )


def _files(choice: Choice, t: Language) -> str:
    """List the files by what they hold, a link for each format."""
    offered: dict[str, list[str]] = {}
    for name, file in FILES.items():
        said = FORMATS[file.suffix] + (" (Excel)" if name.endswith("-excel.csv") else "")
        link = f'<a href="{escape(file_address(name, choice))}" download>{escape(said)}</a>'
        offered.setdefault(t(file.label), []).append(link)
    return _list(offered)


def _drawn(page: str, choice: Choice, t: Language) -> str:
    """List the pictures of a page, of a page without any the map, and the brief of the day."""
    shown = [name for name, picture in PICTURES.items() if picture.page == page]
    offered = {
        t(PICTURES[name].title): [
            _link(picture_address(name, kind, choice), kind) for kind in PICTURE_FORMATS
        ]
        for name in shown or [HOME]
    }
    offered[t("Brief of two to four pages")] = [
        _link(brief_address(kind, choice), kind) for kind in MAKERS
    ]
    return _list(offered)


def _link(address: str, kind: str) -> str:
    return f'<a href="{escape(address)}" download>{kind.upper()}</a>'


def _list(offered: Mapping[str, Sequence[str]]) -> str:
    rows = (f"<li>{escape(label)}: {' · '.join(links)}</li>" for label, links in offered.items())
    return f'<ul class="files">{"".join(rows)}</ul>'
