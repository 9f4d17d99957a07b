"""HTTP of `pemilih`."""

from flask import Blueprint

bp = Blueprint("pemilih", __name__)
