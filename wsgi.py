"""What a WSGI server loads: `gunicorn wsgi:app`."""

from app.core.settings import BadSetting, Settings
from app.factory import create_app

settings = Settings.from_env()
if not settings.secret_key and not settings.demo:
    raise BadSetting("KADRA_SECRET_KEY", "is missing", "$(openssl rand -hex 32)")
app = create_app(settings)
