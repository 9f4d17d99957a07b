"""The form that every form of ours extends: Indonesian messages, and no request body that can break it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import request
from flask_wtf import FlaskForm
from flask_wtf.csrf import _FlaskFormCSRF
from flask_wtf.form import _Auto
from werkzeug.datastructures import CombinedMultiDict
from wtforms.validators import ValidationError

from pemakaman.ruas.dasar import Ruas

_SALAH_PILIH = "Pilihan tidak dikenal. Pilih salah satu dari daftar."
_SALAH_ANGKA = "Tulis dengan angka saja."

MESSAGES: dict[str, str] = {
    "This field is required.": "Bagian ini belum diisi.",
    "Invalid input.": "Isian ini tidak dapat dibaca. Periksa lagi.",
    "Invalid field name '%s'.": "Nama isian tidak dikenal: %s.",
    "Field must be equal to %(other_name)s.": "Isian ini harus sama dengan %(other_name)s.",
    "Field must be at least %(min)d character long.": "Tulis paling sedikit %(min)d huruf.",
    "Field cannot be longer than %(max)d character.": "Tulis paling banyak %(max)d huruf.",
    "Field must be exactly %(max)d character long.": "Tulis tepat %(max)d huruf.",
    "Field must be between %(min)d and %(max)d characters long.": "Tulis %(min)d sampai %(max)d huruf.",
    "Number must be at least %(min)s.": "Angkanya paling kecil %(min)s.",
    "Number must be at most %(max)s.": "Angkanya paling besar %(max)s.",
    "Number must be between %(min)s and %(max)s.": "Angkanya harus antara %(min)s dan %(max)s.",
    "Date must be at least %(min)s.": "Tanggalnya paling awal %(min)s.",
    "Date must be at most %(max)s.": "Tanggalnya paling akhir %(max)s.",
    "Date must be between %(min)s and %(max)s.": "Tanggalnya harus antara %(min)s dan %(max)s.",
    "Invalid email address.": "Alamat surel tidak benar. Contoh: nama@contoh.go.id.",
    "Invalid IP address.": "Alamat IP tidak benar.",
    "Invalid Mac address.": "Alamat MAC tidak benar.",
    "Invalid URL.": "Alamat web tidak benar. Contoh: https://contoh.go.id.",
    "Invalid UUID.": "Kode ini tidak dikenal.",
    "Invalid value, must be one of: %(values)s.": "Pilih salah satu: %(values)s.",
    "Invalid value, can't be any of: %(values)s.": "Tidak boleh salah satu dari: %(values)s.",
    "This field cannot be edited.": "Bagian ini tidak dapat diubah.",
    "This field is disabled and cannot have a value.": "Bagian ini tidak perlu diisi.",
    "Invalid Choice: could not coerce.": _SALAH_PILIH,
    "Invalid choice(s): one or more data inputs could not be coerced.": _SALAH_PILIH,
    "Choices cannot be None.": "Daftar pilihan belum tersedia.",
    "Not a valid choice.": _SALAH_PILIH,
    "'%(value)s' is not a valid choice for this field.": _SALAH_PILIH,
    "Not a valid datetime value.": "Tanggal dan jam tidak terbaca.",
    "Not a valid date value.": "Tanggal tidak terbaca. Tulis hari, bulan, dan tahun.",
    "Not a valid time value.": "Jam tidak terbaca. Tulis misalnya 14.30.",
    "Not a valid week value.": "Minggu tidak terbaca.",
    "Not a valid integer value.": _SALAH_ANGKA,
    "Not a valid decimal value.": _SALAH_ANGKA,
    "Not a valid float value.": _SALAH_ANGKA,
    "Invalid CSRF Token.": "Kirim sekali lagi.",
    "CSRF token missing.": "Kirim sekali lagi.",
    "CSRF failed.": "Kirim sekali lagi.",
    "CSRF token expired.": "Kirim sekali lagi.",
}
"""Every sentence WTForms can say, in Indonesian; a test holds the list against the installed WTForms."""

PESAN_CSRF = "Halaman ini sudah terlalu lama terbuka. Tekan tombolnya sekali lagi; isian Anda masih ada."


class Translations:
    """What WTForms asks when one of its own validators has something to say."""

    def gettext(self, string: str) -> str:
        """Say it in Indonesian; labels, which also pass here, stay as they are."""
        return MESSAGES.get(string, string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Indonesian has no plural."""
        return MESSAGES.get(singular, singular)


class FormCsrf(_FlaskFormCSRF):  # type: ignore[misc]
    """The CSRF check of Flask-WTF with an Indonesian message."""

    def validate_csrf_token(self, form: Any, field: Any) -> None:
        """Check the token; the one message tells the user what to do, whatever was wrong with it."""
        try:
            super().validate_csrf_token(form, field)
        except ValidationError as error:
            raise ValidationError(PESAN_CSRF) from error


class BaseForm(FlaskForm):  # type: ignore[misc]
    """Base of all forms. A submitted request always counts as sent, even with an empty or a JSON body."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """How the form is bound and what it says."""

        csrf_class = FormCsrf

        def get_translations(self, form: Any) -> Translations:
            """Our own table: WTForms has no Indonesian."""
            return _TRANSLATIONS

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Take fields and files; a body of another kind is an empty form, not an error."""
            if formdata is not _Auto:
                return formdata
            return CombinedMultiDict((request.files, request.form)) if form.is_submitted() else None

    def put_errors(self, galat: Mapping[str, list[str]], names: Sequence[tuple[str, str]] = ()) -> list[str]:
        """Put messages at their fields (`names`: of the service → of the form); returns those that belong to none."""
        renamed, elsewhere = dict(names), list[str]()
        for name, pesan in galat.items():
            field = self._fields.get(renamed.get(name, name))
            if not isinstance(field, Ruas):
                elsewhere += pesan
                continue
            for satu in pesan:
                field.add_error(satu)
        return elsewhere


_TRANSLATIONS = Translations()
