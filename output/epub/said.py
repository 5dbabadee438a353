"""The metadata without what says nothing: a blank name or title is no name and no title."""

from dataclasses import replace

from bitext.articles import Localized
from bitext.editions import Metadata, SourceDescription
from bitext.languages import LanguageTag


def said(metadata: Metadata) -> Metadata:
    """The same metadata without blank texts; an edition whose titles are all blank is called by its name.

    >>> titles = (Localized(" ", LanguageTag("zh")), Localized("Chimneys", LanguageTag("en")))
    >>> said(Metadata(name="chimneys", titles=titles, publisher=" ")).titles
    (Localized(text='Chimneys', language='en'),)
    """
    titles = tuple(title for title in metadata.titles if title.text.strip())
    return replace(
        metadata,
        titles=titles or (Localized(metadata.name, LanguageTag("en")),),
        contributors=tuple(person for person in metadata.contributors if person.name.strip()),
        publisher=metadata.publisher.strip(),
        date=metadata.date.strip(),
        licence=metadata.licence.strip(),
        licence_url=metadata.licence_url.strip(),
        description=metadata.description.strip(),
        identifier=metadata.identifier.strip(),
        subtitles=tuple(subtitle for subtitle in metadata.subtitles if subtitle.text.strip()),
        file_as=metadata.file_as.strip(),
        rights=metadata.rights.strip(),
        sources=tuple(map(_source, metadata.sources)),
    )


def _source(source: SourceDescription) -> SourceDescription:
    return replace(
        source,
        citation=source.citation.strip(),
        licence=source.licence.strip(),
        rights=source.rights.strip(),
        translation_tool=source.translation_tool.strip(),
    )
