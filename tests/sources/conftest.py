"""Web archives as warcio writes them."""

import io
from pathlib import Path

import pytest

WORDS = [
    "Le ministre des Routes du Nord s'est rendu mardi à {} pour y rencontrer la maire.",
    "Les deux responsables ont parlé du pont de {}, dont les travaux ont pris du retard.",
    "Selon la maire de {}, l'entreprise n'a pas reçu les poutres commandées au printemps.",
]


def write_warc(path: Path, pages, *, gzipped: bool = True) -> list[int]:
    """Write a page for each town, or a given record; return the offset of each."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    offsets = []
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzipped)
        writer.write_record(writer.create_warcinfo_record("a.warc", {"software": "test"}))
        for page in pages:
            given = {"town": page} if isinstance(page, str) else page
            town = given.get("town", "x")
            body = given.get("body")
            if body is None:
                words = "".join(f"<p>{line.format(town)}</p>" for line in WORDS)
                body = f"<html><body><article><h1>{town}</h1>{words}</article></body></html>"
            data = body.encode() if isinstance(body, str) else body
            headers = [("Content-Type", given.get("media", "text/html; charset=utf-8"))]
            headers += given.get("headers", [])
            kind = given.get("kind", "response")
            http = None
            if kind in ("response", "revisit"):
                http = StatusAndHeaders(given.get("status", "200 OK"), headers, protocol="HTTP/1.1")
            offsets.append(file.tell())
            payload = io.BytesIO(data)
            record = writer.create_warc_record(
                given.get("url", f"https://gazette.example/{town}"),
                kind,
                payload=payload,
                warc_content_type=given.get("media", "") if http is None else "",
                http_headers=http,
                warc_headers_dict={"WARC-Date": "2021-05-04T10:00:00Z"},
            )
            writer.write_record(record)
            record.raw_stream.close()
    return offsets


@pytest.fixture
def make_warc():
    return write_warc
