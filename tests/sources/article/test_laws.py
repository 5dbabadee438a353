"""What holds of every text, however broken: nothing is invented, nothing points outside, nothing fails."""

from collections.abc import Callable
from itertools import combinations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bitext.articles import Place
from bitext.documents import Document
from bitext.languages import LanguageTag
from bitext.spans import Span
from sources.article import article_json, article_text, read_article
from sources.article.citing import parse
from sources.article.names import Likeness, letters, likeness, parse_names
from sources.article.parentheses import parentheses
from sources.article.passages import read_manuscript
from sources.article.pinyin import syllable_counts
from sources.article.quotation_marks import quoted, unpaired
from sources.article.sentences import sentences

FRAGMENTS = [
    "The chimney stood. ",
    "Shuang Xuetao ",
    "双雪涛",
    "《平原上的摩西》",
    "*Moses on the Plain* ",
    "(平原上的摩西) ",
    "（Michel Foucault）",
    "(Shuang 18). ",
    "(18) ",
    "(Alaimo, *Exposed* 2; Wang 36)",
    "[3]",
    "“one need ",
    "” ",
    '"',
    "‘the body’ ",
    "workers' ",
    "As Alaimo writes, ",
    "：",
    ":",
    "\n\n",
    "\n\nWorks Cited\n\n",
    "\n\n注释\n\n",
    "\n\n- Alaimo, Stacy. *Bodily Natures*. Indiana UP, 2010.\n\n",
    "\n\n- . *Exposed*. U of Minnesota P, 2016.\n\n",
    "\n\nWang, D. (2019). “Yanfen (艳粉街)”. *Letters*, 7(3), 35–39.\n\n",
    "\n\n[3] 双雪涛. 平原上的摩西[M]. 天津: 百花文艺出版社, 2016.\n\n",
    "\n\n3. Shuang, *Moses*, 12.\n\n",
    "\n\n12\n\n",
    "(",
    ")",
    "（",
    "]",
    "—",
    "*",
    "and ",
    "et al. ",
    "2019 ",
    "a\u0301\U00020000",
    "汽笛停了以后，我们才知道。",
]

texts = st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=40).map("".join)
often = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@often
@given(text=texts, chinese=st.booleans())
def test_articles_of_any_kind(text: str, chinese: bool, document: Callable[..., Document]) -> None:
    read = document(f"A chimney.\n\n{text}", language="zh-Hans" if chinese else "en")
    article = read_article(read)
    assert article == read_article(read)
    assert article_text(article, read)
    assert article_json(article, read)["schema"] == 1
    # A page break may stand within a title or quotation, so white space is not compared.
    whole = "".join("".join(block.text for block in (*read.blocks, *read.notes)).split())
    for pair in (*article.pairs, *article.derived_pairs):
        # An entry's inverted name stands in running order, so words are compared one by one.
        assert all(word in whole for side in (pair.source, pair.target) for word in side.text.split())
        assert pair.source.text
    for quotation in article.quotations:
        assert all("".join(part.split()) in whole for part in quotation.text.split("\n"))
    keys = {reference.key for reference in article.references}
    assert len(keys) == len(article.references)
    for citation in article.citations:
        assert {part.reference for part in citation.parts} <= {*keys, None}
    check_places(read, [place for quotation in article.quotations for place in (quotation.place, *quotation.rest)])
    check_places(read, [place for pair in article.pairs for place in pair.mentions])
    check_places(read, [problem.place for problem in article.problems if problem.place])


def check_places(document: Document, places: list[Place]) -> None:
    for place in places:
        assert place.span.end <= len(document.block_by_id[place.block].text)


@often
@given(text=texts)
def test_passages_lead_back_to_their_blocks(text: str, document: Callable[..., Document]) -> None:
    read = document(f"The city has one chimney.\n\n{text}", language="en")
    for passage in read_manuscript(read).passages:
        places = passage.places(Span(0, len(passage.text)))
        words = [place.span.of(read.block_by_id[place.block].text) for place in places]
        assert "".join("".join(words).split()) == "".join(passage.text.split())


@given(st.text(alphabet="ab \n“”‘’\"'「」s(s"))
def test_quotations_do_not_cross(text: str) -> None:
    for first, second in combinations(quoted(text), 2):
        assert second.span.start >= first.span.end or second.span.end < first.span.end
    assert all(text[at] in '“”"「' for at in unpaired(text))


@given(st.text(alphabet="ab()（）[]【】"))
def test_parentheses_nest_by_kind(text: str) -> None:
    for first, second in combinations([p for p in parentheses(text) if not p.square], 2):
        assert second.span.start >= first.span.end or second.span.end < first.span.end


@given(texts)
def test_sentences_tile_the_text(text: str) -> None:
    spans = sentences(text, LanguageTag("en"))
    assert "".join(span.of(text) for span in spans) == text


@given(st.text(max_size=60))
def test_any_text_can_be_asked_whether_it_is_a_citation(text: str) -> None:
    for part in parse(text):
        assert part.text in text
        assert part.author in text


@given(st.text(max_size=40), st.booleans())
def test_any_text_can_be_read_as_names(text: str, inverted: bool) -> None:
    for person in parse_names(text, inverted=inverted).persons:
        assert letters(person.family) in letters(text)
        assume(person.family)
        assert likeness(person.family, person) is Likeness.SAME


@given(st.text(alphabet="abcdeghinouxz' ", max_size=30))
def test_more_letters_never_mean_fewer_syllables_than_words(text: str) -> None:
    counts = syllable_counts(text)
    assert not counts or min(counts) >= len([word for word in text.replace("'", " ").split() if word])
