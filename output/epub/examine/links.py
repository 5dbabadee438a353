"""What leads from one place of the book to another, and what is shown in place of a picture."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from lxml import etree

from output.epub.examine.contract import Finding, Place, Rule, Severity, quoted
from output.epub.examine.names import EPUB, SVG, kinds_of, local
from output.epub.examine.package import Book, Page, Target, references_in, resolved

UNREADABLE: Final = Rule(
    code="E001",
    title="a page cannot be read",
    severity=Severity.ERROR,
    explanation="A page of the reading order is not well-formed XML. Reading systems show an error in its "
    "place, or half of it. The other pages are looked at all the same.",
)
MISSING: Final = Rule(
    code="E002",
    title="a listed file is not there",
    severity=Severity.ERROR,
    explanation="The manifest lists a file that the archive does not hold, or the reading order (spine) names "
    "an item that the manifest does not have.",
)
BROKEN: Final = Rule(
    code="E401",
    title="a link leads nowhere",
    severity=Severity.ERROR,
    explanation="A link, picture or style sheet names a file that the book does not hold, or an id that the "
    "page does not have. Addresses outside the book are not followed.",
)
SAME_ID: Final = Rule(
    code="E402",
    title="an id stands twice on a page",
    severity=Severity.ERROR,
    explanation="Two elements of a page have the same id, so that links to the second lead to the first: this "
    "happens where a passage is shown twice. Give the second another id.",
)
PAGES: Final = Rule(
    code="E403",
    title="the list of pages is not in order",
    severity=Severity.WARNING,
    explanation="The entries of the page-list do not follow the text, their numbers go back or stand twice, or "
    "a page break of the text is not in the list.",
)
NO_WAY_BACK: Final = Rule(
    code="E404",
    title="a note has no way back",
    severity=Severity.WARNING,
    explanation="A note is called and holds no link to the place of a call. Where notes do not open over the "
    "text the reader is lost. A note that stands directly behind the paragraph of its call needs none.",
)
UNCALLED: Final = Rule(
    code="E405",
    title="a note is not called",
    severity=Severity.NOTE,
    explanation="An element is said to be a footnote or endnote, and no link of the book leads to it.",
)
NO_WORDS: Final = Rule(
    code="E406",
    title="a picture has no words",
    severity=Severity.ERROR,
    explanation='An img has no alt, or an svg that holds a picture no title or label. An ornament has alt="". '
    "An alt that is only the name of the file is a warning.",
)
SVG_NAME: Final = Rule(
    code="E407",
    title="a name of SVG is in lower case",
    severity=Severity.ERROR,
    explanation="SVG tells viewBox from viewbox: programs that read XHTML as HTML write the latter, and the "
    "picture is not drawn as it should be. epubcheck tells it as a usage hint only.",
)
RULES: Final = (UNREADABLE, MISSING, BROKEN, SAME_ID, PAGES, NO_WAY_BACK, UNCALLED, NO_WORDS, SVG_NAME)

# https://www.w3.org/TR/SVG11/eltindex.html and attindex.html: all that have a capital.
_WITH_CAPITALS: Final = (
    "altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend "
    "feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap "
    "feDistantLight feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode "
    "feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence foreignObject "
    "glyphRef linearGradient radialGradient textPath attributeName attributeType baseFrequency baseProfile "
    "calcMode clipPathUnits contentScriptType contentStyleType diffuseConstant edgeMode "
    "externalResourcesRequired filterRes filterUnits gradientTransform gradientUnits kernelMatrix "
    "kernelUnitLength keyPoints keySplines keyTimes lengthAdjust limitingConeAngle markerHeight markerUnits "
    "markerWidth maskContentUnits maskUnits numOctaves pathLength patternContentUnits patternTransform "
    "patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits refX refY "
    "repeatCount repeatDur requiredExtensions requiredFeatures specularConstant specularExponent spreadMethod "
    "startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength "
    "viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan"
)
_SVG_NAMES: Final = {name.lower(): name for name in _WITH_CAPITALS.split()}
_FILE_NAME: Final = re.compile(r"[\w\- ./%]+\.(?:jpe?g|png|gif|svg|webp|bmp|tiff?|avif)", re.IGNORECASE)
_NOTES: Final = frozenset({"footnote", "endnote", "rearnote"})


def check_links(book: Book) -> Iterator[Finding]:
    """All findings about files, links, notes, pages and pictures."""
    yield from _files(book)
    for page in book.by_path.values():
        yield from _ids(page)
        yield from _links(book, page)
        yield from _pictures(page)
        yield from _drawings(page)
    if book.ncx:
        yield from _links(book, book.ncx)
    yield from _notes(book)
    yield from _page_list(book)


def _files(book: Book) -> Iterator[Finding]:
    for path, reason in book.damage.items():
        yield UNREADABLE.at(Place(path), f"The page cannot be read: {reason}.", "Correct its markup.")
    ids = {item.id for item in book.items}
    for item in book.items:
        if item.path and item.path not in book.packed.names:
            yield MISSING.at(book.at(item.line), f"{item.path} is listed and is not there.{_near(book, item.path)}")
    for node in book.package.iter("{*}itemref"):
        if node.get("idref") not in ids:
            yield MISSING.at(
                book.at(node.sourceline or 0), f"The reading order names {node.get('idref')!r}, no such item."
            )


def _near(book: Book, path: str) -> str:
    """A file whose name differs in capitals only, which some systems find and others do not."""
    same = sorted(name for name in book.packed.names if name.casefold() == path.casefold())
    return f" There is {same[0]}: capitals count." if same else ""


def _ids(page: Page) -> Iterator[Finding]:
    counts = Counter(id_ for node in page.root.iter("{*}*") if (id_ := node.get("id")))
    for node in page.root.iter("{*}*"):
        id_ = node.get("id")
        if id_ and counts[id_] > 1 and page.ids[id_] is not node:
            first = page.ids[id_].sourceline
            yield SAME_ID.at(page.place(node), f"The id {id_!r} stands already on line {first}.", "Give another id.")


def _links(book: Book, page: Page) -> Iterator[Finding]:
    for node, reference in references_in(page):
        target = resolved(page.path, reference)
        if target is None or target[0] in {"", "."}:
            continue
        told = f"{quoted(reference, 60)} of {local(node)}"
        if target[0] not in book.packed.names:
            yield BROKEN.at(page.place(node), f"{told} leads to no file of the book.{_near(book, target[0])}")
        elif target[1] and target[0] in book.by_path and book.element_at(target) is None:
            yield BROKEN.at(page.place(node), f"{told} leads to an id that {target[0]} does not have.")


# --- notes -------------------------------------------------------------------------------------------------------


def _notes(book: Book) -> Iterator[Finding]:
    calls: dict[Target, list[tuple[Page, etree._Element]]] = {}
    linked: set[Target] = set()
    for page in book.by_path.values():
        for node in page.root.iter("{*}a"):
            if target := resolved(page.path, node.get("href") or ""):
                linked.add(target)
                if "noteref" in kinds_of(node) and target[1]:
                    calls.setdefault(target, []).append((page, node))
    for target, callers in calls.items():
        note, page_ = book.element_at(target), book.by_path.get(target[0])
        if note is not None and page_ and not _has_way_back(book, page_, note, callers):
            message = f"The note is called from {callers[0][0].path} and holds no link back."
            yield NO_WAY_BACK.at(page_.place(note), message, 'Write <a role="doc-backlink" …> to the id of the call.')
    for page in book.texts:
        for node in page.root.iter("{*}*"):
            if kinds_of(node) & _NOTES and (id_ := node.get("id")) and (page.path, id_) not in linked:
                yield UNCALLED.at(page.place(node), f"No link leads to the note {id_!r}.", "Call it, or take it out.")


def _has_way_back(book: Book, page: Page, note: etree._Element, callers: Sequence[tuple[Page, etree._Element]]) -> bool:
    """Whether a link of the note leads to a call or around it, or the note stands right behind."""
    if any(_stands_behind(note, call) for _, call in callers):
        return True
    wrapped = note if local(note) not in {"a", "span", "sup", "p"} else note.getparent()
    for link in (wrapped if wrapped is not None else note).iter("{*}a"):
        target = resolved(page.path, link.get("href") or "")
        back = book.element_at(target) if target else None
        if target and back is not None and any(_is_at(target, back, caller, call) for caller, call in callers):
            return True
    return False


def _is_at(target: Target, back: etree._Element, caller: Page, call: etree._Element) -> bool:
    around = (call, *call.iterancestors())
    parent = call.getparent()
    return target[0] == caller.path and (back in around or call in back.iterancestors() or back.getparent() is parent)


def _stands_behind(note: etree._Element, call: etree._Element) -> bool:
    """Whether nothing but notes is between the paragraph of a call and the note."""
    around = {call, *call.iterancestors()}
    before = note.getprevious()
    while before is not None and before not in around and kinds_of(before) & _NOTES:
        before = before.getprevious()
    return before in around


# --- pages -------------------------------------------------------------------------------------------------------


def _page_list(book: Book) -> Iterator[Finding]:
    nav = book.nav
    lists = [one for one in nav.root.iter("{*}nav") if "page-list" in _types(one)] if nav else []
    if nav is None or not lists:
        return
    entries = [node for one in lists for node in one.iter("{*}a") if node.get("href")]
    targets = [resolved(nav.path, node.get("href") or "") or ("", "") for node in entries]
    labels = ["".join(node.itertext()).strip() for node in entries]
    for (_, before), (place, after) in pairwise(enumerate(map(book.position, targets))):
        if before and after and after < before:
            yield PAGES.at(nav.place(entries[place]), f"Page {labels[place]} stands before page {labels[place - 1]}.")
    for place, (before_, after_) in enumerate(pairwise(labels), 1):
        if before_ == after_ or (before_.isdigit() and after_.isdigit() and int(after_) < int(before_)):
            yield PAGES.at(nav.place(entries[place]), f"Page {after_} follows page {before_}.", "Correct the numbers.")
    yield from _unlisted(book, set(targets))


def _types(node: etree._Element) -> list[str]:
    return (node.get(f"{EPUB}type") or "").split()


def _unlisted(book: Book, listed: set[Target]) -> Iterator[Finding]:
    for page in book.texts:
        for node in page.root.iter("{*}*"):
            if "pagebreak" in kinds_of(node) and (page.path, node.get("id") or "") not in listed:
                named = node.get("aria-label") or node.get("title") or "".join(node.itertext())
                yield PAGES.at(page.place(node), f"The page break {quoted(named)} is not in the list of pages.")


# --- pictures ----------------------------------------------------------------------------------------------------


def _pictures(page: Page) -> Iterator[Finding]:
    for node in page.root.iter("{*}img"):
        alt = node.get("alt")
        if alt is None:
            told = f"The picture {quoted(node.get('src') or '')} has no alt."
            yield NO_WORDS.at(page.place(node), told, 'Say what it shows, or write alt="" for an ornament.')
        elif _FILE_NAME.fullmatch(alt.strip()):
            told = f"The words of the picture are the name of a file, {quoted(alt)}."
            yield NO_WORDS.at(page.place(node), told, "Say what it shows.", severity=Severity.WARNING)
    for node in page.root.iter(f"{SVG}svg"):
        holds = any(local(below) == "image" for below in node.iter("{*}*"))
        if holds and not (node.get("aria-label") or node.get("aria-labelledby") or any(_titles(node))):
            yield NO_WORDS.at(page.place(node), "The svg shows a picture and has no title.", "Say what it shows.")


def _titles(node: etree._Element) -> Iterator[str]:
    yield from ("".join(below.itertext()).strip() for below in node.iter(f"{SVG}title", f"{SVG}desc"))


def _drawings(page: Page) -> Iterator[Finding]:
    for node in page.root.iter(f"{SVG}*"):
        for name in (etree.QName(node).localname, *map(str, node.attrib)):
            right = _SVG_NAMES.get(name)
            if right and right != name:
                yield SVG_NAME.at(page.place(node), f"{name} is written {right} in SVG.", f"Write {right}.")
