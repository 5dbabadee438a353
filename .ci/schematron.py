"""Judge TEI files by the Schematron rules of TEI P5, compiled to XSLT: `python .ci/schematron.py RULES.xsl FILE...`."""

import sys
from xml.etree import ElementTree as ET

from saxonche import PySaxonProcessor

_SVRL = "{http://purl.oclc.org/dsdl/svrl}"
_FAILURES = (f"{_SVRL}failed-assert", f"{_SVRL}successful-report")


def complaints(rules: str, file: str) -> list[str]:
    """What the rules find wrong in the file."""
    with PySaxonProcessor(license=False) as saxon:
        report = (
            saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=rules).transform_to_string(source_file=file)
        )
    found = (element for element in ET.fromstring(report).iter() if element.tag in _FAILURES)
    return [" ".join(" ".join(element.itertext()).split()) for element in found]


def main(rules: str, *files: str) -> int:
    """Print every complaint; the result is their number."""
    told = [f"{file}: {complaint}" for file in files for complaint in complaints(rules, file)]
    sys.stderr.writelines(f"{line}\n" for line in told)
    return min(len(told), 1)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
