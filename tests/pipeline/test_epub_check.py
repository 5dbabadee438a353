"""`duizhao epub check`: each code with a book that has the fault and books that only look so, and hostile files."""

import json
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bitext.documents import BlockKind
from bitext.editions import Edition
from bitext.errors import BadConfiguration, BelowThreshold, DuizhaoError, LimitExceeded, UnreadableInput
from cli import main
from output.epub import to_epub
from output.epub.examine import RULES, Broken, Finding, Packed, Severity, book_of, check_edition, check_older, examined
from output.options import ExportOptions
from pipeline.epub_check import check_epub, chosen, explained, judge, read_book
from tests.output.epub.bilingual_book import SOUND, changed, zipped
from tests.output.epub.samples import SOLD, essay, story

Files = Mapping[str, str]


def written(files: Files, folder: Path, name: str = "book.epub") -> Path:
    path = folder / name
    path.write_bytes(zipped(files))
    return path


def codes(files: Files, folder: Path) -> list[str]:
    """The codes found, each once."""
    return list(dict.fromkeys(finding.code for finding in check_epub(written(files, folder)).findings))


def test_the_sound_book_is_sound(tmp_path: Path) -> None:
    assert check_epub(written(SOUND, tmp_path)).findings == ()


_EN1 = "The pond was still, and Li stood on the bank."
_ZH1 = "池水很静，李某站在岸上。"
_EN4 = "Night fell, and the wind came from the north."
_ZH4 = "夜来了，风从北边吹过来。"
_NOTE_LINK = '<a epub:type="backlink" href="c1.xhtml#call1" aria-label="返回">↩</a>'
_LONG = "这一天的傍晚没有风，也没有人，只有池水和鱼，还有岸上站着的那个人，他等了很久，等到看不见水。"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" aria-label="池" {}="0 0 1 1"><{}/></svg>'
_PACKAGE = "content.opf"

