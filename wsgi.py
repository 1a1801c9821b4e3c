"""What a WSGI server loads: `gunicorn wsgi:app`."""

from app.core.settings import Settings
from app.factory import create_app
from app.web.logs import init_logs

settings = Settings.from_env()
settings.demand_secret_key()
app = create_app(settings)
init_logs(app)
