"""The blueprint of files and papers."""

from flask import Blueprint

bp = Blueprint("berkas", __name__)
