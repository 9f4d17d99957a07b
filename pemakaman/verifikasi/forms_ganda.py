"""Forms that decide a suspicion."""

from typing import Any

from pemakaman.verifikasi.forms import ReasonForm
from pemakaman.widgets import RadioField, TeksField


class PairForm(ReasonForm):
    """A decision about a pair as it was compared."""

    sidik = TeksField("Sidik", paling=64)

    @property
    def compared(self) -> str:
        """The fingerprint on the page; '' fits no pair."""
        return self.sidik.data or ""


class MergeForm(PairForm):
    """Which report stays, and why the two are one death."""

    tetap = RadioField("Laporan mana yang tetap?")

    def validate(self, extra_validators: Any = None) -> bool:
        """One of the two, named."""
        fine: bool = super().validate(extra_validators)
        if not self.tetap.errors and not self.tetap.data:
            self.tetap.add_error("Pilih laporan mana yang tetap.")
            return False
        return fine
