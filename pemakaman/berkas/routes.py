"""HTTP of `berkas`."""

from flask import Blueprint

bp = Blueprint("berkas", __name__)
