"""A small bilingual EPUB written by hand, sound in all that is looked at, to which faults can be given."""

from collections.abc import Mapping
from io import BytesIO
from typing import Final
from zipfile import ZipFile

_CONTAINER: Final = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
 <rootfiles><rootfile full-path="book/content.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>"""

_PACKAGE: Final = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="zh-Hans">
 <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:identifier id="uid">urn:uuid:6b465446-c21b-5db8-9390-6025eb5b92b2</dc:identifier>
  <dc:identifier>urn:isbn:9780306406157</dc:identifier>
  <dc:title xml:lang="zh-Hans">暮池</dc:title>
  <dc:creator xml:lang="zh-Hans">某甲</dc:creator>
  <dc:language>zh-Hans</dc:language>
  <dc:language>en</dc:language>
  <meta property="dcterms:modified">2026-11-22T12:30:15Z</meta>
  <meta property="schema:accessMode">textual</meta>
  <meta property="schema:accessMode">visual</meta>
  <meta property="schema:accessModeSufficient">textual</meta>
  <meta property="schema:accessibilityFeature">tableOfContents</meta>
  <meta property="schema:accessibilityFeature">alternativeText</meta>
  <meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
  <meta property="schema:accessibilityFeature">pageNavigation</meta>
  <meta property="schema:accessibilityHazard">none</meta>
 </metadata>
 <manifest>
  <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
  <item id="c1" href="text/c1.xhtml" media-type="application/xhtml+xml"/>
  <item id="c2" href="text/c2.xhtml" media-type="application/xhtml+xml"/>
  <item id="notes" href="text/notes.xhtml" media-type="application/xhtml+xml"/>
  <item id="pond" href="images/pond.png" media-type="image/png" properties="cover-image"/>
 </manifest>
 <spine><itemref idref="c1"/><itemref idref="c2"/><itemref idref="notes"/></spine>
</package>"""

_HEAD: Final = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="zh-Hans" xml:lang="zh-Hans">
<head><title>暮池 · A Pond at Dusk</title></head>
"""

_NAV: Final = f"""{_HEAD}<body>
<nav epub:type="toc"><ol>
<li><a href="text/c1.xhtml#h1"><span lang="zh-Hans">第一章　暮</span> ·
<span lang="en">Chapter One: Dusk</span></a></li>
<li><a href="text/c2.xhtml#h2"><span lang="zh-Hans">第二章　夜</span> ·
<span lang="en">Chapter Two: Night</span></a></li>
</ol></nav>
<nav epub:type="page-list"><ol>
<li><a href="text/c1.xhtml#page1">1</a></li>
<li><a href="text/c2.xhtml#page2">2</a></li>
</ol></nav>
</body></html>"""

_FIRST: Final = f"""{_HEAD}<body><section epub:type="chapter">
<h1 id="h1"><span lang="zh-Hans">第一章　暮</span> <span lang="en">Chapter One: Dusk</span></h1>
<div class="pair" id="pair1">
<p id="zh1" lang="zh-Hans"><span epub:type="pagebreak" id="page1" aria-label="1"/>池水很静，李某站在岸上。</p>
<p id="en1" lang="en">The pond was still, and Li stood on the bank.</p>
</div>
<div class="pair" id="pair2">
<p id="zh2" lang="zh-Hans">他说：“我不回去。”然后坐下<sup><a
epub:type="noteref" id="call1" href="notes.xhtml#n1">1</a></sup>。</p>
<p id="en2" lang="en">“I am not going back,” he said, and it’s true that he sat down (for a while).</p>
</div>
<div class="pair" id="pair3">
<p id="zh3" lang="zh-Hans"><img src="../images/pond.png" alt="池"/>鱼也不说话。</p>
<p id="en3" lang="en">The fish said nothing either.</p>
</div>
</section></body></html>"""

_SECOND: Final = f"""{_HEAD}<body><section epub:type="chapter">
<h1 id="h2"><span lang="zh-Hans">第二章　夜</span> <span lang="en">Chapter Two: Night</span></h1>
<div class="pair" id="pair4">
<p id="zh4" lang="zh-Hans"><span epub:type="pagebreak" id="page2" aria-label="2"/>夜来了，风从北边吹过来。</p>
<p id="en4" lang="en">Night fell, and the wind came from the north.</p>
</div>
</section></body></html>"""

_NOTES: Final = f"""{_HEAD}<body><section epub:type="endnotes">
<ol><li id="n1" epub:type="endnote">
<p>岸：池边。<a epub:type="backlink" href="c1.xhtml#call1" aria-label="返回">↩</a></p></li></ol>
</section></body></html>"""

SOUND: Final[Mapping[str, str]] = {
    "mimetype": "application/epub+zip",
    "META-INF/container.xml": _CONTAINER,
    "book/content.opf": _PACKAGE,
    "book/nav.xhtml": _NAV,
    "book/text/c1.xhtml": _FIRST,
    "book/text/c2.xhtml": _SECOND,
    "book/text/notes.xhtml": _NOTES,
    "book/images/pond.png": "PNG",
}


def changed(file: str, old: str, new: str, files: Mapping[str, str] = SOUND) -> dict[str, str]:
    """The book with other words in one file; the words must be there."""
    path = next(name for name in files if name.endswith(file))
    assert old in files[path], old
    return {**files, path: files[path].replace(old, new)}


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    """The files as an EPUB."""
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()
