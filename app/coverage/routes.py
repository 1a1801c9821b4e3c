"""Pages of the coverage feature."""

from flask import Blueprint

bp = Blueprint("coverage", __name__, url_prefix="/coverage", template_folder="templates")
