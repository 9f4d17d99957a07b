"""HTTP of `akun`."""

from flask import Blueprint

bp = Blueprint("akun", __name__)
