"""HTTP of `laporan`."""

from flask import Blueprint

bp = Blueprint("laporan", __name__)
