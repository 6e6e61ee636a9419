"""A catalogue of the indicators in DCAT-AP, as portals of open data read it."""

from collections.abc import Sequence
from datetime import datetime

from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from vedette.response.indicators.queries import Reading

EU = Namespace("http://publications.europa.eu/resource/authority/")


def catalogue(readings: Sequence[Reading], *, node: str, address: str, changed: datetime) -> Graph:
    """Return a DCAT-AP catalogue: one data set an indicator, one distribution a format."""
    graph = Graph()
    graph.bind("dcat", DCAT)
    graph.bind("dcterms", DCTERMS)
    base = address.rstrip("/")
    whole, publisher = URIRef(f"{base}/indicators/catalogue"), URIRef(f"{base}/#node")
    graph.add((publisher, RDF.type, FOAF.Agent))
    graph.add((publisher, FOAF.name, Literal(node)))
    graph.add((whole, RDF.type, DCAT.Catalog))
    graph.add((whole, DCTERMS.title, Literal(f"Drug indicators, {node}", lang="en")))
    graph.add((whole, DCTERMS.description, Literal(
        "Indicators of the drugs action plan and of the Pact on synthetic drugs.", lang="en"
    )))  # fmt: skip
    graph.add((whole, DCTERMS.publisher, publisher))
    graph.add((whole, DCTERMS.modified, Literal(changed.isoformat(), datatype=XSD.dateTime)))
    for one in readings:
        page = URIRef(f"{base}/indicators/{one.indicator.key}/")
        graph.add((whole, DCAT.dataset, page))
        _dataset(graph, page, one, publisher)
    return graph


def _dataset(graph: Graph, page: URIRef, reading: Reading, publisher: URIRef) -> None:
    indicator = reading.indicator
    graph.add((page, RDF.type, DCAT.Dataset))
    graph.add((page, DCTERMS.identifier, Literal(indicator.key)))
    for language, title in indicator.title.items():
        graph.add((page, DCTERMS.title, Literal(title, lang=language)))
    graph.add((page, DCTERMS.description, Literal(indicator.definition, lang="en")))
    graph.add((page, DCTERMS.publisher, publisher))
    graph.add((page, DCAT.theme, EU["data-theme/HEAL"]))
    graph.add((page, DCTERMS.accessRights, EU["access-right/RESTRICTED"]))
    for promise in indicator.promises:
        graph.add((page, DCAT.keyword, Literal(promise)))
    if reading.computation is not None:
        made = Literal(reading.computation.computed_at.isoformat(), datatype=XSD.dateTime)
        graph.add((page, DCTERMS.modified, made))
        periods = sorted({one.period[:4] for one in reading.values})
        if periods:
            span = BNode()
            graph.add((page, DCTERMS.temporal, span))
            graph.add((span, RDF.type, DCTERMS.PeriodOfTime))
            for name, year in ((DCAT.startDate, periods[0]), (DCAT.endDate, periods[-1])):
                graph.add((span, name, Literal(year, datatype=XSD.gYear)))
    for ending, media, kind in (
        ("values.csv", "text/csv", "CSV"), ("sdmx.csv", "application/vnd.sdmx.data+csv", "CSV"),
        ("sdmx.json", "application/vnd.sdmx.data+json", "JSON"),
    ):  # fmt: skip
        given = URIRef(f"{page}{ending}")
        graph.add((page, DCAT.distribution, given))
        graph.add((given, RDF.type, DCAT.Distribution))
        graph.add((given, DCAT.accessURL, given))
        graph.add((given, DCTERMS.title, Literal(ending)))
        graph.add((given, DCTERMS["format"], EU[f"file-type/{kind}"]))
        graph.add((given, DCAT.mediaType, URIRef(
            f"http://www.iana.org/assignments/media-types/{media}"
        )))  # fmt: skip
