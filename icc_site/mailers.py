"""Django's MAILERS from one address, as DATABASES comes from DATABASE_URL."""

import environ

SECONDS_TO_WAIT = 10


def mailers(address: str) -> dict:
    """MAILERS for smtp://, smtp+tls:// (STARTTLS) or smtp+ssl://user:password@host:port, or for consolemail://.

    Raises ImproperlyConfigured for another scheme. django-environ reads the address, but still as settings that
    Django 6.1 has deprecated.
    """
    read = environ.Env.email_url_config(address)
    backend = read["EMAIL_BACKEND"]
    if not backend.endswith("smtp.EmailBackend"):
        return {"default": {"BACKEND": backend}}
    options = {
        "host": read["EMAIL_HOST"],
        "port": read["EMAIL_PORT"],
        "username": read["EMAIL_HOST_USER"],
        "password": read["EMAIL_HOST_PASSWORD"],
        "use_tls": read.get("EMAIL_USE_TLS", False),
        "use_ssl": read.get("EMAIL_USE_SSL", False),
        "timeout": SECONDS_TO_WAIT,
    }
    return {"default": {"BACKEND": backend, "OPTIONS": {name: value for name, value in options.items() if value}}}
