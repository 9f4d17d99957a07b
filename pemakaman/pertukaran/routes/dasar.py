"""The blueprint that the pages share."""

from flask import Blueprint

bp = Blueprint("pertukaran", __name__, url_prefix="/impor-buku")
