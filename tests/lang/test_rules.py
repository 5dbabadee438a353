"""The rules of a language, and what is said where they are wrong."""

import re

import pytest

from bitext.errors import BadConfiguration, BadData, UnknownLanguage
from lang.rules import has_rules, known_languages, read_rules, rules_for


def test_ten_languages_are_known() -> None:
    assert known_languages() == ("de", "en", "es", "fr", "it", "ja", "ko", "pt", "ru", "zh")


@pytest.mark.parametrize("tag", ["zh", "zh-Hans", "zh-Hant-TW", "ZH-hans", "lzh", "yue-Hant-HK", "cmn"])
def test_closest_rules(tag: str) -> None:
    assert rules_for(tag) is rules_for("zh")


def test_unknown_language() -> None:
    message = (
        "There are no rules for the language 'la'; known are de, en, es, fr, it, ja, ko, pt, ru and zh. "
        "Give the text one sentence a line and say that it is segmented."
    )
    with pytest.raises(UnknownLanguage) as caught:
        rules_for("la")
    assert str(caught.value) == message
    assert not has_rules("la")


def test_no_language_tag() -> None:
    with pytest.raises(BadData, match="'no tag!' is not a language tag"):
        rules_for("no tag!")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("language =", "xx.toml is not TOML: Invalid value (at end of document)."),
        ("", "xx.toml: 'language' is missing."),
        ('language = "xx"\nlevel = 1', "xx.toml: 'level' is not known here; it takes abbreviations, dialects, "),
        ('language = "xx"\nheading_length = "long"', "xx.toml: 'heading_length' cannot be 'long'."),
        ('language = "xx"\n[stops]\nfull = 3', "xx.toml, [stops]: 'full' cannot be 3."),
        ('language = "xx"\n[[headings]]\nlevel = 1', "xx.toml, [[headings]]: 'pattern' is missing."),
        (
            'language = "xx"\n[[headings]]\nlevel = 1\npattern = "(part"',
            "xx.toml: '(part' is no regular expression: ",
        ),
        ('language = "xx"\nspeech_tag = "(said"', "xx.toml: '(said' is no regular expression: "),
        ('language = "xx"\nnumber_words = ["one 1"]', "xx.toml: 'number_words' has 'one 1'; write the value first: "),
        ('language = "xx"\nstops = 3', "xx.toml, [stops] must be a table."),
    ],
)
def test_what_is_wrong_is_told(toml: str, message: str) -> None:
    with pytest.raises(BadConfiguration, match="^" + re.escape(message)):
        read_rules(toml, name="xx.toml")


def test_own_rules_stand_on_the_common_ones() -> None:
    rules = read_rules('language = "xx"\nstarters = "ho hu"\n[stops]\nfull = "¶"', name="xx.toml")
    assert rules.stops.full == "¶"
    assert rules.stops.spaced == rules_for("en").stops.spaced
    assert rules.starters == {"ho", "hu"}


@pytest.mark.parametrize("tag", known_languages())
def test_each_language_is_complete(tag: str) -> None:
    rules = rules_for(tag)
    assert rules.language == tag
    assert rules.headings
    assert rules.stops.quotes
    assert all(len(pair) == 2 for pair in (*rules.stops.quotes, *rules.stops.brackets))
    assert all(word == word.lower() for word in (*rules.starters, *rules.stop_words))
