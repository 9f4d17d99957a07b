"""The field for photos and scans."""

from collections.abc import Iterable
from io import SEEK_END
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms.validators import StopValidation

from pemakaman.ruas.dasar import Ruas

MB = 1024 * 1024


class BerkasField(Ruas):
    """Files; `data` is a list, empty ones left out. Checks number and size; content is the service's part."""

    jenis = "berkas"

    def __init__(
        self,
        *args: Any,
        terima: str = "image/jpeg,image/png,application/pdf",
        batas_mb: int = 10,
        paling: int = 12,
        kamera: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.batas_mb = batas_mb
        self.paling = paling
        self.banyak = paling > 1
        self.atribut = {
            "accept": terima,
            "data-batas-mb": str(batas_mb),
            "data-paling": str(paling),
            **({"capture": "environment"} if kamera else {}),
            **self.atribut,
        }

    def process_data(self, value: Any) -> None:
        """Stored files are not part of the form."""
        self.data = []

    def process_formdata(self, valuelist: Iterable[Any]) -> None:
        """Take real files only."""
        self.data = [v for v in valuelist if isinstance(v, FileStorage) and v.filename]

    def pre_validate(self, form: Any) -> None:
        """Refuse too many and too large, by name."""
        if len(self.data) > self.paling:
            raise StopValidation(f"Paling banyak {self.paling} berkas. Yang dipilih {len(self.data)}.")
        for file in self.data:
            if file_size(file) > self.batas_mb * MB:
                raise StopValidation(f"{file.filename}: terlalu besar, paling besar {self.batas_mb} MB.")


def file_size(file: FileStorage) -> int:
    """Size of an upload in bytes; its position is left at the start."""
    size = file.stream.seek(0, SEEK_END)
    file.stream.seek(0)
    return size
