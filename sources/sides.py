"""Which of several languages is read from a file that has a text and its translations side by side."""

from collections.abc import Iterable

from bitext.errors import UnknownLanguage
from bitext.languages import LanguageTag
from sources.contract import Request
from sources.languages import matches


def wanted_language(languages: Iterable[LanguageTag | None], request: Request) -> LanguageTag | None:
    """The one of a file's languages that is asked for; None is a language that the file does not name.

    The very tag goes before one that only fits it: `en-GB` is read although there is `en-US` too.
    Raises `UnknownLanguage` where several fit or none does.

    >>> wanted_language(map(LanguageTag, ("zh-CN", "en")), Request(name="a.tmx", language=LanguageTag("zh")))
    'zh-CN'
    """
    held = list(dict.fromkeys(languages))
    found = [language for language in held if matches(language, request.language)]
    exact = [language for language in found if language is not None and language == request.language]
    if len(found) == 1 or exact:
        return (exact or found)[0]
    listed = " and ".join(str(language or "a language that is not named") for language in held) or "no text"
    if not found:
        wanted = request.language or "any language"
        raise UnknownLanguage(f"{request.name} holds nothing in {wanted}; it holds {listed}.")
    raise UnknownLanguage(f"{request.name} holds {listed}; say which language to read.")
