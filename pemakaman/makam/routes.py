"""HTTP of `makam`."""

from flask import Blueprint

bp = Blueprint("makam", __name__)