# A code, and a change of the sound book that has its fault: the file, the old words, the new.
FAULTS = [
    ("E001", "c2.xhtml", "</section>", ""),
    ("E002", _PACKAGE, "images/pond.png", "images/Pond.png"),
    ("E002", _PACKAGE, 'idref="notes"', 'idref="note"'),
    ("E101", "notes.xhtml", ' lang="zh-Hans" xml:lang="zh-Hans">\n<head>', ">\n<head>"),
    ("E102", "c1.xhtml", '<p id="zh1" lang="zh-Hans">', '<p id="zh1" lang="en">'),
    ("E102", "c1.xhtml", '<p id="en1" lang="en">', '<p id="en1">'),
    ("E102", "c1.xhtml", _EN1, "Der Teich war still, und Li stand am Ufer, und er sah hin und war nicht allein."),
    ("E102", "c1.xhtml", 'id="en1" lang="en"', 'id="en1" lang="en" aria-label="池水很静"'),
    ("E103", "c1.xhtml", "Li stood", "Li (李某) stood"),
    ("E103", "c1.xhtml", _ZH1, "他读了一遍：“He did not go back to the house.”然后站在岸上，看着水，水很静。"),
    ("E103", "c1.xhtml", "and Li stood", "and Ли stood Лида"),
    ("E104", "c1.xhtml", 'id="en1" lang="en"', 'id="en1" lang="en_US"'),
    ("E104", "c1.xhtml", 'id="en1" lang="en"', 'id="en1" lang="en" xml:lang="de"'),
    ("E105", "c1.xhtml", _ZH1, "池水很靜，李某站在岸上說話。"),
    ("E105", "c1.xhtml", _ZH1, "这里们说话：靜。"),
    ("E201", "c1.xhtml", "still, and", "still， and"),
    ("E201", "c1.xhtml", "The pond was still", "「The pond」 was still"),
    ("E202", "c1.xhtml", "“我不回去。”", '"我不回去。"'),
    ("E202", "c1.xhtml", "池水很静，", "池水很静,"),
    ("E203", "c1.xhtml", "池水很静", "池水 很静"),
    ("E203", "c1.xhtml", "池水很静，", "池水很静，\n   "),
    ("E203", "c1.xhtml", "鱼也不说话。", "<span>鱼也</span>\n<span>不说话。</span>"),
    ("E204", "c1.xhtml", "“我不回去。”", "“我不回去。"),
    ("E204", "c1.xhtml", "“I am not", "I am not"),
    ("E205", "c1.xhtml", "(for a while)", "(for a while"),
    ("E205", "c1.xhtml", "鱼也不说话", "鱼也不说话）"),
    ("E301", "c1.xhtml", _EN1, ""),
    ("E301", "c1.xhtml", f'<p id="en1" lang="en">{_EN1}</p>', ""),
    ("E302", "c1.xhtml", _EN1, _ZH1),
    ("E303", "c2.xhtml", _ZH4, "夜来了，池水黑了，风从北边吹过来。</p><p>夜来了，池水黑了，风从北边吹过来。"),
    ("E303", "c2.xhtml", _ZH4, f"{_LONG}</p><p>{_ZH4}</p><p>{_LONG}"),
    ("E304", "nav.xhtml", ' ·\n<span lang="en">Chapter Two: Night</span>', ""),
    ("E401", "nav.xhtml", "c2.xhtml#h2", "c2.xhtml#h3"),
    ("E401", "nav.xhtml", "c2.xhtml#h2", "C2.xhtml#h2"),
    ("E402", "c1.xhtml", 'id="en3"', 'id="en1"'),
    ("E403", "nav.xhtml", 'c2.xhtml#page2">2', 'c2.xhtml#page2">1'),
    ("E403", "c2.xhtml", '<p id="en4" lang="en">', '<p id="en4" lang="en"><span role="doc-pagebreak" id="page3"/>'),
    ("E404", "notes.xhtml", _NOTE_LINK, ""),
    ("E404", "notes.xhtml", "#call1", "#en3"),
    ("E405", "notes.xhtml", "</ol>", '<li id="n2" epub:type="endnote"><p>北：上方。</p></li></ol>'),
    ("E406", "c1.xhtml", ' alt="池"', ""),
    ("E406", "c1.xhtml", ' alt="池"', ' alt="pond.png"'),
    ("E407", "c1.xhtml", "鱼也不说话。", f"鱼也不说话。{_SVG.format('viewbox', 'g')}"),
    ("E407", "c1.xhtml", "鱼也不说话。", f"鱼也不说话。{_SVG.format('viewBox', 'lineargradient')}"),
    ("E501", _PACKAGE, "暮池", " "),
    ("E502", _PACKAGE, "<dc:language>en</dc:language>", ""),
    ("E502", _PACKAGE, "<dc:language>en</dc:language>", "<dc:language>en</dc:language><dc:language>fr</dc:language>"),
    ("E502", _PACKAGE, ">zh-Hans</dc:language>", ">Chinese!</dc:language>"),
    ("E503", _PACKAGE, 'unique-identifier="uid"', 'unique-identifier="id"'),
    ("E503", _PACKAGE, "9780306406157", "9780306406158"),
    ("E503", _PACKAGE, "6b465446-c21b-5db8-9390-6025eb5b92b2", "6b465446c21b5db893906025eb5b92b2"),
    ("E504", _PACKAGE, "2026-11-22T12:30:15Z", "2026-11-22T12:30:15+08:00"),
    ("E504", _PACKAGE, "2026-11-22T12:30:15Z", "2026-13-22T12:30:15Z"),
    ("E505", _PACKAGE, ' properties="cover-image"', ""),
    ("E505", _PACKAGE, 'media-type="image/png"', 'media-type="application/xhtml+xml"'),
    ("E506", _PACKAGE, '<dc:creator xml:lang="zh-Hans">某甲</dc:creator>', ""),
    ("E511", _PACKAGE, "schema:accessibilityHazard", "schema:hazard"),
    ("E512", _PACKAGE, ">alternativeText<", ">rubyAnnotations<"),
    ("E512", _PACKAGE, ">none<", '>none</meta><meta property="schema:accessibilityHazard">flashing<'),
    ("E513", _PACKAGE, ">visual<", ">textual<"),
    ("E513", _PACKAGE, ">pageBreakMarkers<", ">structuralNavigation<"),
]

