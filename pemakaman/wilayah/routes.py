"""HTTP of `wilayah`."""

from flask import Blueprint

bp = Blueprint("wilayah", __name__)
