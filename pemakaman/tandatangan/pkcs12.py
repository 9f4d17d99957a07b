"""Signing with a certificate that lies on this server: PAdES B-B, or B-T when a time-stamp service is named."""

import io
import logging
import time
from datetime import UTC, datetime

import urllib3
from asn1crypto import tsp, x509
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.timestamps.api import TimeStamper
from pyhanko.sign.timestamps.common_utils import TimestampRequestError, set_tsp_headers
from urllib3.exceptions import HTTPError

from pemakaman.config import Pkcs12
from pemakaman.errors import ConfigError
from pemakaman.tandatangan.penanda import Ditolak, Kotak, Perintah, Rahasia, Rusak, Tertanda, TidakTerkirim
from pemakaman.tandatangan.penulis import NAMA_RUAS, Penulis, add_field
from pemakaman.tandatangan.rupa import stamp_style, words

logger = logging.getLogger(__name__)
FIELD = "TandaTangan"
# Digits kept free for the signature: enough for a key of either kind with its own certificate.
ROOM, STAMP_ROOM = 8192, 16384
LARGEST_STAMP, STAMP_SECONDS = 64 * 1024, 10.0


class StempelWaktu(TimeStamper):
    """Asks a time-stamp service (RFC 3161)."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._url = url
        timeout = urllib3.Timeout(total=STAMP_SECONDS)
        self._http = urllib3.PoolManager(maxsize=1, retries=False, timeout=timeout)

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        """One question; raises TimestampRequestError when the answer is of no use."""
        try:
            answer = self._http.request(
                "POST", self._url, body=req.dump(), headers=set_tsp_headers({}), redirect=False, preload_content=False
            )
            body = answer.read(LARGEST_STAMP)
            answer.release_conn()
        except (HTTPError, OSError) as error:
            raise TimestampRequestError(type(error).__name__) from None
        if answer.status != 200:
            raise TimestampRequestError(f"kode {answer.status}")
        return tsp.TimeStampResp.load(body)


class PenandaPkcs12:
    """`Penandatangan` with a key kept loaded in this process."""

    def __init__(self, setelan: Pkcs12) -> None:
        """Raise ConfigError, naming what is wrong, when the file cannot be used."""
        self._signer, self._sertifikat = _load(setelan)
        self._tampak = setelan.tampak
        self._stempel = StempelWaktu(setelan.stempel) if setelan.stempel else None
        certificates = [self._sertifikat, *self._signer.cert_registry]
        chain = 2 * sum(len(one.dump()) for one in certificates)
        self._room = max(ROOM, chain + ROOM // 2) + (STAMP_ROOM if self._stempel else 0)

    @property
    def nama(self) -> str:
        """Common name in the certificate."""
        return str(self._sertifikat.subject.native.get("common_name") or "Tanpa nama")

    @property
    def berakhir(self) -> datetime:
        """When the certificate ends."""
        end: datetime = self._sertifikat.not_valid_after
        return end

    def check_signer(self, rahasia: Rahasia) -> None:
        """Refuse when the certificate is not in force."""
        if not self._sertifikat.not_valid_before <= datetime.now(UTC) < self.berakhir:
            raise Ditolak(
                f"Sertifikat tanda tangan di server tidak berlaku (berakhir {self.berakhir:%d-%m-%Y}). "
                "Minta admin sistem memasang sertifikat baru.",
                untuk_semua=True,
            )

    def sign(self, pdf: bytes, perintah: Perintah) -> Tertanda:
        """An incremental update over the file: its own bytes stay."""
        started = time.monotonic()
        try:
            content = self._signed(pdf, perintah)
        except TimestampRequestError as error:
            logger.warning("stempel waktu tidak didapat setelah %.1f detik: %s", time.monotonic() - started, error)
            raise TidakTerkirim("Layanan stempel waktu tidak menjawab, jadi dokumennya belum ditandatangani.") from None
        except Exception as error:
            logger.error("pyHanko gagal menandatangani (%s)", type(error).__name__)
            raise Rusak(f"Dokumen ini tidak dapat ditandatangani ({type(error).__name__}).") from None
        return Tertanda(content, penanda_tangan=self.nama)

    def _signed(self, pdf: bytes, perintah: Perintah) -> bytes:
        writer = Penulis(io.BytesIO(pdf))
        box = _frame(perintah.kotak) if self._tampak else None
        spec = SigFieldSpec(FIELD, on_page=perintah.halaman - 1, box=box, readable_field_name=NAMA_RUAS)
        add_field(writer, spec, "; ".join(words(perintah, self.nama)) if self._tampak else NAMA_RUAS)
        metadata = signers.PdfSignatureMetadata(
            field_name=FIELD,
            md_algorithm="sha256",
            reason=perintah.alasan,
            location=perintah.tempat,
            subfilter=SigSeedSubFilter.PADES,
        )
        signer = signers.PdfSigner(
            metadata,
            self._signer,
            timestamper=self._stempel,
            stamp_style=stamp_style(perintah, self.nama) if self._tampak else None,
        )
        out = signer.sign_pdf(writer, bytes_reserved=self._room, in_place=False)
        return bytes(out.getbuffer())

    def fetch(self, nomor: str) -> Tertanda | None:
        """Nothing is kept outside this program."""
        return None


def _frame(kotak: Kotak) -> tuple[int, int, int, int]:
    return round(kotak.x), round(kotak.y), round(kotak.x + kotak.lebar), round(kotak.y + kotak.tinggi)


def _load(setelan: Pkcs12) -> tuple[signers.SimpleSigner, x509.Certificate]:
    try:
        content = setelan.berkas.read_bytes()
    except OSError:
        raise ConfigError(f"PEMAKAMAN_TTE_P12 tidak dapat dibaca: {setelan.berkas}.") from None
    try:
        signer: signers.SimpleSigner = signers.SimpleSigner.load_pkcs12_data(
            content, (), setelan.sandi.encode() or None
        )
    except (ValueError, AttributeError):
        raise ConfigError(
            "PEMAKAMAN_TTE_P12 tidak dapat dibuka: sandinya salah (PEMAKAMAN_TTE_P12_SANDI atau _SANDI_BERKAS) "
            "atau berkasnya bukan PKCS#12 yang memuat kunci dan sertifikat."
        ) from None
    certificate = signer.signing_cert
    kind = certificate.public_key.algorithm if certificate else "tanpa sertifikat"
    if kind not in {"rsa", "ec"}:
        raise ConfigError(f"Sertifikat PEMAKAMAN_TTE_P12 memakai kunci {kind}; yang dapat dipakai: RSA atau EC.")
    return signer, certificate
