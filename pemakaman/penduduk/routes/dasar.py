"""The blueprint of population extracts."""

from flask import Blueprint

bp = Blueprint("penduduk", __name__, url_prefix="/penduduk")
