"""The environment, read once and typed.

Every variable the project knows is a field here, with its meaning. A missing or malformed variable is not found one at
a time: ``read`` names all of them together and the process does not start.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import dj_database_url
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator
from pydantic_core import PydanticCustomError

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DEVELOPMENT_SECRET = "development-only-secret-key-never-used-in-production"  # noqa: S105 (production refuses it)
_NODE = re.compile(r"https?://(\[[0-9a-f:]+\]|[a-z0-9._-]+):\d{1,5}(/[\w./-]*)?", re.IGNORECASE)
"""An address without credentials."""
_TILES = re.compile(r"(https://[a-z0-9.-]+(:\d{1,5})?|http://(localhost|127\.0\.0\.1):\d{1,5})/[\w./{}?=&%@~-]+", re.IGNORECASE)
"""One host, because the policy of the pages names it; unencrypted only on this machine."""
_THIS_MACHINE = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\]):")


class Environment(BaseModel):
    """What the environment says. Field names are the variables' names; empty strings count as not set."""

    model_config = ConfigDict(frozen=True)

    SECRET_KEY: Annotated[str, Field(min_length=32)] = DEVELOPMENT_SECRET
    """Signs sessions and links; at least 32 characters."""
    DEBUG: bool = False
    ALLOWED_HOSTS: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    """Host names served, separated by commas."""
    SITE_URL: str = "http://localhost:8000"
    """Public address of the portal without a slash at the end; used in feeds, mails and structured data."""
    DATABASE_URL: str = f"sqlite:///{BASE_DIR / 'var' / 'portal.sqlite3'}"
    CACHE_URL: str = ""
    """redis://… ; empty = in-process."""
    LANGUAGES: tuple[str, ...] = ("fi", "sv", "en")
    """Codes of the portal's languages, separated by commas; Finnish, the language of the facts, is the first (docs/languages.md)."""
    LOCALE_DIR: Path | None = None
    """Folder with further translations of the interface, CODE/LC_MESSAGES/django.mo; they go before the portal's own."""
    DATA_DIR: Path = BASE_DIR / "var"
    """Folder for the database file, the search index and media."""
    ELASTICSEARCH_URL: tuple[str, ...] = ()
    """Nodes of one Elasticsearch 8 cluster, https://host:port, separated by commas; empty = the embedded engine."""
    ELASTICSEARCH_API_KEY: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/=_-]*$")] = ""
    """The "encoded" form of an API key; empty = none."""
    ELASTICSEARCH_CA: str = ""
    """File with the certificate of the authority that signed the nodes' certificates; empty = the machine's own authorities."""
    ELASTICSEARCH_INDEX: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,60}$")] = "perhekeskus"
    """What the names of all indices begin with; two portals on one cluster need two names."""
    ELASTICSEARCH_TIMEOUT: Annotated[float, Field(gt=0, le=60)] = 3.0
    """How long a search waits for its answer, in seconds; writing waits ten times as long."""
    ELASTICSEARCH_RETRIES: Annotated[int, Field(ge=0, le=10)] = 2
    """How often a request that got no answer is sent to another node."""
    PAGE_CACHE_MEGABYTES: Annotated[int, Field(ge=0, le=4096)] = 64
    """Memory of each web worker for pages that nothing has changed; 0 = every page is drawn anew."""
    FORM_SECONDS: Annotated[int, Field(ge=0, le=30)] = 2
    """How long somebody without an account must have had a form open, in seconds: what is sent sooner comes from a program. 0 = no such
    check; the browser tests' server has it, so that they need not wait."""
    EMAIL_URL: str = ""
    """smtp://user:password@host:port ; empty = files under DATA_DIR/outbox."""
    NEWSLETTER_HOURLY: Annotated[int, Field(ge=1, le=100_000)] = 60
    """Mails that ask "do you want the news?" in an hour, to all addresses together; then the form is closed until fewer have been asked."""
    NEWSLETTER_DAILY: Annotated[int, Field(ge=1, le=1_000_000)] = 300
    """The same in 24 hours."""
    DEFAULT_FROM_EMAIL: str = "perhekeskus@localhost"
    CLAMD_SOCKET: str = ""
    """Where clamd scans uploads for viruses: /path/of/socket or host:port; empty = no scan."""
    SECURITY_CONTACT: str = ""
    """Where weaknesses are reported, an https:// or mailto: address for security.txt; empty = mail to DEFAULT_FROM_EMAIL."""
    SCHEDULER: bool = False
    """Whether this web server runs the periodic jobs in a thread; otherwise ``manage.py scheduler`` or cron does."""
    TRUSTED_PROXIES: Annotated[int, Field(ge=0)] = 1
    """How many proxies of our own stand in front in production; each adds the caller's address to X-Forwarded-For."""
    OIDC_SERVER_URL: str = ""
    """Sign-in through an employer: the OpenID Connect provider's issuer, https://…; empty = none."""
    OIDC_CLIENT_ID: str = ""
    OIDC_SECRET: str = ""
    OIDC_NAME: str = ""
    """What the button says, e.g. the employer's name."""
    MAP_TILES_URL: str = ""
    """Pictures of the ground for the map, https://tiles.example/{z}/{x}/{y}.png; empty = none are fetched (docs/map.md)."""
    MAP_TILES_ATTRIBUTION: str = ""
    """Whose they are, as their licence wants it told; must be given with MAP_TILES_URL."""
    MAP_DIRECTIONS_URL: str = ""
    """A route planner that the operator has chosen, https://… with {address} in it; empty = addresses have no link."""
    SECURE_HSTS_SECONDS: int = 63_072_000
    """How long browsers insist on https, in seconds; two years by default (hstspreload.org's recommendation)."""

    @field_validator("ALLOWED_HOSTS", "ELASTICSEARCH_URL", "LANGUAGES", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("LANGUAGES")
    @classmethod
    def _languages(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [code for code in value if "-" in code or "name_local" not in LANG_INFO.get(code, {})]
        if unknown:
            raise PydanticCustomError("languages", "unknown: {codes}; a code is like sv, uk or ar", {"codes": ", ".join(unknown)})
        if value[:1] != ("fi",) or len(set(value)) != len(value):
            raise PydanticCustomError("languages", "fi comes first, and each language once")
        return value

    @field_validator("DATABASE_URL")
    @classmethod
    def _database(cls, value: str) -> str:
        try:
            dj_database_url.parse(value)
        except (dj_database_url.ParseError, dj_database_url.UnknownSchemeError, ValueError) as error:
            raise PydanticCustomError("database_url", "is not a database address such as postgres://user@host/name") from error
        return value

    @field_validator("CACHE_URL")
    @classmethod
    def _cache(cls, value: str) -> str:
        if value and not value.startswith(("redis://", "rediss://", "unix://")):
            raise PydanticCustomError("cache_url", "must start with redis://, rediss:// or unix://")
        return value

    @field_validator("EMAIL_URL")
    @classmethod
    def _email(cls, value: str) -> str:
        if value and not value.startswith(("smtp://", "smtps://")):
            raise PydanticCustomError("email_url", "must start with smtp:// or smtps://")
        return value

    @field_validator("SECURITY_CONTACT")
    @classmethod
    def _contact(cls, value: str) -> str:
        if value and not re.fullmatch(r"(https://|mailto:)[^\s<>]+", value):
            raise PydanticCustomError("security_contact", "must start with https:// or mailto:")
        return value

    @field_validator("CLAMD_SOCKET")
    @classmethod
    def _clamd(cls, value: str) -> str:
        if value and not value.startswith("/") and not value.rpartition(":")[2].isdigit():
            raise PydanticCustomError("clamd_socket", "must be /path/of/socket or host:port")
        return value

    @field_validator("ELASTICSEARCH_URL")
    @classmethod
    def _elasticsearch(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        for value in values:
            if not _NODE.fullmatch(value):
                raise PydanticCustomError("elasticsearch_url", "must be https://host:port or http://host:port, several separated by commas")
        return tuple(value.rstrip("/") for value in values)

    @model_validator(mode="after")
    def _elasticsearch_is_safe(self) -> "Environment":
        unencrypted = [url for url in self.ELASTICSEARCH_URL if url.startswith("http://")]
        if self.ELASTICSEARCH_CA and len(unencrypted) == len(self.ELASTICSEARCH_URL):
            raise PydanticCustomError("elasticsearch", "ELASTICSEARCH_CA has no use: no address of ELASTICSEARCH_URL begins with https://")
        if self.ELASTICSEARCH_API_KEY and any(not _THIS_MACHINE.match(url) for url in unencrypted):
            raise PydanticCustomError(
                "elasticsearch", "ELASTICSEARCH_API_KEY would travel unencrypted: ELASTICSEARCH_URL must begin with https://"
            )
        return self

    @field_validator("OIDC_SERVER_URL")
    @classmethod
    def _oidc_server(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://localhost:", "http://127.0.0.1:")):
            raise PydanticCustomError("oidc_server_url", "must start with https://")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _oidc_is_whole(self) -> "Environment":
        given = {name: bool(getattr(self, name)) for name in ("OIDC_SERVER_URL", "OIDC_CLIENT_ID", "OIDC_SECRET", "OIDC_NAME")}
        if any(given.values()) and not all(given.values()):
            missing = ", ".join(name for name, is_given in given.items() if not is_given)
            raise PydanticCustomError("oidc", "{missing} must be set too, or none of OIDC_…", {"missing": missing})
        return self

    def oidc_apps(self) -> list[dict[str, Any]]:
        """The provider as allauth wants it; none when it is not configured."""
        if not self.OIDC_SERVER_URL:
            return []
        app = {"provider_id": "employer", "name": self.OIDC_NAME, "client_id": self.OIDC_CLIENT_ID, "secret": self.OIDC_SECRET}
        return [{**app, "settings": {"server_url": self.OIDC_SERVER_URL}}]

    @field_validator("MAP_TILES_URL")
    @classmethod
    def _map_tiles(cls, value: str) -> str:
        if value and (not _TILES.fullmatch(value) or any(value.count(part) != 1 for part in ("{z}", "{x}", "{y}"))):
            raise PydanticCustomError("map_tiles_url", "must be https://host/… with {parts} in its path", {"parts": "{z}, {x} and {y}"})
        return value

    @field_validator("MAP_DIRECTIONS_URL")
    @classmethod
    def _map_directions(cls, value: str) -> str:
        if value and not (re.fullmatch(r"https://[^\s<>\"']+", value) and value.count("{address}") == 1):
            raise PydanticCustomError("map_directions_url", "must start with https:// and hold {part} once", {"part": "{address}"})
        return value

    @model_validator(mode="after")
    def _map_names_its_source(self) -> "Environment":
        if self.MAP_TILES_URL and not self.MAP_TILES_ATTRIBUTION:
            raise PydanticCustomError("map", "MAP_TILES_ATTRIBUTION must be set too: the page says where its map comes from")
        return self

    @field_validator("SITE_URL")
    @classmethod
    def _site(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise PydanticCustomError("site_url", "must start with https:// or http://")
        return value.rstrip("/")


def read(source: Mapping[str, str] | None = None, *, required: tuple[str, ...] = ()) -> Environment:
    """Read the environment.

    :param source: variables by name; the process's own by default.
    :param required: names that must be set (production's secrets).
    :raises ImproperlyConfigured: naming every missing and every malformed variable at once.
    """
    source = os.environ if source is None else source
    given = {name: source[name] for name in Environment.model_fields if source.get(name, "").strip()}
    faults = [f"{name}: is not set" for name in required if name not in given]
    try:
        environment = Environment.model_validate(given)
    except ValidationError as error:
        faults += [f"{fault['loc'][0] if fault['loc'] else fault['type'].upper()}: {fault['msg']}" for fault in error.errors()]
    if faults:
        raise ImproperlyConfigured("The environment is not right:\n  " + "\n  ".join(faults))
    return environment