# What only looks like a fault.
TEMPTING = [
    ("c1.xhtml", "Li stood", 'Li (<span lang="zh-Hans">李某</span>) stood'),
    ("c1.xhtml", "李某站在", "李某（Li Mou）拿着 iPhone 站在"),
    ("c1.xhtml", "李某站在", "李某读《The Pond》，站在"),
    ("c1.xhtml", 'id="en1" lang="en"', 'id="en1" lang="EN" xml:lang="en"'),
    ("c1.xhtml", 'id="en1" lang="en"', 'id="en1" lang="en-x-plain"'),
    ("c1.xhtml", _ZH1, "皇后在公里之外，乾隆也在那里干活。"),
    ("c1.xhtml", _ZH1, '书上写着“<span lang="zh-Hant">池水很靜</span>”。'),
    ("c1.xhtml", _ZH1, "书上写着<code>print(\"池\", '水')</code>。"),
    ("c1.xhtml", _ZH1, "水深12,000米，12:30，他说“It’s ok, no.”。"),
    ("c1.xhtml", _ZH1, "李某. 池水研究[M]. 北京: 某社, 1999."),
    ("c1.xhtml", "第一章　暮</span> <", "第一章 暮</span> <"),
    ("c1.xhtml", "池水很静", "池水　很静"),
    ("c1.xhtml", "池水很静，", "池水很静，<br/>\n   "),
    ("c1.xhtml", "“我不回去。”然后坐下", "“我不回去。</p><p>“就在这里。”然后坐下"),
    ("c1.xhtml", "“我不回去。”然后坐下", "“我不回去。</p><p>就在这里。”然后坐下"),
    ("c1.xhtml", "(for a while)", "(for a while [or two])"),
    ("c1.xhtml", "鱼也不说话", "1）鱼也不说话"),
    ("c1.xhtml", '<p id="en3" lang="en">The fish said nothing either.</p>', '<hr lang="en"/>'),
    ("c1.xhtml", '<div class="pair" id="pair1">', '<div class="pair" id="pair1" aria-label="仅见于原文">'),
    ("c1.xhtml", "The fish said nothing either.", '<img src="../images/pond.png" alt="A pond"/>'),
    ("c2.xhtml", _ZH4, "好的。</p><p>好的。"),
    ("c2.xhtml", _ZH4, f"{_LONG}</p><blockquote><p>{_LONG}</p></blockquote><p>夜来了。"),
    ("c1.xhtml", ' alt="池"', ' alt=""'),
    ("c1.xhtml", "鱼也不说话。", f"鱼也不说话。{_SVG.format('viewBox', 'linearGradient')}"),
    ("c1.xhtml", "鱼也不说话。", "鱼&hellip;<a href='https://example.org/a#b'>也</a>不说话。"),
    ("notes.xhtml", "#call1", "#zh2"),
    (_PACKAGE, "urn:isbn:9780306406157", "urn:isbn:0-306-40615-2"),
    (_PACKAGE, "zh-Hans</dc:language>", "zh-CN</dc:language>"),
    (_PACKAGE, 'version="3.0"', 'version="3.2"'),
]


@pytest.mark.parametrize(("code", "file", "old", "new"), FAULTS, ids=[f"{f[0]}-{n}" for n, f in enumerate(FAULTS)])
def test_a_planted_fault_is_found(code: str, file: str, old: str, new: str, tmp_path: Path) -> None:
    assert code in codes(changed(file, old, new), tmp_path)


@pytest.mark.parametrize(("file", "old", "new"), TEMPTING)
def test_what_only_looks_like_a_fault_is_none(file: str, old: str, new: str, tmp_path: Path) -> None:
    assert [str(one) for one in check_epub(written(changed(file, old, new), tmp_path)).findings] == []


