"""ONIX 3.0: each message is held against EDItEUR's schema with its code lists, and says what the edition says."""

from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from bitext.articles import Localized
from bitext.catalogue import Accessibility, TranslatedBy
from bitext.documents import DocumentId
from bitext.editions import Contributor, Edition
from bitext.errors import BadData
from bitext.languages import LanguageTag
from output.languages import iso639_2b
from output.onix import to_onix
from output.options import ExportOptions
from tests.output.epub.samples import EN, METADATA, SOLD, ZH, essay, story

_O = "{http://ns.editeur.org/onix/3.0/reference}"


@cache
def schema() -> etree.XMLSchema:
    """EDItEUR's, which the package onixcheck carries."""
    found = find_spec("onixcheck")
    if found is None or not found.origin:
        pytest.fail("There is no schema of ONIX; install it with: pip install onixcheck")
    return etree.XMLSchema(file=Path(found.origin).parent / "schema/xsd3.0/ONIX_BookProduct_3.0_reference.xsd")


def onix(edition: Edition, *, layout: str = "", first: str = "", isbn: str = "") -> etree._Element:
    """The message, which is valid."""
    root = etree.fromstring(to_onix(edition, ExportOptions(layout=layout, first=first, isbn=isbn)))
    judge = schema()
    assert judge.validate(root), judge.error_log
    return root


def texts(root: etree._Element, path: str) -> list[str]:
    found = root.iterfind(".//" + "/".join(f"{_O}{name}" for name in path.split("/")))
    return ["".join(node.itertext()) for node in found]


def told(root: etree._Element, name: str) -> list[list[str]]:
    """What each element of the name holds, child by child."""
    return [[" ".join("".join(child.itertext()).split()) for child in node] for node in root.iter(f"{_O}{name}")]


def sold() -> Edition:
    return replace(story(), metadata=SOLD)


@pytest.mark.parametrize("layout", ["interleaved", "facing", "source", "target", "popup", "reveal", "vertical"])
@pytest.mark.parametrize("edition", [story(), sold(), essay()], ids=["story", "sold", "essay"])
def test_every_message_is_valid(edition: Edition, layout: str) -> None:
    assert to_onix(edition, ExportOptions(layout=layout)) == to_onix(edition, ExportOptions(layout=layout))
    onix(edition, layout=layout)


def test_what_the_product_is() -> None:
    root = onix(sold())
    assert texts(root, "Sender/SenderName") == ["Test & Sons"]
    assert texts(root, "SentDateTime") == ["20261122T123015Z"]
    assert texts(root, "DescriptiveDetail/ProductForm") == ["ED"]
    assert texts(root, "ProductFormDetail") == ["E101", "E200"]
    assert told(root, "ProductIdentifier") == [
        ["15", "9780306406157"],
        ["22", "urn:uuid:6b465446-c21b-5db8-9390-6025eb5b92b2"],
        ["15", "9780306406157"],
    ]
    assert texts(root, "EditionType") == ["BLL"]
    assert told(root, "Language") == [["06", "chi", "Hans"], ["07", "eng"]]
    assert told(root, "EpubLicense") == [["CC0-1.0"]]
    assert texts(root, "PublishingDate/Date") == ["202611"]
    assert told(root, "CopyrightStatement") == [["2026", "Test & Sons"]]
    assert texts(root, "TextContent/Text") == ["A story in two languages."]
    assert texts(root, "ProductRelationCode") == ["13"]


def test_titles_tell_language_and_script() -> None:
    titles = [
        (detail.findtext(f"{_O}TitleType"), node.text, node.get("language"), node.get("textscript"))
        for detail in onix(sold()).iterfind(f"{_O}Product/{_O}DescriptiveDetail/{_O}TitleDetail")
        for node in detail.iter(f"{_O}TitleText", f"{_O}Subtitle")
    ]
    assert titles == [
        ("01", "粉笔", "chi", "Hans"),
        ("01", "一个故事", "chi", "Hans"),
        ("06", "Chalk & Smoke", "eng", None),
        ("06", "A Story", "eng", None),
    ]
    turned = onix(sold(), first="target")
    assert texts(turned, "TitleType")[-2:] == ["01", "03"]  # the second is that in the original language


def test_an_article_before_a_title_stands_by_itself() -> None:
    metadata = replace(METADATA, titles=(Localized("The Chalk", EN),), file_as="Chalk, The")
    root = onix(replace(story(), metadata=metadata))
    assert texts(root, "TitlePrefix") + texts(root, "TitleWithoutPrefix") == ["The", "Chalk"]


def test_contributors_have_roles_and_the_translator_languages() -> None:
    root = onix(story())
    assert told(root, "Contributor") == [
        ["1", "A01", "某甲", "Jia, Mou", "05 Mou Jia"],
        ["2", "B06", "chi", "eng", "T. Nobody"],
        ["3", "A12", "某乙"],
    ]
    assert told(onix(sold()), "Contributor")[-1] == ["4", "B06", "chi", "eng", "09"]  # a machine had a part in it


