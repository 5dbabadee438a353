"""Whether every text tells its language, and the right one."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from lxml import etree

from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from lang.rules import rules_for
from lang.script import Script, detect_language, script_of, strays
from output.epub.examine.contract import Finding, Rule, Severity, quoted
from output.epub.examine.names import LANG
from output.epub.examine.package import Book, Page
from output.epub.examine.passages import Passage, Run, own_tag, script_of_tag, tag_of

UNTOLD: Final = Rule(
    code="E101",
    title="a page does not tell its language",
    severity=Severity.ERROR,
    explanation="The root of a page has neither lang nor xml:lang, and holds text that has none nearer. A "
    "reading system then takes its own language for speech, fonts and hyphens; that of the package counts for the "
    "package alone. Write both attributes on the html element.",
)
WRONG: Final = Rule(
    code="E102",
    title="text is in another language than its tag",
    severity=Severity.ERROR,
    explanation="Most letters of a text, or of a label for screen readers, are of a script that its language is "
    "not written in (Chinese under en, English under zh), or its words are those of another language. Short "
    "names, numbers and texts that could be either are not reported. Correct the lang of the element.",
)
FOREIGN: Final = Rule(
    code="E103",
    title="words of another language have no tag of their own",
    severity=Severity.WARNING,
    explanation="Chinese, Japanese, Korean or Russian letters stand in a text of another language, or four or "
    "more words that make a phrase of a European language in a Chinese, Japanese or Korean one. A voice cannot "
    "read them, and a font may not have them. Put them into an element with their lang. A name or an abbreviation "
    "in Latin letters is not reported, nor is the title of a page or a code.",
)
NO_TAG: Final = Rule(
    code="E104",
    title="a language tag is none, or two contradict each other",
    severity=Severity.ERROR,
    explanation="The value of lang or xml:lang is no tag of BCP 47 (en_US, Chinese), or the two differ on one element.",
)
SCRIPT: Final = Rule(
    code="E105",
    title="Chinese is in the other script than its tag",
    severity=Severity.WARNING,
    explanation="Characters that only Traditional Chinese has stand under zh-Hans or zh-CN, or the reverse "
    "under zh-Hant, zh-TW or zh-HK. Where most are, it is an error. Characters that both scripts have (后, 里, "
    "干) are none. Correct the tag, or the characters; a quotation in the other script has a tag of its own.",
)
RULES: Final = (UNTOLD, WRONG, FOREIGN, NO_TAG, SCRIPT)

_LETTERS: Final[Mapping[str, str]] = {
    "Chinese": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    "Japanese": "\u3041-\u3096\u30a1-\u30fa",
    "Korean": "\uac00-\ud7a3\u1100-\u11ff\u3131-\u318e",
    "Russian": "\u0400-\u052f",
}
_STRETCHES: Final = {name: re.compile(f"[{letters}](?:[\\s·,，、]*[{letters}])*") for name, letters in _LETTERS.items()}
_ANY: Final = re.compile(f"[{''.join(_LETTERS.values())}]")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
# Letters from which a stretch is more than a sign: の in a shop's name, a Д in a formula.
_LEAST: Final = {"Chinese": 1, "Japanese": 3, "Korean": 1, "Russian": 3}
_OWN: Final[Mapping[str, frozenset[str]]] = {
    "zh": frozenset({"Chinese"}),
    "lzh": frozenset({"Chinese"}),
    "yue": frozenset({"Chinese"}),
    "ja": frozenset({"Chinese", "Japanese"}),
    "ko": frozenset({"Chinese", "Korean"}),
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"), frozenset({"Russian"})),
}
_NOT_LATIN: Final = frozenset(
    {"ar", "fa", "ur", "he", "yi", "el", "hi", "th", "ka", "hy", "ta", "bn", "my", "km", "lo", "bo"}
)
_PHRASE: Final = re.compile(r"[A-Za-z\u00c0-\u024f’'-]+(?:[ ,;:.“”\"]+[A-Za-z\u00c0-\u024f’'-]+){3,}")
_WEIGHT: Final = {"Chinese": 3, "Japanese": 2, "Korean": 2, "Russian": 1}  # an ideograph says as much as three letters
_ADDRESS: Final = re.compile(r"(?:[a-z]+:/{0,2}|www\.|10\.\d+/|[\w.+-]+@)[^\s\u3000-\u9fff]+")
_SENTENCE: Final = 60  # characters of a text in which its language's commonest words can be expected
_LABELS: Final = ("aria-label", "alt", "title")


def check_languages(book: Book) -> Iterator[Finding]:
    """All findings about languages, page by page."""
    for page in book.by_path.values():
        yield from _untold(page)
        yield from _tags(page)
        yield from _labels(page)
        for passage in page.passages:
            yield from _passage(page, passage)


def _untold(page: Page) -> Iterator[Finding]:
    bare = next((run for p in page.passages for run in p.runs if not _is_told(run.node)), None)
    if own_tag(page.root) is None and bare:
        yield UNTOLD.at(
            page.place(page.root), "The page does not tell its language.", "Write lang and xml:lang on html."
        )


def _is_told(node: etree._Element) -> bool:
    return any(own_tag(one) is not None for one in (node, *node.iterancestors()))


def _tags(page: Page) -> Iterator[Finding]:
    for node in page.root.iter("{*}*"):
        one, other = node.get("lang"), node.get(LANG)
        if one is not None and other is not None and one.lower() != other.lower():
            yield NO_TAG.at(page.place(node), f"lang says {one!r}, xml:lang {other!r}.", "Write the same twice.")
        for tag in dict.fromkeys(filter(None, (one, other))):
            if tag_of(tag) is None and not tag.lower().startswith(("x-", "i-")):
                yield NO_TAG.at(page.place(node), f"{tag!r} is no language tag.", "Write one such as zh-Hans or en.")


def _labels(page: Page) -> Iterator[Finding]:
    """What screen readers say in place of an element, in its language."""
    for node in page.root.iter("{*}*"):
        for name in _LABELS:
            text = node.get(name)
            tag = _tag_at(node, page.fallback) if text else None
            if text and tag and (told := _other_language(text, tag)):
                yield WRONG.at(page.place(node), f"{name}={quoted(text)} is {told}, its lang is {tag}.")


def _tag_at(node: etree._Element, fallback: str) -> LanguageTag | None:
    told = next((tag for one in (node, *node.iterancestors()) if (tag := own_tag(one)) is not None), fallback)
    return tag_of(told)


def _passage(page: Page, passage: Passage) -> Iterator[Finding]:
    for run in passage.runs:
        tag = run.language
        if tag is None or run.is_verbatim:
            continue
        if told := _other_language(run.text, tag):
            yield WRONG.at(
                page.place(run.node), f"{quoted(run.text)} is {told}, its lang is {tag}.", "Correct the lang."
            )
        else:
            yield from _foreign(page, run, tag)
            yield from _script(page, run, tag)


def _other_language(text: str, tag: LanguageTag) -> str | None:
    """The language or letters that most of a text is in, if it is not that of the tag."""
    if tag.script == "Latn":
        return "Chinese" if _ANY.search(text) and _share(text, frozenset()) > 0.5 else None
    own = _OWN.get(tag.language, frozenset())
    if _ANY.search(text) and _share(text, own) > 0.5:
        return _most(text, own)
    if own and not _ANY.search(text):
        found = detect_language(_ADDRESS.sub(" ", text))
        return f"language {found}" if found and found.language not in _OWN else None
    return _other_words(text, tag) if not own and len(text) >= _SENTENCE else None


def _share(text: str, own: frozenset[str]) -> float:
    """The part of the letters, by weight, that are of scripts that the language is not written in, other than Latin."""
    weights = {name: _WEIGHT[name] * len(re.findall(f"[{letters}]", text)) for name, letters in _LETTERS.items()}
    foreign = sum(weight for name, weight in weights.items() if name not in own)
    return foreign / (sum(weights.values()) + len(_LATIN.findall(text)))


def _most(text: str, own: frozenset[str]) -> str:
    counts = Counter({n: len(re.findall(f"[{chars}]", text)) for n, chars in _LETTERS.items() if n not in own})
    return counts.most_common(1)[0][0]


def _other_words(text: str, tag: LanguageTag) -> str | None:
    """Another language of Latin letters, where the words leave no doubt."""
    own = _stop_words(tag.language)
    words = re.findall(r"[^\W\d_]+", text.lower())
    if not own or tag.language in _NOT_LATIN or sum(word in own for word in words) >= 0.15 * len(words):
        return None
    found = detect_language(text)
    return f"language {found}" if found and found.language != tag.language else None


@cache
def _stop_words(language: str) -> frozenset[str]:
    """The commonest words of a language; none where we do not know it."""
    try:
        return rules_for(LanguageTag(language)).stop_words
    except UnknownLanguage:
        return frozenset()


def _foreign(page: Page, run: Run, tag: LanguageTag) -> Iterator[Finding]:
    own = _OWN.get(tag.language, frozenset()) if tag.script != "Latn" else frozenset()
    hint = "Put it into an element with its lang."
    for name, stretch in _STRETCHES.items() if _ANY.search(run.text) else ():
        found = [m[0] for m in stretch.finditer(run.text) if name not in own and len(m[0]) >= _LEAST[name]]
        if found:
            yield FOREIGN.at(page.place(run.node), f"{quoted(found[0])} in a text in {tag} is {name}.", hint)
    if own:
        phrases = (match[0] for match in _PHRASE.finditer(run.text))
        if phrase := next((text for text in phrases if detect_language(text)), None):
            yield FOREIGN.at(page.place(run.node), f"{quoted(phrase)} stands in a text in {tag}.", hint)


def _script(page: Page, run: Run, tag: LanguageTag) -> Iterator[Finding]:
    told = script_of_tag(tag)
    if tag.language not in {"zh", "lzh", "yue"} or told not in {"Hans", "Hant"}:
        return
    found = sorted({run.text[start:end] for start, end in strays(run.text, Script(told))})
    if not found:
        return
    is_other = script_of(run.text).script not in {Script(told), Script.MIXED}
    other = "Traditional" if told == "Hans" else "Simplified"
    message = f"{quoted(run.text)} under {tag} has {' '.join(found[:12])}, which only {other} Chinese has."
    yield SCRIPT.at(page.place(run.node), message, severity=Severity.ERROR if is_other else Severity.WARNING)