def test_a_blank_within_ruby_is_no_gap(tmp_path: Path) -> None:
    reading = '<rt lang="zh-Latn-pinyin">chí</rt>'
    files = changed("c1.xhtml", "池水很静", f"<ruby>池{reading} </ruby>水很静")
    assert codes(files, tmp_path) == ["E513"]  # the package does not tell of readings
    assert codes(changed("content.opf", ">tableOfContents<", ">rubyAnnotations<", files), tmp_path) == []


def test_each_code_has_a_fault_that_is_planted() -> None:
    own = {code for code, *_ in FAULTS}
    assert sorted(set(RULES) - own) == ["E601", "E602", "E603", "E604", "E701", "E702", "E703", "E704", "E705"]


@pytest.mark.parametrize("layout", ["interleaved", "facing", "source", "target", "popup", "reveal", "vertical"])
@pytest.mark.parametrize("by", ["paragraph", "sentence"])
@pytest.mark.parametrize("edition", [story(), essay(), replace(story(), metadata=SOLD)], ids=["story", "essay", "sold"])
def test_our_own_books_are_sound(edition: Edition, layout: str, by: str, tmp_path: Path) -> None:
    path = tmp_path / "own.epub"
    path.write_bytes(to_epub(edition, ExportOptions(layout=layout, by=by)))
    book = read_book(path)
    findings = examined(book, lambda own: check_edition(own, edition), lambda own: check_older(own, book))
    assert [str(one) for one in findings if one.code != "E505"] == []  # they were given no cover


# --- what is said ------------------------------------------------------------------------------------------------


def test_a_finding_names_the_place_and_the_remedy(tmp_path: Path) -> None:
    (finding,) = check_epub(written(changed("c1.xhtml", "池水很静，", "池水很静,"), tmp_path)).findings
    assert (
        str(finding)
        == "book/text/c1.xhtml, line 8 (zh1): warning E202 ‹池水很静,李某站在岸上。› has ',' in a text in zh-Hans."
    )
    assert (finding.file, finding.line, finding.id) == ("book/text/c1.xhtml", 8, "zh1")


def test_the_documentation_lists_the_codes() -> None:
    page = (Path(__file__).parents[2] / "docs/epub.md").read_text(encoding="utf-8")
    for rule in RULES.values():
        assert f"| {rule.code} | {rule.severity} | {rule.title} |" in page


def test_codes_are_explained() -> None:
    text = explained("e102").decode()
    assert text.startswith("E102: text is in another language than its tag (error)\n\nMost letters of a text")
    assert explained("all").decode().count("\n") == len(RULES)
    with pytest.raises(BadConfiguration) as caught:
        explained("E999")
    assert str(caught.value) == "There is no code 'E999'; `duizhao epub check --explain all` lists them."


def test_findings_can_be_chosen(tmp_path: Path) -> None:
    found = check_epub(written(changed("c1.xhtml", "池水很静，", "池水 很静,"), tmp_path))
    assert [one.code for one in chosen(found, only=["e2"]).findings] == ["E202", "E203"]
    assert [one.code for one in chosen(found, excluded=["E203"]).findings] == ["E202"]
    with pytest.raises(BadConfiguration, match="There is no code 'X'"):
        chosen(found, only=["X"])
    judge(found, "error")
    judge(found, "never")
    with pytest.raises(BelowThreshold) as caught:
        judge(found, "warning")
    assert str(caught.value) == f"2 warnings found in {found.file}; --fail-on says which count."


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = written(SOUND, tmp_path, "sound.epub")
    assert main(["epub", "check", str(sound)]) == 0
    assert capsys.readouterr().out == f"{sound}: nothing found, in 3 pages\n"
    bad = written(changed("c1.xhtml", _EN1, ""), tmp_path, "bad.epub")
    assert main(["epub", "check", str(bad), "--json"]) == 15
    answer = json.loads(capsys.readouterr().out)
    assert (answer["counts"], answer["findings"][0]["code"]) == ({"error": 1, "warning": 0, "note": 0}, "E301")
    assert main(["epub", "check", str(bad), "--fail-on", "never", "--except", "E301"]) == 0
    assert main(["epub", "check"]) == 2
    assert main(["epub", "check", "--explain", "E301"]) == 0