def test_nobody_and_roles_that_onix_does_not_have() -> None:
    nobody = replace(story(), metadata=replace(METADATA, contributors=()))
    assert len(list(onix(nobody).iter(f"{_O}NoContributor"))) == 1
    people = (Contributor(name="A", role="bkp"), Contributor(name="B", role="dnc"))
    root = onix(replace(story(), metadata=replace(METADATA, contributors=people)))
    assert told(root, "Contributor") == [["1", "Z99", "B"]]


def test_series_and_subjects() -> None:
    root = onix(sold())
    assert told(root, "Subject") == [
        ["", "93", "FYB", "Short stories"],
        ["94", "1FPC"],
        ["", "10", "FIC029000", "FICTION / Short Stories"],
        ["04", "Chimneys"],
        ["88", "I247.7"],
        ["20", "烟囱"],
    ]
    assert texts(root, "Collection/TitleDetail/TitleElement/TitleText") == ["粉笔丛书", "Test Classics"]
    assert texts(root, "CollectionSequenceNumber") == ["3"]
    assert told(root, "CollectionIdentifier") == [["02", "03178471"]]
    assert len(list(onix(story()).iter(f"{_O}NoCollection"))) == 1


def test_accessibility_is_that_of_the_package() -> None:
    values = [
        feature.findtext(f"{_O}ProductFormFeatureValue")
        for feature in onix(sold()).iter(f"{_O}ProductFormFeature")
        if feature.findtext(f"{_O}ProductFormFeatureType") == "09"
    ]
    facts = ["11", "13", "19", "22", "29", "30", "32", "36", "41", "52"]
    assert values == ["00", *facts, "04", "82", "85", "90", "88", "94"]
    old = Accessibility(conforms_to="http://www.idpf.org/epub/a11y/accessibility-20170105.html#wcag-a")
    assert "02" in texts(
        onix(replace(story(), metadata=replace(METADATA, accessibility=old))), "ProductFormFeatureValue"
    )


def test_a_book_of_one_language_tells_the_language_that_it_translates() -> None:
    root = onix(story(), layout="target")
    assert told(root, "Language") == [["01", "eng"], ["02", "chi", "Hans"]]
    assert told(root, "Extent")[0][::2] == ["02", "02"]  # words
    assert not texts(root, "EditionType")
    zh = story().documents[0]
    characters = sum(len(block.text) for block in (*zh.blocks, *zh.notes))
    assert told(onix(story(), layout="source"), "Language") == [["01", "chi", "Hans"]]
    assert told(onix(story(), layout="source"), "Extent")[0] == ["02", str(characters), "01"]


def test_a_region_is_a_country() -> None:
    zh, en = story().documents
    tw = replace(story(), documents=(replace(zh, language=LanguageTag("zh-Hant-TW")), en))
    assert told(onix(tw), "Language")[0] == ["06", "chi", "TW", "Hant"]


def test_a_message_has_a_sender() -> None:
    with pytest.raises(BadData) as caught:
        to_onix(replace(story(), metadata=replace(METADATA, publisher="")), ExportOptions())
    assert str(caught.value) == (
        "Edition 'chalk' has no publisher, who is the sender of an ONIX message; write publisher in [edition]."
    )


def test_other_identifiers() -> None:
    doi = replace(story(), metadata=replace(METADATA, identifier="doi:10.1000/182"))
    assert told(onix(doi), "ProductIdentifier") == [["06", "10.1000/182"]]
    own = replace(story(), metadata=replace(METADATA, identifier="chalk-1"))
    assert told(onix(own), "ProductIdentifier") == [["01", "Test & Sons", "chalk-1"]]
    ten = onix(story(), isbn="0-306-40615-2")
    assert told(ten, "ProductIdentifier")[0] == ["15", "9780306406157"]


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1, max_size=20).filter(str.strip)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    title=_TEXT,
    name=_TEXT,
    role=st.sampled_from(["aut", "trl", "edt", "ill", "xyz", "pbl"]),
    date=st.sampled_from(["", "1999", "1999-12", "1999-12-31"]),
    made=st.sampled_from(TranslatedBy),
    rights=_TEXT,
)
def test_whatever_the_edition_says_the_message_is_valid(  # noqa: PLR0917 - Hypothesis gives them by name
    title: str, name: str, role: str, date: str, made: TranslatedBy, rights: str
) -> None:
    edition = story()
    sources = (METADATA.sources[0], replace(METADATA.sources[1], translated_by=made))
    metadata = replace(
        METADATA,
        titles=(Localized(title, ZH),),
        contributors=(Contributor(name=name, role=role, document=DocumentId("en")),),
        date=date,
        sources=sources,
        rights=f"© 2026 {rights}",
        description=title,
    )
    onix(replace(edition, metadata=metadata))


def test_codes_of_languages() -> None:
    codes = {tag: iso639_2b(LanguageTag(tag)) for tag in ("zh", "en", "fr", "ja", "ko", "ru", "yue", "xx")}
    assert codes == {
        "zh": "chi",
        "en": "eng",
        "fr": "fre",
        "ja": "jpn",
        "ko": "kor",
        "ru": "rus",
        "yue": "yue",
        "xx": None,
    }
