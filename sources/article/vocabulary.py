"""The words of English that the article reader knows, by what it needs them for."""

from typing import Final

from sources.article.scripts import word_set

NO_AUTHOR: Final = word_set(
    """
    about act acts age aged annex appendix approximately april art article august book born box c ca
    calendar canto case chapter chapters circa class clip collection color colour covid day december died
    document ep episode eq equation example exhibit february fig figs figure figures footnote founded grade
    group image images interview interviewee item items january july june level line lines map march may no
    note notes november october page pages panel paragraph part participant phase photo photograph plate
    program question respondent room scene season section sections september series since stage stanza step
    still table tables type unit until vol volume war year
    """
)
"""Capitalised words before a number that name no author: (Figure 2), (World War 2), (June 1989)."""

SMALL_IN_TITLES: Final = word_set(
    """
    a an and as at but by de et for from in into is la le of on or the to und with
    """
)
"""Words that a title leaves in lower case."""

SENTENCE_WORDS: Final = word_set(
    """
    a about after all also although an and another as at because before both but by called cf chinese during
    each entitled especially even every finally first for from he her here his how however i if in including
    indeed into it its just last later like many meanwhile moreover most much my named namely next not now
    of on once one only or our over perhaps see she since so some still such than that the their then there
    these they this those though three through thus titled to today two under unlike until upon was we were
    what when where whether which while who whose why with within without yet you your
    """
)
"""Words whose capital comes from the sentence they open, not from a name."""

ROLES: Final = word_set(
    """
    author chairman critic director dr dramatist editor essayist filmmaker historian journalist mr mrs ms
    novelist painter philosopher photographer playwright poet president professor scholar singer sociologist
    translator writer
    """
)
"""Words that say what somebody is: the novelist Shuang Xuetao."""

DETERMINERS: Final = word_set(
    """
    a an any each every her his its many my no our some such that the their these this those your
    """
)
"""Words that open a noun phrase."""

PREPOSITIONS: Final = word_set(
    """
    about against and as at between by called during for from in including into like named of on or over
    termed than through to toward towards under with
    """
)
"""Words that a noun phrase follows."""

NAMES_THAT_ARE_WORDS: Final = word_set(
    """
    an as at be best brown can case church day do early east england field ford france frank go good grace
    gray green hall he her here hill hope how in is king lane law le less li light long love man may me moon
    more mr my no north now on one or page park pope price rich rose she snow so song south stone street
    strong sun than that the then they this to we west when white wild will winter wise with wood you young
    """
)
"""Family names that are also words: they name an author only with a given name, or before `writes`, `'s` …."""

BEFORE_NAMES: Final = word_set(
    """
    a according after again against all also although american an and another are as at author because
    before both british but by can cf chinese citing compare comparing consider contra could critic dear did
    director do does dr echoing editor essayist even fellow filmmaker finally first following for french
    from german has hence here historian how however if in indeed is it its japanese just lastly later let
    like likewise may meanwhile moreover mr mrs ms must nevertheless nor not novelist now of on once only or
    our perhaps philosopher poet prof professor psychologist quoting reading recall recently russian scholar
    second see should similarly since so sociologist some still such surely taiwanese than that the their
    then theorist there therefore these they this those though through throughout thus to toward translator
    under unlike until up upon was were what when whenever where whereas whether which while whom whose why
    will with within without would writer yet
    """
)
"""Capitalised words before a family name that are no given name."""

FUNCTION_WORDS: Final = word_set(
    """
    a an and are as at be been but by for from had has have he her his i in into is it its me my no not of
    on or our she so that the their them they this to was we were what when which who with you your
    """
)
"""Words that carry no weight when an echo is compared with a quotation."""

NO_SCHOLAR: Final = word_set(
    """
    article chapter critics essay he i it many one others paper section she some study that these they this
    those we which who
    """
)
"""Words before "argues" that are no name."""

PARTICLES: Final = word_set(
    """
    al bin da de del della den der des di do dos du el ibn la las le los ten ter van von zu zur
    """
)
"""Particles of family names: de Beurs, van Dam."""

STATING: Final = word_set(
    """
    argue argued argues assert asserted asserts claim claimed claims conclude concluded concludes contend contended
    contends declare declared declares define defined defines describe described describes explain explained explains
    insist insisted insists maintain maintained maintains note noted notes observe observed observes point pointed
    points propose proposed proposes put puts remark remarked remarks said say says state stated states suggest
    suggested suggests write writes written wrote call called calls
    """
)
"""Verbs by which a text gives an author's words."""

SPEAKING: Final = STATING | word_set(
    """
    add added adds ask asked asks complain complained complains cried cries cry recall recalled recalls replied replies
    reply teach teaches taught tell tells told think thinks thought whisper whispered whispers
    """
)
"""The same, with those by which a story gives a person's words."""

STUDYING: Final = word_set(
    """
    believe believed believes compare compared compares demonstrate demonstrated demonstrates depict depicted depicts
    examine examined examines explore explored explores find finds found portray portrayed portrays regard regarded
    regards see sees saw show showed shown shows studied studies study use used uses view viewed views
    """
)
"""Verbs by which a text says what an author does."""


def any_of(words: frozenset[str]) -> str:
    """A pattern for one of the words.

    >>> any_of(frozenset({"says", "said"}))
    '(?:said|says)'
    """
    return f"(?:{'|'.join(sorted(words))})"
