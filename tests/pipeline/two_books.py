"""Two e-books for the tests, an original and its translation, each built in its own way."""

import io
import zipfile
from collections.abc import Mapping

from PIL import Image

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles><rootfile '
    'full-path="{0}" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
MEDIA = {"xhtml": "application/xhtml+xml", "png": "image/png", "jpg": "image/jpeg", "ncx": "application/x-dtbncx+xml"}


def picture(kind: str, shade: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (40, 60), shade).save(out, kind)
    return out.getvalue()


def page(language: str, body: str) -> str:
    return (
        f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="{language}">'
        f"<head><title>x</title></head><body>{body}</body></html>"
    )


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _package(version: str, metadata: str, members: Mapping[str, str], spine: str) -> str:
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="{MEDIA[name.rpartition(".")[2]]}"{more}/>'
        for n, (name, more) in enumerate(members.items())
    )
    ids = {name: f"i{n}" for n, name in enumerate(members)}
    refs = "".join(f'<itemref idref="{ids[name]}"/>' for name in spine.split())
    return (
        f'<package xmlns="http://www.idpf.org/2007/opf" version="{version}" xmlns:opf="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{refs}</spine></package>"
    )


def original() -> bytes:
    """EPUB 3: a cover page, a title page, two chapters in a file each, a note at the end of its page, a picture."""
    first = (
        "<h1>第一章　池塘</h1><p>那年夏天我们常去池塘。水是绿的<a epub:type='noteref' href='#n1'>①</a>，鱼看不见。</p>"
        "<p>爷爷坐在石头上抽烟。他说他年轻时这里没有水。</p><p><img src='../images/pond.png' alt='池塘'/></p>"
        "<p>“那有什么呢？”我问。</p><aside epub:type='footnote' id='n1'><p>水里长满了<em>浮萍</em>。</p></aside>"
    )
    second = "<h1>第二章　冬天</h1><p>冬天池塘结了冰。我们在冰上走，谁也不说话。</p><p>爷爷没有再来。</p>"
    metadata = (
        '<dc:identifier>urn:isbn:9780306406157</dc:identifier><dc:title id="t">池塘</dc:title>'
        '<meta refines="#t" property="file-as">Chitang</meta><dc:language>zh-Hans</dc:language>'
        '<dc:creator id="a">王小明</dc:creator><meta refines="#a" property="role">aut</meta>'
        "<dc:publisher>某出版社</dc:publisher><dc:date>2001-05-01</dc:date><dc:rights>© 2001 王小明</dc:rights>"
        '<dc:subject id="s">小说</dc:subject><meta refines="#s" property="authority">'
        'https://ns.editeur.org/thema/</meta><meta refines="#s" property="term">FYB</meta>'
        '<meta property="belongs-to-collection" id="c">小书</meta><meta refines="#c" property="group-position">3</meta>'
    )
    members = {
        "cover.xhtml": "",
        "text/title.xhtml": "",
        "nav.xhtml": ' properties="nav"',
        "text/a.xhtml": "",
        "text/b.xhtml": "",
        "images/c.jpg": ' properties="cover-image"',
        "images/pond.png": "",
    }
    spine = "cover.xhtml text/title.xhtml nav.xhtml text/a.xhtml text/b.xhtml"
    nav = (
        '<nav epub:type="toc"><ol><li><a href="text/a.xhtml">第一章　池塘</a></li>'
        '<li><a href="text/b.xhtml">第二章　冬天</a></li></ol></nav>'
    )
    return zipped(
        {
            "META-INF/container.xml": CONTAINER.format("EPUB/x.opf"),
            "EPUB/x.opf": _package("3.0", metadata, members, spine),
            "EPUB/cover.xhtml": page("zh-Hans", '<div><img src="images/c.jpg" alt="封面"/></div>'),
            "EPUB/nav.xhtml": page("zh-Hans", nav),
            "EPUB/text/title.xhtml": page("zh-Hans", "<p>池塘</p><p>王小明</p>"),
            "EPUB/text/a.xhtml": page("zh-Hans", first),
            "EPUB/text/b.xhtml": page("zh-Hans", second),
            "EPUB/images/c.jpg": picture("JPEG", 90),
            "EPUB/images/pond.png": picture("PNG", 30),
        }
    )


def translation() -> bytes:
    """EPUB 2: all in one file, a foreword that the original does not have, notes in a file of their own."""
    body = (
        "<h2>Translator’s Foreword</h2><p>This book was lent to me in Shenyang, and I never gave it back.</p>"
        "<h2>1. The Pond</h2><p>That summer we often went to the pond. The water was green, and the fish could not be "
        "seen.</p><p>Grandfather sat on the stone, smoking. When he was young, he said, there had been no water "
        "here.</p><p><img src='pond2.png' alt='the pond'/></p><p>“What was there, then?” I asked."
        "<a href='notes.xhtml#f1'><sup>1</sup></a></p><h2>2. Winter</h2><p>In winter the pond froze over. We walked "
        "on the ice, and nobody spoke.</p><p>Grandfather did not come again.</p>"
    )
    notes = "<h2>Notes</h2><p id='f1'><a href='all.xhtml'>1</a> The question is the author’s own.</p>"
    metadata = (
        "<dc:identifier>9780140449136</dc:identifier><dc:title>The Pond</dc:title><dc:language>en</dc:language>"
        '<dc:creator opf:role="aut" opf:file-as="Wang, Xiaoming">Wang Xiaoming</dc:creator>'
        '<dc:creator opf:role="trl" opf:file-as="Doe, J.">J. Doe</dc:creator>'
        "<dc:publisher>Pond Press</dc:publisher><dc:date>2019</dc:date><dc:rights>© 2019 J. Doe</dc:rights>"
        '<meta name="cover" content="gone"/><dc:description>A pond, and who sat by it.</dc:description>'
    )
    members = {"all.xhtml": "", "notes.xhtml": "", "pond2.png": ""}
    return zipped(
        {
            "META-INF/container.xml": CONTAINER.format("y.opf"),
            "y.opf": _package("2.0", metadata, members, "all.xhtml notes.xhtml"),
            "all.xhtml": page("en", body),
            "notes.xhtml": page("en", notes),
            "pond2.png": picture("PNG", 30),
        }
    )
