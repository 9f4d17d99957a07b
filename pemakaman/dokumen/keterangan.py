"""What a printed document says about itself besides its page."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

LAMPIRAN = "permohonan.json"
PENCETAK = "pemakaman cetak 2"


@dataclass(frozen=True)
class Keterangan:
    """Title, moment, code for checking, and the data as they are attached.

    `tanggal` is the moment of the order, not of the printing: the same arguments give the same bytes. `kode` is the
    text of the square code, '' for none; `data` must be what JSON can hold, None attaches nothing.
    """

    judul: str
    tanggal: datetime
    kode: str = ""
    data: Mapping[str, Any] | None = None

    @property
    def lampiran(self) -> bytes:
        """The attached JSON: sorted, so that equal data are equal bytes."""
        return json.dumps(self.data, ensure_ascii=False, sort_keys=True, indent=1).encode()
