"""Names of XML that the checks look for."""

from typing import Final

from lxml import etree

XHTML: Final = "{http://www.w3.org/1999/xhtml}"
EPUB: Final = "{http://www.idpf.org/2007/ops}"
SVG: Final = "{http://www.w3.org/2000/svg}"
DC: Final = "{http://purl.org/dc/elements/1.1/}"
XLINK: Final = "{http://www.w3.org/1999/xlink}"
LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def local(node: etree._Element) -> str:
    """The name of an element without its namespace, in lower case; empty for what is no element.

    >>> local(etree.fromstring('<P xmlns="http://www.w3.org/1999/xhtml"/>'))
    'p'
    """
    return etree.QName(node).localname.lower() if isinstance(node.tag, str) else ""


def kinds_of(node: etree._Element) -> frozenset[str]:
    """What an element is said to be: the words of `epub:type`, and of `role` without their prefix.

    >>> node = etree.fromstring('<a xmlns:epub="http://www.idpf.org/2007/ops" epub:type="noteref" role="doc-noteref"/>')
    >>> sorted(kinds_of(node))
    ['noteref']
    """
    words = f"{node.get(f'{EPUB}type', '')} {node.get('role', '')}".split()
    return frozenset(word.removeprefix("doc-") for word in words)
