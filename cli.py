"""The command `duizhao`: arguments in, one call, errors as sentences and exit codes."""

import sys
from collections.abc import Mapping, Sequence
from itertools import repeat
from pathlib import Path
from typing import Annotated

import typer

from bitext.errors import DuizhaoError, UnknownLanguage
from bitext.languages import LanguageTag
from bitext.version import VERSION
from pipeline.console import Console, Verbosity


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the result is its exit code."""
    console = Console()
    try:
        app(args=arguments, prog_name="duizhao", obj=console)
    except DuizhaoError as error:
        return console.fail(error)
    except SystemExit as leaving:  # how Typer ends: 0, 2 for wrong usage, 130 after Ctrl-C
        return leaving.code if isinstance(leaving.code, int) else 0
    except Exception as error:  # noqa: BLE001 - the one place where a fault of ours becomes a sentence
        return console.fail_unexpectedly(error)
    return 0


def helped(summary: str, *examples: str, more: str = "") -> str:
    """The help of a command: what it is for, then examples, then the rest."""
    listed = "\n".join(["\b", "Examples:", *(f"  {example}" for example in examples)])
    return "\n\n".join(filter(None, [summary, listed, more]))


app = typer.Typer(
    help=helped(
        "Parallel texts: aligned, checked, and published as TEI-XML and bilingual EPUB.",
        "duizhao align zh.txt en.txt -o book.tmx",
        "duizhao parse article.txt",
        "duizhao build edition.toml -o build",
        more="'-' stands for standard input or output. Results go to standard output, messages to standard error.",
    ),
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
)
glossary = typer.Typer(
    help=helped("Look into a glossary.", "duizhao glossary show glossary.csv"),
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(glossary, name="glossary")
tei = typer.Typer(
    help=helped("Judge TEI files, and make them ready for an archive.", "duizhao tei check book.xml --for clarin"),
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(tei, name="tei")
epub = typer.Typer(
    help=helped("Judge bilingual EPUBs.", "duizhao epub check book.epub"), no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(epub, name="epub")


def _console(context: typer.Context) -> Console:
    return context.ensure_object(Console)


def _quiet(context: typer.Context, value: bool) -> None:
    if value:
        _console(context).verbosity = Verbosity.QUIET


def _verbose(context: typer.Context, value: bool) -> None:
    if value:
        _console(context).verbosity = Verbosity.VERBOSE


def _debug(context: typer.Context, value: bool) -> None:
    if value:
        _console(context).debug = True


def _version(value: bool) -> None:
    if value:
        typer.echo(f"duizhao {VERSION}")
        raise typer.Exit


def _language(tag: str) -> LanguageTag:
    try:
        return LanguageTag(tag)
    except DuizhaoError as error:
        raise UnknownLanguage(str(error)) from error


def _languages(
    texts: Sequence[Path], source: LanguageTag | None, targets: Sequence[LanguageTag], *, is_adding: bool
) -> Sequence[LanguageTag | None]:
    """The languages of the texts, in order; None where it is to be detected."""
    if is_adding and source is not None:
        raise typer.BadParameter("with --add the original is in BOOK already.", param_hint="--source-lang")
    if not is_adding and len(texts) < 2:
        raise typer.BadParameter("give a translation of SOURCE too.", param_hint="TARGET")
    count = len(texts) - (not is_adding)
    if len(targets) not in {0, count}:
        raise typer.BadParameter(
            f"give it once for each translation, {count} times in all, or not at all.", param_hint="--target-lang"
        )
    known: list[LanguageTag | None] = [] if is_adding else [source]
    return [*known, *targets] if targets else [*known, *repeat(None, count)]


def _expression(text: str) -> str:
    from pipeline.reading import check_headings

    try:
        check_headings([text])
    except DuizhaoError as error:
        raise typer.BadParameter(f"{error}.") from error
    return text


def _file(path: Path | None) -> Path | None:
    """Standard output, `-`, is what is written to anyway."""
    return None if path == Path("-") else path


_SHOWN_AS = {"epub": "an EPUB", "xlsx": "a workbook", "parquet": "Parquet"}
"""The formats that are no text, and what they are called."""

Force = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
Out = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", callback=_file, help="Write to FILE instead of standard output."),
]
Headings = Annotated[
    list[str] | None,
    typer.Option(
        "--heading",
        parser=_expression,
        metavar="REGEX",
        help="Lines that are headings as a whole, instead of those found; several times: the highest level first.",
    ),
]
Verbatim = Annotated[
    bool,
    typer.Option("--verbatim", help="Keep running heads, page numbers and hyphens at line ends in the text."),
]
Sheet = Annotated[str, typer.Option("--sheet", metavar="NAME", help="Which sheet of a workbook is read.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", callback=_quiet, help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", callback=_verbose, help="Say each step.")]
Debug = Annotated[bool, typer.Option("--debug", callback=_debug, help="Show where in the program an error arose.")]
Version = Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")]


@app.callback()
def duizhao(_version: Version = False, _debug: Debug = False) -> None:
    """Take the options that stand before the command."""


@app.command(
    help=helped(
        "Align a text with its translation, or with several, sentence by sentence.",
        "duizhao align zh.txt en.txt -o book.tmx",
        "duizhao align novel.epub translation.docx --source-lang zh-Hant -o book.epub",
        "duizhao align zh.txt en.txt --segmented --json > beads.json",
        "duizhao align zh.txt hawkes.txt yang.txt de.txt -o book.html",
        "duizhao align --add book.xml de.txt -o book-de.xml",
        more="Reads plain text, Markdown, HTML, EPUB, DOCX, ODT, XLSX, TEI, TMX, XLIFF, "
        "TSV, CSV and subtitles (SRT, WebVTT). Writes the format that the suffix "
        "of FILE stands for: .tmx, .xlf, .tsv, .csv, .xlsx, .jsonl, "
        ".parquet, .xml (TEI), .epub, .html, .json; without -o it prints TSV. "
        "Several translations are each aligned with the original and stand side by side. With --add, SOURCE is a new "
        "translation too; what BOOK holds stays as it is, with all that a person has confirmed.",
    )
)
def align(
    context: typer.Context,
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="The original; '-' is standard input.")],
    targets: Annotated[
        list[Path] | None,
        typer.Argument(metavar="TARGET", help="Its translation, or several; '-' is standard input."),
    ] = None,
    *,
    add: Annotated[
        Path | None,
        typer.Option("--add", metavar="BOOK", help="Add translations to BOOK, a TEI file that duizhao wrote."),
    ] = None,
    out: Out = None,
    name: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="The format, whatever the suffix.")
    ] = None,
    source_lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of SOURCE, such as zh-Hans. [default: detected]"),
    ] = None,
    target_lang: Annotated[
        list[LanguageTag] | None,
        typer.Option(
            parser=_language,
            metavar="TAG",
            help="Language of TARGET, such as en; once for each of several. [default: detected]",
        ),
    ] = None,
    segmented: Annotated[
        bool, typer.Option("--segmented", help="Each line is a sentence; keep them as they are.")
    ] = False,
    headings: Headings = None,
    verbatim: Verbatim = False,
    sheet: Sheet = "",
    segmenter: Annotated[
        str,
        typer.Option(metavar="NAME", help="What divides texts into sentences: rules, icu or nupunkt."),
    ] = "rules",
    encoder: Annotated[
        str,
        typer.Option(metavar="NAME", help="What turns sentences into vectors; `duizhao encoders` lists them."),
    ] = "auto",
    anchors: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Beads that are fixed: two columns, or an alignment with reviewed beads."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the beads as JSON, for programs.")] = False,
    force: Force = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
    _debug: Debug = False,
) -> None:
    """Align files and write the result."""
    from pipeline.adding import add_files
    from pipeline.align import align_files, inputs
    from pipeline.encoders import doubts
    from pipeline.examination import examined, told
    from pipeline.files import check_free
    from pipeline.formats import alignment_format, bitext_files, written
    from pipeline.provenance import remarks

    console = _console(context)
    texts = [source, *(targets or [])]
    languages = _languages(texts, source_lang, target_lang or [], is_adding=add is not None)
    format_ = alignment_format(out, name)
    if out is None and name and as_json:
        raise typer.BadParameter(
            "--json is a format of its own; take one of the two, or give -o FILE.", param_hint="--format"
        )
    if out is None and format_ in _SHOWN_AS and sys.stdout.isatty():
        raise typer.BadParameter(f"a terminal cannot show {_SHOWN_AS[format_]}; give -o FILE.", param_hint="--format")
    if anchors and (add or len(texts) > 2):
        raise typer.BadParameter(
            "anchors are of one original with one translation; for several write an edition.toml.",
            param_hint="--anchors",
        )
    check_free([out] if out else [], force=force)
    given = inputs(
        texts,
        languages,
        segmented=segmented,
        headings=headings or (),
        verbatim=verbatim,
        sheet=sheet,
        segmenter=segmenter,
    )
    edition = (
        add_files(add, given, encoder=encoder, progress=console.progress)
        if add
        else align_files(given, encoder=encoder, anchors=anchors, progress=console.progress)
    )
    new = edition.alignments[-(len(texts) if add else len(texts) - 1) :]
    for remark in (*remarks(edition.documents), *doubts(encoder, edition, new)):
        console.say(f"note: {remark}")
    qualities = examined(edition, new, encoder=encoder)
    for line in told(qualities):
        console.say(line)
    if as_json:
        console.data(written(edition, "json", qualities))
    if out:
        _deliver_all(console, bitext_files(edition, format_, out, qualities), force=force)
    elif not as_json:
        console.data(written(edition, format_, qualities))


@app.command(
    help=helped(
        "Say how right an alignment is, and where it errs.",
        "duizhao evaluate gold.tmx book.tmx",
        "duizhao evaluate novel_zh.novel_en.xml beads.json -o errors.html",
        "duizhao evaluate gold.align found.align --source zh.txt --target en.txt --errors 20",
        more="Both are alignments of the same pair of texts: TMX, XLIFF, TSV, XLSX, JSON Lines, JSON or TEI "
        "that duizhao wrote, InterText's links with the two texts beside them, hunalign's ladders, or lines such as "
        "[0,1]:[0]. Prints "
        "precision, recall and F1, strict and lax, as Vecalign's score.py counts them, then by type of bead, how "
        "true "
        "the probabilities are, and every place where the two differ.",
    )
)
def evaluate(
    context: typer.Context,
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="The alignment that is right.")],
    result: Annotated[Path, typer.Argument(metavar="RESULT", help="The alignment that is judged.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            callback=_file,
            help="Write to FILE: a page if it ends in .html, JSON if in .json, else text.",
        ),
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="What lines of numbers are about, one sentence on a line."),
    ] = None,
    target: Annotated[Path | None, typer.Option(metavar="FILE", help="The same of the translation.")] = None,
    any_sentences: Annotated[
        bool,
        typer.Option("--any-sentences", help="The two may divide the text into sentences in different ways."),
    ] = False,
    errors: Annotated[
        int | None, typer.Option("--errors", min=0, metavar="N", help="Show N errors. [default: all]")
    ] = None,
    as_json: AsJson = False,
    force: Force = False,
    _quiet: Quiet = False,
    _debug: Debug = False,
) -> None:
    """Compare an alignment with a gold one."""
    from pipeline.evaluate import evaluate_files
    from pipeline.evaluation_page import evaluation_as
    from pipeline.files import check_free

    check_free([out] if out else [], force=force)
    evaluation = evaluate_files(gold, result, source=source, target=target, any_sentences=any_sentences)
    suffix = ".json" if as_json else out.suffix.lower() if out else ""
    _deliver(_console(context), evaluation_as(suffix, evaluation, limit=errors), out, force=force)


@app.command(
    help=helped(
        "Read what a scholarly article says of other works.",
        "duizhao parse article.txt",
        "duizhao parse article.docx --json -o article.json",
        "duizhao parse article.txt --bibliography refs.bib",
        "duizhao parse article.txt -o refs.bib",
        "pandoc thesis.odt -t markdown | duizhao parse -",
        more="Prints the term pairs, the quotations with the work each is from, the works cited and what does not "
        "fit together. Offsets in the JSON count code points of the decoded input. The works cited alone are written "
        "where FILE ends in .bib (BibTeX) or .ris (RIS), or with --format csl (CSL-JSON), bibtex or ris.",
    )
)
def parse(
    context: typer.Context,
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="The article; '-' is standard input.")],
    *,
    out: Out = None,
    lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of the article. [default: detected]"),
    ] = None,
    bibliography: Annotated[
        Path | None,
        typer.Option(
            "--bibliography",
            metavar="FILE",
            help="The works cited as CSL-JSON, BibTeX or RIS: they complete the printed list and are compared.",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--format", metavar="NAME", help="text, json, csl, bibtex or ris, whatever the suffix."),
    ] = None,
    headings: Headings = None,
    verbatim: Verbatim = False,
    as_json: AsJson = False,
    force: Force = False,
    _quiet: Quiet = False,
    _debug: Debug = False,
) -> None:
    """Read an article and print the report, or its works cited."""
    from pipeline.files import check_free
    from pipeline.parse import article_format, parse_file

    if as_json and name not in {None, "json"}:
        raise typer.BadParameter("--json is a format of its own; take one of the two.", param_hint="--format")
    format_ = article_format(out, "json" if as_json else name)
    check_free([out] if out else [], force=force)
    report = parse_file(
        article,
        language=lang,
        headings=headings or (),
        verbatim=verbatim,
        bibliography=bibliography,
        format_=format_,
    )
    _deliver(_console(context), report, out, force=force)


@app.command(
    help=helped(
        "Find the passages that an article's quotations translate, and what differs.",
        "duizhao locate article.docx --original moses.epub",
        "duizhao locate article.md --original shuang2016=moses.txt --original zou.txt -o article.xml",
        "duizhao locate article.md --original moses.txt --json",
        more="A book is matched with a work of the works cited by its title or its file's name, or by the KEY that "
        "`duizhao parse --json` shows; a quotation from another work is looked for in the books that match none. "
        "Writes what the suffix of FILE stands for: the article with the originals as .xml (TEI), .epub or .html, "
        "or the report as .json or .txt. docs/locate.md lists the codes of what differs.",
    )
)
def locate(
    context: typer.Context,
    article: Annotated[Path, typer.Argument(metavar="ARTICLE", help="The article; '-' is standard input.")],
    *,
    originals: Annotated[
        list[str],
        typer.Option("--original", metavar="[KEY=]FILE", help="A book that is quoted; several times for several."),
    ],
    out: Out = None,
    lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of the article. [default: detected]"),
    ] = None,
    encoder: Annotated[
        str,
        typer.Option(metavar="NAME", help="What turns sentences into vectors; `duizhao encoders` lists them."),
    ] = "auto",
    as_json: AsJson = False,
    force: Force = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
    _debug: Debug = False,
) -> None:
    """Find the originals of quotations and print or write them."""
    from pipeline.files import check_free
    from pipeline.locate import check_suffix, locate_files, located_as

    console = _console(context)
    if out:
        check_suffix(out)
    check_free([out] if out else [], force=force)
    edition, matches = locate_files(article, originals, language=lang, encoder=encoder, progress=console.progress)
    suffix = ".json" if as_json else out.suffix.lower() if out else ""
    _deliver(console, located_as(suffix, edition, matches), out, force=force)


@app.command(
    help=helped(
        "Make everything that an edition.toml asks for.",
        "duizhao build edition.toml",
        "duizhao build edition.toml -o build --only tei,epub --force",
        more="Nothing is written unless all of it could be made.",
    )
)
def build(
    context: typer.Context,
    edition: Annotated[Path, typer.Argument(metavar="EDITION", help="The description of the edition.")],
    *,
    out: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FOLDER", help="Where outputs go. [default: beside the edition.toml]"),
    ] = None,
    only: Annotated[str, typer.Option(metavar="FORMATS", help="Only these formats, with commas: tei,epub.")] = "",
    force: Force = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
    _debug: Debug = False,
) -> None:
    """Build an edition."""
    from pipeline.build import build as build_edition

    console = _console(context)
    formats = [name.strip() for name in only.split(",") if name.strip()]
    built = build_edition(edition, out=out, only=formats, force=force, progress=console.progress)
    for remark in built.remarks:
        console.say(f"note: {remark}")
    for path in built.files:
        console.say(f"wrote {path}")


@app.command(
    help=helped(
        "Make one bilingual e-book of a book and its translation.",
        "duizhao book original.epub translation.epub -o bilingual.epub",
        "duizhao book a.epub b.epub -o c.epub --layout facing --by sentence --first target",
        "duizhao book novel.docx novel_en.docx -o novel.epub --cover cover.jpg -g names.csv",
        more="Chapters, pictures, notes, titles, people and the cover come from the books; of other files (DOCX, "
        "HTML, text) as far as they have them. For all that a publisher can say of a book write an edition.toml.",
    )
)
def book(
    context: typer.Context,
    original: Annotated[Path, typer.Argument(metavar="ORIGINAL", help="The original.")],
    translations: Annotated[list[Path], typer.Argument(metavar="TRANSLATION", help="Its translation, or several.")],
    *,
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", callback=_file, help="The bilingual book, an EPUB.")
    ],
    layout: Annotated[
        str,
        typer.Option(metavar="NAME", help="interleaved, facing, popup, reveal, vertical, source or target."),
    ] = "interleaved",
    by: Annotated[str, typer.Option(metavar="UNIT", help="What stands side by side: paragraph or sentence.")] = (
        "paragraph"
    ),
    first: Annotated[str, typer.Option(metavar="SIDE", help="What stands first: source or target.")] = "source",
    cover: Annotated[
        str,
        typer.Option(
            metavar="FILE", help="A JPEG or PNG file, 'made' to have one drawn, or 'none'. [default: the original's]"
        ),
    ] = "",
    font: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A font file to embed, cut to the book; may be repeated."),
    ] = None,
    glossary: Annotated[
        list[Path] | None,
        typer.Option("--glossary", "-g", metavar="GLOSSARY", help="Terms, for the glossary of the book."),
    ] = None,
    script: Annotated[
        str, typer.Option(metavar="TAG", help="The Chinese text in another script: zh-Hant-TW, zh-Hans ....")
    ] = "",
    audit: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --script: a file of all choices that were made.")
    ] = None,
    ruby: Annotated[str, typer.Option(metavar="SCRIPT", help="Readings above the Chinese: pinyin or zhuyin.")] = "",
    ruby_for: Annotated[
        str, typer.Option(metavar="WORDS", help="With --ruby: all words, the first time of each, or rare ones.")
    ] = "all",
    ruby_by: Annotated[
        str, typer.Option(metavar="UNIT", help="With --ruby: above each word or each character.")
    ] = "word",
    readings: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --ruby: your own readings, a word and a tab on a line.")
    ] = None,
    source_lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of ORIGINAL, such as zh-Hans."),
    ] = None,
    target_lang: Annotated[
        list[LanguageTag] | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of TRANSLATION; once for each of several."),
    ] = None,
    encoder: Annotated[
        str,
        typer.Option(metavar="NAME", help="What turns sentences into vectors; `duizhao encoders` lists them."),
    ] = "auto",
    force: Force = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
    _debug: Debug = False,
) -> None:
    """Make a bilingual book."""
    from pipeline.align import inputs
    from pipeline.book import book_files, book_options, make_book
    from pipeline.examination import examined, told
    from pipeline.files import check_free
    from pipeline.glossaries import read_files
    from pipeline.ruby import ruby_style

    console = _console(context)
    check_free([path for path in (out, audit) if path], force=force)
    options = book_options(layout=layout, by=by, first=first, cover=cover, fonts=font or ())
    if audit and not script:
        raise typer.BadParameter("there are choices only with --script.", param_hint="--audit")
    style = ruby_style(ruby, ruby_for, ruby_by, readings)
    if readings and not style:
        raise typer.BadParameter(
            "readings are in a script; give --ruby pinyin or --ruby zhuyin.", param_hint="--readings"
        )
    texts = [original, *translations]
    given = inputs(texts, _languages(texts, source_lang, target_lang or [], is_adding=False))
    terms = read_files(glossary or ())
    made = make_book(
        given,
        options,
        glossaries=terms,
        encoder=encoder,
        script=script,
        ruby=style,
        folder=Path(),
        progress=console.progress,
    )
    for remark in made.remarks:
        console.say(f"note: {remark}")
    for line in told(examined(made.edition, made.edition.alignments, encoder=encoder)):
        console.say(line)
    _deliver_all(console, book_files(made, out, audit), force=force)


@app.command(
    help=helped(
        "Convert a text between the Chinese scripts, or an alignment between formats.",
        "duizhao convert novel.txt --to zh-Hant-TW -o novel-tw.txt -g names.csv --audit choices.tsv",
        "duizhao convert book.tmx --to zh-Hans -o book-hans.tmx",
        "duizhao convert book.tmx -o book.xml",
        "duizhao convert edition.toml -o links.xml --format intertext",
        more="With --to, names that the glossary has stay what they are, quotation marks become those of the region, "
        "and what no word decides is told. Without it, FILE is an alignment with its text or an edition.toml, and what "
        "the new format cannot hold is told.",
    )
)
def convert(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A text, an alignment, or an edition.toml; '-' is input.")
    ],
    *,
    out: Out = None,
    to: Annotated[
        str, typer.Option("--to", metavar="TAG", help="The script: zh-Hans, zh-Hant, zh-Hant-TW or zh-Hant-HK.")
    ] = "",
    name: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="The format, whatever the suffix.")
    ] = None,
    glossary: Annotated[
        list[Path] | None,
        typer.Option("--glossary", "-g", metavar="GLOSSARY", help="Names to keep to; once for each of several."),
    ] = None,
    vocabulary: Annotated[bool, typer.Option("--vocabulary", help="Write the words of the region too.")] = False,
    marks: Annotated[
        bool, typer.Option("--quotation-marks/--keep-quotation-marks", help="Write those of the region.")
    ] = True,
    audit: Annotated[
        Path | None, typer.Option("--audit", metavar="FILE", help="Write all choices here: .tsv or .json.")
    ] = None,
    source_lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of FILE, or of its original. [default: detected]"),
    ] = None,
    target_lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of the translation. [default: detected]"),
    ] = None,
    force: Force = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
    _debug: Debug = False,
) -> None:
    """Convert and write."""
    from pipeline.audit import audit_of
    from pipeline.bitexts import Told
    from pipeline.convert import Conversion, file_converted
    from pipeline.exchange import exchanged
    from pipeline.files import check_free
    from pipeline.scripts import summary

    console = _console(context)
    told = Told(source=source_lang, target=target_lang)
    check_free([path for path in (out, audit) if path], force=force)
    if not to:
        if out is None:
            raise typer.BadParameter("name the file to write, or a script with --to.", param_hint="--output")
        if glossary or audit or vocabulary:
            raise typer.BadParameter("glossary, audit and vocabulary are of a script; name it.", param_hint="--to")
        made = exchanged(file, out, told, format_=name, progress=console.progress)
        for lost in made.losses:
            console.say(f"note: {lost}")
        _deliver_all(console, made.files, force=force)
        return
    asked = Conversion(
        to=to, glossaries=glossary or (), vocabulary=vocabulary, punctuation=marks, told=told, format_=name
    )
    result = file_converted(file, out, asked, progress=console.progress)
    for remark in (*result.remarks, *summary(result.choices)):
        console.say(f"note: {remark}")
    if out is None:
        console.data(next(iter(result.files.values())))
    audits = {audit: audit_of(result.choices, audit)} if audit else {}
    _deliver_all(console, {**(result.files if out else {}), **audits}, force=force)


@app.command(
    help=helped(
        "Check a translation beside its original: terms, names, numbers, punctuation.",
        "duizhao check book.tmx --glossary glossary.csv",
        "duizhao check zh.txt en.txt -g terms.csv -g names.csv -o findings.html",
        "duizhao check edition.toml --only terms --fail-on warning",
        "duizhao check book.tsv -g glossary.csv --baseline seen.json -o findings.sarif",
        "duizhao check --explain V001",
        more="BITEXT is an alignment with its text (TMX, XLIFF, TSV, XLSX, JSON Lines, TEI that duizhao wrote, "
        "InterText's links), an edition.toml, or an original; then TRANSLATION is aligned with it first. Writes what "
        "the suffix of FILE stands for: .txt, .json, .tsv, .html, .xlsx or .sarif. docs/checks.md lists the "
        "codes. The "
        "exit code is 15 where something is found that --fail-on counts.",
    )
)
def check(
    context: typer.Context,
    bitext: Annotated[
        Path | None, typer.Argument(metavar="BITEXT", help="An alignment, an edition.toml, or the original.")
    ] = None,
    translation: Annotated[
        Path | None, typer.Argument(metavar="TRANSLATION", help="The translation, where BITEXT is the original alone.")
    ] = None,
    *,
    glossaries: Annotated[
        list[Path] | None,
        typer.Option("--glossary", "-g", metavar="FILE", help="A glossary; may be repeated."),
    ] = None,
    out: Out = None,
    name: Annotated[
        str | None, typer.Option("--format", metavar="NAME", help="text, json, tsv, html, xlsx or sarif.")
    ] = None,
    as_json: AsJson = False,
    source_lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of the original. [default: as the file says]"),
    ] = None,
    target_lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of the translation. [default: as the file says]"),
    ] = None,
    only: Annotated[
        str, typer.Option(metavar="CODES", help="Only these codes or families, with commas: terms,N001.")
    ] = "",
    excluded: Annotated[str, typer.Option("--except", metavar="CODES", help="Not these codes or families.")] = "",
    count: Annotated[bool, typer.Option("--count", help="Also report terms that are there less often.")] = False,
    first_mention: Annotated[
        str | None,
        typer.Option(
            metavar="STRETCH",
            help="The first mention of a concept gives the original too: in the book, or in each chapter.",
        ),
    ] = None,
    renderings: Annotated[
        bool,
        typer.Option("--renderings", help="Instead of findings: how each concept is rendered, how often and where."),
    ] = False,
    coverage: Annotated[
        bool,
        typer.Option(
            "--coverage", help="Instead of findings: which concepts are named, and which names no concept has."
        ),
    ] = False,
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="Do not show what this baseline has.")] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write all findings to FILE as a baseline.")
    ] = None,
    ignored: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore",
            metavar="FINGERPRINT",
            help="Do not show this finding, or by half a fingerprint all of its kind; several times for several.",
        ),
    ] = None,
    fail_on: Annotated[
        str, typer.Option(metavar="SEVERITY", help="What makes the exit code 15: error, warning or never.")
    ] = "error",
    encoder: Annotated[
        str,
        typer.Option(metavar="NAME", help="By which two texts are aligned; `duizhao encoders` lists them."),
    ] = "auto",
    explain: Annotated[
        str | None, typer.Option(metavar="CODE", help="Say what a code stands for; `all` lists the codes.")
    ] = None,
    force: Force = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
    _debug: Debug = False,
) -> None:
    """Check files and write what was found."""
    from pipeline.bitexts import Told
    from pipeline.check import (
        STRETCHES,
        Selection,
        baseline_of,
        check_selection,
        judge,
        known_from,
        loaded,
        report_on,
        term_options,
        unused_languages,
    )
    from pipeline.check_formats import CHECK_FORMATS, check_format
    from pipeline.check_statistics import coverage_table, rendering_table, statistics_as
    from pipeline.check_text import explained
    from pipeline.files import check_free

    console = _console(context)
    if explain is not None:
        console.data(explained(explain))
        return
    if bitext is None:
        raise typer.BadParameter("name a file to check, or a code with --explain.", param_hint="BITEXT")
    if as_json and name not in {None, "json"}:
        raise typer.BadParameter("--json is a format of its own; take one of the two.", param_hint="--format")
    format_ = check_format(out, "json" if as_json else name)
    if out is None and format_ == "xlsx" and sys.stdout.isatty():
        raise typer.BadParameter("a terminal cannot show a workbook; give -o FILE.", param_hint="--format")
    threshold = _one_of(fail_on, ("error", "warning", "never"), "--fail-on")
    first = _one_of(first_mention, STRETCHES, "--first-mention") if first_mention else None
    selection = Selection(only=_listed(only), excluded=_listed(excluded))
    check_selection(selection)
    known = known_from(baseline, ignored or ())
    check_free([path for path in (out, write_baseline) if path], force=force)
    given = loaded(
        [path for path in (bitext, translation) if path],
        glossaries or [],
        Told(source=source_lang, target=target_lang, encoder=encoder),
        progress=console.progress,
    )
    for language in unused_languages(given):
        console.say(f"note: the glossary has no term in {language}")
    if makers := [make for make, asked in ((rendering_table, renderings), (coverage_table, coverage)) if asked]:
        tables = [make(given.bitexts, given.termbase) for make in makers]
        _deliver(console, statistics_as(format_, tables), out, force=force)
        return
    options = term_options(count=count, first=first)
    report = report_on(given, selection=selection, options=options, known=known)
    if write_baseline:
        _deliver(console, baseline_of(report), write_baseline, force=force)
    _deliver(console, CHECK_FORMATS[format_](report), out, force=force)
    judge(report, threshold)


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _one_of(value: str, known: Sequence[str], option: str) -> str:
    if value not in known:
        *most, last = known
        raise typer.BadParameter(f"it can be {', '.join(most)} or {last}, not {value!r}.", param_hint=option)
    return value


@app.command(
    help=helped(
        "Find every place of a word in aligned texts, with its translation.",
        "duizhao concord NAME book.tmx",
        "duizhao concord chimney book.tmx other.xml -o chimney.csv",
        "duizhao concord --regex 'Li F[eo]i' book.tmx --side target --sort right",
        "duizhao concord chimney *.tmx --count",
        more="Chinese is found wherever its characters stand, in Simplified and Traditional alike; (?) marks what "
        "begins or ends within a word. English and other languages with spaces are found by whole words in all their "
        "forms: write finds written. FILE is an alignment with its text, such as TMX, TSV, XLIFF and TEI that duizhao "
        "wrote, or an edition.toml.",
    )
)
def concord(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar="WORD", help="A word or words of either language.")],
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Aligned texts; '-' is standard input.")],
    *,
    out: Out = None,
    name: Annotated[str | None, typer.Option("--format", metavar="NAME", help="text, csv, tsv or json.")] = None,
    as_json: AsJson = False,
    regex: Annotated[
        bool,
        typer.Option("--regex", help="WORD is a regular expression; capitals and the Chinese script do not count."),
    ] = False,
    exact: Annotated[bool, typer.Option("--exact", help="Only in this form: write does not find written.")] = False,
    side: Annotated[str, typer.Option(metavar="SIDE", help="Where to look: source, target or both.")] = "both",
    sort: Annotated[
        str, typer.Option(metavar="ORDER", help="text, left, match or right: by what stands there.")
    ] = "text",
    width: Annotated[int, typer.Option(min=1, metavar="N", help="Columns of context on either side.")] = 30,
    count: Annotated[bool, typer.Option("--count", help="Only tell how many there are in each document.")] = False,
    source_lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of the originals. [default: as the file says]"),
    ] = None,
    target_lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of the translations. [default: as the file says]"),
    ] = None,
    force: Force = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
    _debug: Debug = False,
) -> None:
    """Look a word up in files and write where it is."""
    from pipeline.bitexts import Told
    from pipeline.concord import ORDERS, SIDES, Search, concord_files, concordance_as, concordance_format
    from pipeline.files import check_free

    if as_json and name not in {None, "json"}:
        raise typer.BadParameter("--json is a format of its own; take one of the two.", param_hint="--format")
    if regex and exact:
        raise typer.BadParameter("a regular expression is always exact; take one of the two.", param_hint="--exact")
    search = Search(
        text=query,
        is_regex=regex,
        is_exact=exact,
        side=_one_of(side, SIDES, "--side"),
        order=_one_of(sort, ORDERS, "--sort"),
        width=width,
    )
    format_ = concordance_format(out, "json" if as_json else name)
    check_free([out] if out else [], force=force)
    console = _console(context)
    found = concord_files(search, files, Told(source=source_lang, target=target_lang), progress=console.progress)
    _deliver(console, concordance_as(format_, found, only_counts=count), out, force=force)


@app.command(
    help=helped(
        "List the formats that are read and written.",
        "duizhao formats",
    )
)
def formats(context: typer.Context) -> None:
    """Print the formats."""
    from pipeline.formats import listing

    _console(context).data(listing())


@app.command(
    help=helped(
        "List the encoders, their languages, and how each is installed.",
        "duizhao encoders",
    )
)
def encoders(context: typer.Context) -> None:
    """Print the encoders."""
    from pipeline.encoders import listing

    _console(context).data(listing())


@app.command(
    help=helped(
        "Write a Chinese name in Latin letters, or tell whether others are spellings of it.",
        "duizhao name NAME",
        "duizhao name NAME 'Wang Te-wei' 'David Der-wei Wang' --json",
        "duizhao name NAME --place",
    )
)
def name(
    context: typer.Context,
    chinese: Annotated[str, typer.Argument(metavar="NAME", help="A name in Chinese characters.")],
    spellings: Annotated[list[str] | None, typer.Argument(metavar="SPELLING", help="Spellings to compare.")] = None,
    *,
    place: Annotated[bool, typer.Option("--place", help="It is a place: no surname, one word.")] = False,
    as_json: AsJson = False,
    _debug: Debug = False,
) -> None:
    """Romanise or compare a name."""
    from pipeline.names import names_json, names_text

    written = names_json if as_json else names_text
    _console(context).data(written(chinese, spellings or [], is_place=place))


@glossary.command(
    help=helped(
        "Print the concepts of a glossary.",
        "duizhao glossary show glossary.csv",
        "duizhao glossary show glossary.csv --json",
    )
)
def show(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The glossary; '-' is standard input.")],
    *,
    as_json: AsJson = False,
    _debug: Debug = False,
) -> None:
    """Print a glossary."""
    from pipeline.terms import concepts_json, concepts_text, read_glossaries

    concepts = read_glossaries([file]).concepts
    _console(context).data(concepts_json(concepts) if as_json else concepts_text(concepts))


@glossary.command(
    help=helped(
        "Find what a glossary says of a word, a name or a whole sentence.",
        "duizhao glossary lookup chimney -g glossary.csv",
        "duizhao glossary lookup 'the chimneys of Tiexi' -g terms.csv -g names.csv --json",
        more="Simplified and Traditional characters are the same here.",
    )
)
def lookup(
    context: typer.Context,
    term: Annotated[str, typer.Argument(metavar="TERM", help="A text in any language of the glossary.")],
    *,
    files: Annotated[list[Path], typer.Option("--glossary", "-g", metavar="FILE", help="A glossary.")],
    as_json: AsJson = False,
    _quiet: Quiet = False,
    _debug: Debug = False,
) -> None:
    """Look a term up."""
    from pipeline.terms import concepts_json, concepts_text, looked_up, read_glossaries

    console = _console(context)
    concepts = looked_up(term, read_glossaries(files))
    if not concepts:
        console.say(f"No concept is named in {term!r}.")
    if concepts or as_json:
        console.data(concepts_json(concepts) if as_json else concepts_text(concepts))


@glossary.command(
    name="convert",
    help=helped(
        "Write a glossary in another format.",
        "duizhao glossary convert terms.tbx terms.csv",
        "duizhao glossary convert glossary.csv glossary.tbx",
        more="Reads CSV, TSV, XLSX, TBX (versions 2 and 3), TMX and UTX. Writes what the suffix of OUT stands for: "
        ".csv, .xlsx, .tbx (TBX-Basic 3), .tmx or .tsv (three columns, as OmegaT has them). What is lost is told.",
    ),
)
def convert_(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The glossary; '-' is standard input.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file: .csv, .xlsx, .tbx, .tmx or .tsv.")],
    *,
    force: Force = False,
    _quiet: Quiet = False,
    _debug: Debug = False,
) -> None:
    """Write a glossary in another format."""
    from pipeline.files import check_free
    from pipeline.terms import converted

    check_free([out], force=force)
    data, lost = converted(file, out)
    console = _console(context)
    for what in lost:
        console.say(f"note: {out.name} does not hold {what}")
    _deliver(console, data, out, force=force)


@glossary.command(
    name="merge",
    help=helped(
        "Put glossaries together; what they do not agree on is told.",
        "duizhao glossary merge ours.csv theirs.tbx -o all.csv",
        more="The earlier one wins: its id, its kind, and its preferred term, beside which that of the later one is "
        "admitted. A proposal gives way to anything decided.",
    ),
)
def merge_(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The glossaries, the one that wins first.")],
    *,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="The file: .csv, .xlsx, .tbx, .tmx or .tsv.")
    ],
    force: Force = False,
    _quiet: Quiet = False,
    _debug: Debug = False,
) -> None:
    """Put glossaries together."""
    from pipeline.files import check_free
    from pipeline.terms import put_together

    console = _console(context)
    check_free([out], force=force)
    data, conflicts = put_together(files, out)
    for conflict in conflicts:
        console.say(f"note: {conflict.concept}: {conflict.message}")
    _deliver(console, data, out, force=force)


@glossary.command(
    help=helped(
        "Propose concepts from aligned texts or from an article, each with its evidence.",
        "duizhao glossary extract book.tmx -g known.csv -o candidates.csv",
        "duizhao glossary extract zh.txt en.txt -o candidates.xlsx",
        "duizhao glossary extract article.md -o candidates.csv",
        more="Names that the other language spells, titles, and words that stand together far too often for chance. "
        "All have the status 'proposed' until a person decides. Without -o a table is printed.",
    )
)
def extract(
    context: typer.Context,
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="An alignment, an edition.toml, two texts, or an article."),
    ],
    *,
    known: Annotated[
        list[Path] | None,
        typer.Option("--glossary", "-g", metavar="GLOSSARY", help="What is known already; may be repeated."),
    ] = None,
    out: Out = None,
    least: Annotated[
        int, typer.Option("--least", min=2, metavar="N", help="In how many beads both words must stand.")
    ] = 3,
    most: Annotated[int, typer.Option("--most", min=1, metavar="N", help="How many candidates at most.")] = 200,
    source_lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of the original. [default: detected]"),
    ] = None,
    target_lang: Annotated[
        LanguageTag | None,
        typer.Option(parser=_language, metavar="TAG", help="Language of the translation. [default: detected]"),
    ] = None,
    force: Force = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
    _debug: Debug = False,
) -> None:
    """Propose concepts."""
    from pipeline.bitexts import Told
    from pipeline.candidates import Extraction, extracted
    from pipeline.files import check_free
    from pipeline.glossaries import writer_for
    from pipeline.terms import concepts_text, read_glossaries

    console = _console(context)
    check_free([out] if out else [], force=force)
    write = writer_for(out) if out else None
    asked = Extraction(least=least, most=most, told=Told(source=source_lang, target=target_lang))
    base = extracted(files, read_glossaries(known or []), asked, progress=console.progress)
    if not base.concepts:
        console.say("no candidates were found")
    _deliver(console, write(base) if write else concepts_text(base.concepts), out, force=force)


@glossary.command(
    help=helped(
        "Tell what is wrong with a glossary itself.",
        "duizhao glossary lint glossary.csv",
        "duizhao glossary lint glossary.csv book.tmx --json",
        "duizhao glossary lint --explain",
        more="With a text, concepts that it does not name are told too. The exit code is 15 where anything is wrong.",
    )
)
def lint(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="GLOSSARY", help="The glossary.")] = None,
    texts: Annotated[
        list[Path] | None,
        typer.Argument(metavar="TEXT...", help="An alignment, an edition.toml, or an original and its translation."),
    ] = None,
    *,
    explain: Annotated[bool, typer.Option("--explain", help="List the codes and what they say.")] = False,
    as_json: AsJson = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
    _debug: Debug = False,
) -> None:
    """Look a glossary over."""
    from bitext.errors import BelowThreshold
    from pipeline.bitexts import Told
    from pipeline.terms import codes_text, faults_json, faults_of

    console = _console(context)
    if explain:
        console.data(codes_text())
        return
    if file is None:
        raise typer.BadParameter("name a glossary.", param_hint="GLOSSARY")
    faults = faults_of(file, texts or [], Told(), progress=console.progress)
    console.data(faults_json(faults) if as_json else "".join(f"{fault}\n" for fault in faults).encode())
    if faults:
        raise BelowThreshold(f"{len(faults)} faults were found in {file}.")


@glossary.command(
    name="diff",
    help=helped(
        "Tell what is different between two glossaries.",
        "duizhao glossary diff old.csv new.csv",
        "duizhao glossary diff ours.csv theirs.tbx --json",
    ),
)
def diff_(
    context: typer.Context,
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="The earlier glossary.")],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help="The later one.")],
    *,
    as_json: AsJson = False,
    _debug: Debug = False,
) -> None:
    """Compare two glossaries."""
    from pipeline.terms import compared, differences_json, differences_text

    found = compared(before, after)
    _console(context).data(differences_json(found) if as_json else differences_text(found))


@tei.command(
    name="check",
    help=helped(
        "Judge a TEI file: pointers, links, ids, the schema, and what archives ask for.",
        "duizhao tei check book.xml",
        "duizhao tei check book.xml --for clarin --for zenodo --package deposit.zip",
        "duizhao tei check book.xml --schema tei_all.rng --json",
        more="The texts that a file of links names are judged with it. With --package the deposit is written: the "
        "files, a README, checksums, DataCite metadata and a CITATION.cff, as a folder or a .zip. The exit code is 15 "
        "where the file is broken or lacks what an archive must have; then nothing is packaged.",
    ),
)
def tei_check(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A TEI file, of whatever origin.")],
    *,
    archives: Annotated[
        list[str] | None,
        typer.Option("--for", metavar="ARCHIVE", help="clarin, dta, tapas, textgrid or zenodo; may be repeated."),
    ] = None,
    schema: Annotated[
        Path | None, typer.Option("--schema", metavar="RNG", help="The schema. [default: tei_all.rng, if installed]")
    ] = None,
    package: Annotated[
        Path | None, typer.Option("--package", metavar="PLACE", help="Write the deposit to a folder or a .zip.")
    ] = None,
    as_json: AsJson = False,
    force: Force = False,
    _quiet: Quiet = False,
    _debug: Debug = False,
) -> None:
    """Judge a TEI file."""
    from bitext.errors import BelowThreshold
    from pipeline.archives import Archive
    from pipeline.tei_check import check_tei, judged_json, judged_text, packaged

    known = list(Archive)
    wanted = [Archive(_one_of(name, known, "--for")) for name in archives or []]
    console = _console(context)
    judged = check_tei(file, wanted, schema)
    console.data(judged_json(judged) if as_json else judged_text(judged))
    if judged.is_refused:
        raise BelowThreshold(f"{file} is not sound, or lacks what an archive must have.")
    if package:
        _deliver_all(console, packaged(judged, package), force=force)


@epub.command(
    name="check",
    help=helped(
        "Judge a bilingual EPUB, of whatever origin: what epubcheck and Ace do not see.",
        "duizhao epub check book.epub",
        "duizhao epub check book.epub --against last-year.epub --fail-on warning",
        "duizhao epub check book.epub --against edition.toml --json",
        "duizhao epub check --explain E102",
        more="Languages and scripts against their tags, marks and spaces, empty and identical sides, navigation, "
        "notes, pictures, and what shops read in the package. With --against an older book: ids that were lost or "
        "moved; an edition.toml: whether its text is all there, and nothing else. docs/epub.md lists the codes. The "
        "exit code is 15 where something is found that --fail-on counts.",
    ),
)
def epub_check(
    context: typer.Context,
    book: Annotated[Path | None, typer.Argument(metavar="BOOK", help="An EPUB 2 or 3.")] = None,
    *,
    against: Annotated[
        Path | None, typer.Option(metavar="FILE", help="An older EPUB of the same book, or its edition.toml.")
    ] = None,
    only: Annotated[str, typer.Option(metavar="CODES", help="Only these codes, with commas: E102,E2.")] = "",
    excluded: Annotated[str, typer.Option("--except", metavar="CODES", help="Not these codes.")] = "",
    fail_on: Annotated[
        str, typer.Option(metavar="SEVERITY", help="What makes the exit code 15: error, warning, note or never.")
    ] = "error",
    explain: Annotated[
        str | None, typer.Option(metavar="CODE", help="Say what a code stands for; `all` lists the codes.")
    ] = None,
    out: Out = None,
    as_json: AsJson = False,
    force: Force = False,
    _quiet: Quiet = False,
    _verbose: Verbose = False,
    _debug: Debug = False,
) -> None:
    """Judge a book."""
    from pipeline.epub_check import check_epub, chosen, examined_json, examined_text, explained, judge

    console = _console(context)
    if explain is not None:
        console.data(explained(explain))
        return
    if book is None:
        raise typer.BadParameter("name a book, or a code with --explain.", param_hint="BOOK")
    threshold = _one_of(fail_on, ("error", "warning", "note", "never"), "--fail-on")
    found = chosen(check_epub(book, against, progress=console.progress), _listed(only), _listed(excluded))
    _deliver(console, examined_json(found) if as_json else examined_text(found), out, force=force)
    judge(found, threshold)


def _deliver_all(console: Console, files: Mapping[Path, bytes], *, force: bool) -> None:
    from pipeline.files import write_all

    write_all(files, force=force)
    for path in files:
        console.say(f"wrote {path}")


def _deliver(console: Console, data: bytes, out: Path | None, *, force: bool) -> None:
    from pipeline.files import write_atomically

    if out is None:
        console.data(data)
    else:
        write_atomically(out, data, force=force)
        console.say(f"wrote {out}")


if __name__ == "__main__":
    sys.exit(main())
