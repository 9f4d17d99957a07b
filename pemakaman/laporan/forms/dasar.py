"""What the forms of the page groups share: values out of the form, and values of a report into it."""

from collections.abc import Mapping
from typing import Any

from pemakaman.laporan.forms.pilihan import with_stored
from pemakaman.laporan.rules import PERAN_ORANG
from pemakaman.widgets import BaseForm, PilihanField, Ruas


class BagianForm(BaseForm):
    """A form of one page group; its field names are those of `laporan.services.save_bagian`."""

    # Fields that one may fold away: rarely asked for at the grave.
    TAMBAHAN: tuple[str, ...] = ()
    # Fields that help to fill another one and are not stored.
    BANTU: tuple[str, ...] = ()
    ANGKA: tuple[str, ...] = ()
    # Fields that the page shows only where a finding asks for them.
    BERSYARAT: tuple[str, ...] = ()

    def isian(self) -> dict[str, Any]:
        """What is stored: None where nothing was given, also for a nationality without a person."""
        found = {name: self._value(name) for name in self.nama_ruas()}
        for peran in PERAN_ORANG:
            of_person = [name for name in found if name.startswith(f"{peran}_")]
            warga = f"{peran}_kewarganegaraan"
            if warga in found and not any(found[name] for name in of_person if name != warga):
                found[warga] = None
        return found

    def nama_ruas(self) -> list[str]:
        """The stored fields, in order; one that was not shown is left as it is."""
        return [field.name for field in self if isinstance(field, Ruas) and self._is_stored(field)]

    def _is_stored(self, field: Ruas) -> bool:
        return field.name not in self.BANTU and (field.name not in self.BERSYARAT or bool(field.raw_data))

    def _value(self, name: str) -> Any:
        value = self[name].data
        if value in ("", None):
            return None
        return int(value) if name in self.ANGKA else value

    def keep_stored(self, stored: Mapping[str, Any]) -> None:
        """A stored value that the list does not have stays choosable, so that saving never loses it."""
        for field in self:
            if isinstance(field, PilihanField) and not callable(field.choices):
                field.choices = with_stored(field.choices, stored.get(field.name))

    def tambahan_terbuka(self) -> bool:
        """Something in the folded part is filled or wrong, so it must be in sight."""
        return any(self[name].errors or not self[name].is_empty() for name in self.TAMBAHAN)