# --- hostile -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.txt": "a"}, "META-INF/container.xml, which every EPUB has, is missing or damaged."),
        ({**SOUND, "META-INF/container.xml": "<container/>"}, "its package document '' is missing or damaged."),
        (
            changed("content.opf", "<package", "<packa"),
            "its package document 'book/content.opf' is missing or damaged.",
        ),
        ({**SOUND, "../evil.xhtml": "a"}, "it holds a file with a path that leads out of it, '../evil.xhtml'."),
    ],
)
def test_what_is_no_epub_is_refused_in_one_sentence(files: Files, message: str, tmp_path: Path) -> None:
    path = written(files, tmp_path)
    with pytest.raises(UnreadableInput) as caught:
        check_epub(path)
    assert str(caught.value) == f"{path} is no EPUB: {message}"


def test_a_book_without_a_page_is_refused(tmp_path: Path) -> None:
    path = written(changed("content.opf", "<itemref idref=", "<reference idref="), tmp_path)
    with pytest.raises(UnreadableInput) as caught:
        check_epub(path)
    assert str(caught.value) == f"{path} has no page that can be read; its reading order (spine) names none."


def test_no_zip_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    path.write_bytes(b"Call me Ishmael.")
    with pytest.raises(UnreadableInput) as caught:
        check_epub(path)
    assert str(caught.value) == f"{path} is no EPUB: it does not start like a zip file."


def test_bombs_and_entities_are_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.epub"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in changed("c1.xhtml", _EN1, " " * 20_000_000).items():
            archive.writestr(name, text)
    with pytest.raises(LimitExceeded, match="as in a zip bomb"):
        check_epub(bomb)
    doctype = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(LimitExceeded, match="declares an entity"):
        check_epub(written(changed("c1.xhtml", "<!DOCTYPE html>", doctype), tmp_path))
    with pytest.raises(LimitExceeded, match="too deep"):
        check_epub(written(changed("c1.xhtml", _EN1, "<i>" * 4000 + "</i>" * 4000), tmp_path))


