"""Pages of the training feature."""

from flask import Blueprint

bp = Blueprint("training", __name__, url_prefix="/training", template_folder="templates")
