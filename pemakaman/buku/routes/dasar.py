"""The blueprint of the printed burial book, its closed months and its counts."""

from flask import Blueprint

bp = Blueprint("buku", __name__, url_prefix="/buku")