@pytest.mark.parametrize("name", [name for name in SOUND if name.endswith(("opf", "xhtml", "xml"))])
@pytest.mark.parametrize("part", range(1, 12))
def test_a_file_that_was_cut_off_never_crashes(name: str, part: int, tmp_path: Path) -> None:
    cut = {**SOUND, name: SOUND[name][: len(SOUND[name]) * part // 12]}
    path = written(cut, tmp_path)
    with suppress(UnreadableInput):
        assert check_epub(path).findings


_TOKENS = (
    "<",
    ">",
    "&",
    '"',
    "</p>",
    "<p>",
    "&nbsp;",
    "]]>",
    "<!--",
    " xml:",
    ' lang=""',
    "<rt>",
    "<svg>",
    "“",
    "）",
    "\x00",
)


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_whatever_is_done_to_a_book_the_answer_is_findings_or_one_sentence(data: st.DataObject) -> None:
    files = dict(SOUND)
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from([name for name in files if name.endswith(("opf", "xhtml", "xml"))]))
        at = data.draw(st.integers(0, len(files[name])))
        gone = data.draw(st.integers(0, 40))
        files[name] = files[name][:at] + data.draw(st.sampled_from(_TOKENS)) + files[name][at + gone :]
    with TemporaryDirectory() as folder, suppress(DuizhaoError):
        assert check_epub(written(files, Path(folder))).pages


def test_an_epub_2_of_another_maker(tmp_path: Path) -> None:
    old = changed("content.opf", 'version="3.0"', 'version="2.0"')
    old = changed("content.opf", ' properties="nav"', "", changed("content.opf", ' properties="cover-image"', "", old))
    ncx = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    old = changed("content.opf", "</manifest>", f"{ncx}</manifest>", old)
    old = changed("content.opf", "</metadata>", '<meta name="cover" content="pond"/></metadata>', old)
    old = changed("c2.xhtml", "风从", "风&mdash;&mdash;从", old)
    doctype = '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'
    old = changed("c2.xhtml", "<!DOCTYPE html>", doctype, old)
    point = '<navPoint id="p"><navLabel><text>一</text></navLabel><content src="text/c1.xhtml#{}"/></navPoint>'
    toc = '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap>{}</navMap><pageList/></ncx>'
    sound = {**old, "book/toc.ncx": toc.format(point.format("h1"))}
    assert [str(one) for one in check_epub(written(sound, tmp_path)).findings] == []
    dated = '<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN"\n "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">'
    broken = {**old, "book/toc.ncx": dated + toc.format(point.format("h9"))}
    assert codes(broken, tmp_path) == ["E401"]


def test_odd_references_do_no_harm(tmp_path: Path) -> None:
    for odd in ("http://[::1", "", "#", "../../../../etc/passwd", "%", "javascript:alert(1)", "a b#c d", "//x/y"):
        files = changed("c1.xhtml", "池水很静", f"<a href='{odd}'>池</a>水很静")
        assert set(codes(files, tmp_path)) <= {"E401"}


# --- against -----------------------------------------------------------------------------------------------------


def older(before: Files, after: Files, folder: Path) -> list[Finding]:
    old, new = written(before, folder, "old.epub"), written(after, folder, "new.epub")
    return [one for one in check_epub(new, old).findings if one.code.startswith("E6")]


def test_the_same_book_has_lost_nothing(tmp_path: Path) -> None:
    assert older(SOUND, SOUND, tmp_path) == []


def test_a_corrected_text_keeps_its_id(tmp_path: Path) -> None:
    later = changed("content.opf", "2026-11-22T12:30:15Z", "2026-11-23T00:00:00Z")
    assert older(SOUND, changed("c1.xhtml", "still", "quite still", later), tmp_path) == []
    (finding,) = older(SOUND, changed("c1.xhtml", "still", "quite still"), tmp_path)
    assert finding.code == "E604"
    assert finding.message == (
        "The text has changed, and dcterms:modified 2026-11-22T12:30:15Z is no later than 2026-11-22T12:30:15Z."
    )


def test_ids_that_were_lost_moved_or_doubled(tmp_path: Path) -> None:
    (lost,) = older(SOUND, changed("c1.xhtml", 'id="en1"', 'id="en10"'), tmp_path)
    assert str(lost) == (
        "book/text/c1.xhtml: error E601 The id 'en1', which named ‹Thepondwasstill,andListoodonth…›, is lost. "
        "Its text is now 'en10'."
    )
    moved = changed("c1.xhtml", 'id="en2"', 'id="en1"', changed("c1.xhtml", 'id="en1"', 'id="en2x"'))
    found = older(SOUND, moved, tmp_path)
    assert {one.code for one in found} == {"E601", "E602"}
    twice = changed("c2.xhtml", '<p id="zh4"', '<hr id="zh1"/><p id="zh4"')
    assert [one.code for one in older(SOUND, twice, tmp_path)] == ["E603"]
    (other,) = older(SOUND, changed("content.opf", "6b465446", "7b465446"), tmp_path)
    assert other.code == "E604"


def beside(edition: Edition, data: bytes, folder: Path, *change: tuple[str, str]) -> list[Finding]:
    """What is found of a book with some words changed, beside an edition."""
    path = folder / "own.epub"
    (folder / "raw.epub").write_bytes(data)
    with zipfile.ZipFile(folder / "raw.epub") as archive:
        files = {name: archive.read(name).decode() for name in archive.namelist()}
    for old, new in change:
        assert any(old in text for text in files.values()), old
        files = {name: text.replace(old, new) for name, text in files.items()}
    path.write_bytes(zipped(files))
    book = read_book(path)
    return list(check_edition(book, edition))


def test_a_text_is_all_there_or_it_is_told(tmp_path: Path) -> None:
    edition = story()
    data = to_epub(edition, ExportOptions())
    assert beside(edition, data, tmp_path) == []
    (changed_,) = beside(edition, data, tmp_path, ("像有人要进来。", "像有人进来。"))
    assert (changed_.code, changed_.id) == ("E702", "zh.c1.p3.s2")
    assert changed_.message == "It holds ‹像有人进来。›, the edition ‹像有人要进来。›."
    (absent,) = beside(edition, data, tmp_path, ('<span id="zh.c1.p3.s2">像有人要进来。</span>', ""))
    assert (absent.code, absent.message) == ("E701", "zh.c1.p3.s2 ‹像有人要进来。› is not in the book.")
    (added,) = beside(edition, data, tmp_path, ("像有人要进来。</span>", "像有人要进来。</span>真的。"))
    assert (added.code, added.message) == ("E703", "‹真的。› stands in zh.c1.p3 and in none of its sentences.")
    first, second = (
        '<span id="zh.c1.p3.s1">夜里风一吹，它就敲玻璃。</span>',
        '<span id="zh.c1.p3.s2">像有人要进来。</span>',
    )
    found = beside(edition, data, tmp_path, (first + second, second + first))
    assert [(one.code, one.id) for one in found] == [("E704", "zh.c1.p3.s2")]


def test_a_book_with_other_ids_is_compared_by_its_text(tmp_path: Path) -> None:
    edition = story()
    data = to_epub(edition, ExportOptions())
    words = '<span class="image">[<span lang="en" xml:lang="en">Image</span>: a chimney]</span>'
    other = (' id="zh.', ' id="a.'), (' id="en.', ' id="b.'), (words, "")
    assert [one.code for one in beside(edition, data, tmp_path, *other)] == []
    gone = beside(edition, data, tmp_path, *other, ("Never in the same way.", ""))
    assert [(one.code, one.message) for one in gone] == [
        ("E701", "en.c1.p4.s2 ‹Never in the same way.› is not in the book.")
    ]


def test_a_converted_book_is_not_compared(tmp_path: Path) -> None:
    edition = story()
    data = to_epub(edition, ExportOptions(layout="source"))
    found = beside(edition, data, tmp_path, ('"zh-Hans"', '"zh-Hant"'), (">zh-Hans<", ">zh-Hant<"))
    assert [one.message for one in found] == ["zh is in zh-Hans, the book in zh-Hant; its text was not compared."]


def test_the_command_beside_an_edition(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "zh.txt").write_text("池水很静。\n\n夜来了。\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("The pond was still.\n\nNight fell.\n", encoding="utf-8")
    toml = tmp_path / "edition.toml"
    toml.write_text(
        '[edition]\nname = "pond"\n[[edition.title]]\ntext = "暮池"\nlanguage = "zh-Hans"\n\n'
        '[[document]]\nid = "zh"\npath = "zh.txt"\nlanguage = "zh-Hans"\n\n'
        '[[document]]\nid = "en"\npath = "en.txt"\nlanguage = "en"\n\n'
        '[[alignment]]\nsource = "zh"\ntarget = "en"\n\n[[output]]\nformat = "epub"\n',
        encoding="utf-8",
    )
    assert main(["build", str(toml)]) == 0
    book = tmp_path / "pond.epub"
    capsys.readouterr()
    assert main(["epub", "check", str(book), "--against", str(toml), "--only", "E7"]) == 0
    assert capsys.readouterr().out.startswith(f"{book}: nothing found")
    (tmp_path / "en.txt").write_text("The pond was still.\n\nNight fell at last.\n", encoding="utf-8")
    assert main(["epub", "check", str(book), "--against", str(toml), "--only", "E7"]) == 15
    assert "error E702 It holds ‹Nightfell.›, the edition ‹Nightfellatlast.›." in capsys.readouterr().out


def test_a_parser_is_handed_in() -> None:
    packed = Packed("a.epub", frozenset({"META-INF/container.xml"}), lambda _: Broken("it is no XML"))
    with pytest.raises(UnreadableInput, match="is missing or damaged"):
        book_of(packed)


def test_severities_have_an_order() -> None:
    assert [severity.rank for severity in Severity] == [0, 1, 2]
    assert BlockKind.HEADING
