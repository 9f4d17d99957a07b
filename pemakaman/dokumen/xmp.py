"""What an archive file says about itself in XMP, and how PDF writes words and moments."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from pemakaman.dokumen.kepala_tabel import tell_scopes

PEMBUAT = "pemakaman"
"""Producer of every file; what laid it out stands beside it as the creator tool."""
_KEPALA = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
_KAKI = '</x:xmpmeta>\n<?xpacket end="r"?>'
_RUANG = (
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
)
# PDF/A wants every schema described that it does not know itself; the one of PDF/UA is such.
_SKEMA_UA = """<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"""


def xmp_packet(judul: str, pencetak: str, tanggal: datetime) -> bytes:
    """The metadata of a file that is PDF/A-3a and PDF/UA-1; says the same as `info_entries`."""
    spaces = " ".join(f'xmlns:{name}="{address}"' for name, address in _RUANG[1:])
    moment = tanggal.isoformat(timespec="seconds")
    return (
        f'{_KEPALA}<rdf:RDF xmlns:rdf="{_RUANG[0][1]}"><rdf:Description rdf:about="" {spaces}>\n'
        "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(judul)}</rdf:li></rdf:Alt></dc:title>\n'
        "<dc:language><rdf:Bag><rdf:li>id</rdf:li></rdf:Bag></dc:language>\n"
        f"<xmp:CreatorTool>{escape(pencetak)}</xmp:CreatorTool><pdf:Producer>{PEMBUAT}</pdf:Producer>\n"
        f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>\n"
        f"{_SKEMA_UA}</rdf:Description></rdf:RDF>\n{_KAKI}"
    ).encode()


def info_entries(judul: str, pencetak: str, tanggal: datetime) -> bytes:
    """The document information dictionary, which PDF/A wants to agree with the XMP."""
    moment = pdf_moment(tanggal)
    return (
        b"<</Title%s/Creator%s/Producer%s/CreationDate%s/ModDate%s>>"
        % (hex_text(judul), hex_text(pencetak), hex_text(PEMBUAT), moment, moment)
    )  # fmt: skip


def pdf_moment(tanggal: datetime) -> bytes:
    """A moment with its offset from UTC; naive ones are taken as UTC."""
    minutes = int((offset.total_seconds() if (offset := tanggal.utcoffset()) else 0) // 60)
    sign, (hours, left) = "-" if minutes < 0 else "+", divmod(abs(minutes), 60)
    return f"(D:{tanggal:%Y%m%d%H%M%S}{sign}{hours:02d}'{left:02d}')".encode()


def hex_text(words: str) -> bytes:
    """Words as a hexadecimal string: never mistaken for syntax, whatever they are."""
    return b"<feff" + words.encode("utf-16-be").hex().encode() + b">"


def archive_finisher(judul: str, pencetak: str, tanggal: datetime) -> Callable[[Any, Any], None]:
    """For `write_pdf(finisher=…)` with the variant pdf/a-3a: makes the file PDF/UA-1 too, and lets it say so."""
    moment = pdf_moment(tanggal)
    told = {"Title": hex_text(judul), "Creator": hex_text(pencetak), "Producer": hex_text(PEMBUAT)}

    def finish(document: Any, pdf: Any) -> None:
        tell_scopes(document, pdf)
        pdf.objects[int(pdf.catalog["Metadata"].split()[0])].stream = [xmp_packet(judul, pencetak, tanggal)]
        pdf.info.clear()
        pdf.info.update({**told, "CreationDate": moment, "ModDate": moment})

    return finish
