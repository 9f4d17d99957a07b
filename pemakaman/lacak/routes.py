"""The page on which a family follows its report."""

from flask import Blueprint

bp = Blueprint("lacak", __name__)
