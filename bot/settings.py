"""What the operator decides. Nothing else reads the environment."""

from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from phonenumbers import SUPPORTED_REGIONS
from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from crm.importing import Limits
from storage.database import InvalidDatabaseUrl, config

S = TypeVar("S", bound="DatabaseSettings")
DEFAULTS = Limits()
KILOBYTE, MEGABYTE = 1_000, 1_000_000
SHORTEST_SECRET = 32


class InvalidSettings(Exception):
    """`sentences`: one for each setting that is missing or malformed. No secret stands in them."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def _token(prefix: str) -> AfterValidator:
    def check(token: SecretStr) -> SecretStr:
        if not token.get_secret_value().startswith(prefix):
            raise ValueError(f"does not begin with {prefix}")
        return token

    return AfterValidator(check)


def _api_url(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ValueError("is not an http(s) address")
    return url if url.endswith("/") else f"{url}/"


def _public_url(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise ValueError("is not an http(s) address")
    return url.rstrip("/")


def _secret(secret: SecretStr | None) -> SecretStr | None:
    if secret is not None and len(secret.get_secret_value()) < SHORTEST_SECRET:
        raise ValueError(f"needs at least {SHORTEST_SECRET} characters, made at random")
    return secret


def _region(region: str) -> str:
    if region and region.upper() not in SUPPORTED_REGIONS:
        raise ValueError("is not a country code such as DE")
    return region.upper()


class DatabaseSettings(BaseSettings):
    """What the commands need that do not speak with Slack."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    database_url: str = ""
    roster_data_dir: Path = Path("data")
    roster_secret: Annotated[SecretStr | None, AfterValidator(_secret)] = None
    roster_default_region: Annotated[str, AfterValidator(_region)] = ""
    roster_import_max_mb: Annotated[int, Field(ge=1)] = DEFAULTS.bytes // MEGABYTE
    roster_import_max_rows: Annotated[int, Field(ge=1)] = DEFAULTS.rows
    roster_import_max_columns: Annotated[int, Field(ge=1)] = DEFAULTS.columns
    roster_import_max_cell_kb: Annotated[int, Field(ge=1)] = DEFAULTS.cell_bytes // KILOBYTE
    roster_import_max_unpacked_mb: Annotated[int, Field(ge=1)] = DEFAULTS.unpacked_bytes // MEGABYTE
    roster_log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    roster_log_format: Literal["text", "json"] = "text"

    @model_validator(mode="after")
    def _with_database(self) -> "DatabaseSettings":
        if not self.database_url:
            self.database_url = f"sqlite://{self.roster_data_dir / 'roster.db'}"
        try:
            config(self.database_url)
        except InvalidDatabaseUrl as error:
            raise ValueError(f"DATABASE_URL cannot be used. {error}") from error
        return self

    @property
    def import_limits(self) -> Limits:
        return Limits(
            bytes=self.roster_import_max_mb * MEGABYTE,
            rows=self.roster_import_max_rows,
            columns=self.roster_import_max_columns,
            cell_bytes=self.roster_import_max_cell_kb * KILOBYTE,
            unpacked_bytes=self.roster_import_max_unpacked_mb * MEGABYTE,
        )


class Settings(DatabaseSettings):
    """Everything, for `roster run`."""

    slack_bot_token: Annotated[SecretStr, _token("xoxb-")]
    slack_signing_secret: SecretStr = SecretStr("")
    slack_app_token: Annotated[SecretStr, _token("xapp-")] | None = None
    slack_api_url: Annotated[str, AfterValidator(_api_url)] = "https://slack.com/api/"
    roster_public_url: Annotated[str, AfterValidator(_public_url)] = ""
    roster_host: str = "127.0.0.1"
    roster_port: Annotated[int, Field(ge=1, le=65_535)] = 3000
    roster_directory: Path | None = None
    roster_provider_proxy: str = ""
    roster_provider_servers: dict[str, str] = {}

    @model_validator(mode="after")
    def _with_a_way_in(self) -> "Settings":
        if self.slack_app_token is None and not self.slack_signing_secret.get_secret_value():
            raise ValueError(
                "SLACK_SIGNING_SECRET is missing: copy it from Basic Information of your Slack app, or set SLACK_APP_TOKEN."
            )
        return self


def read(kind: type[S]) -> S:
    """From the environment and `.env`. Raises InvalidSettings."""
    try:
        return kind()
    except ValidationError as error:
        raise InvalidSettings([_sentence(fault) for fault in error.errors()]) from None


def _sentence(fault: Any) -> str:
    """pydantic's fault, without the value that was given: it may be a secret."""
    message = str(fault["msg"]).removeprefix("Value error, ")
    if not fault["loc"]:
        return message
    name = str(fault["loc"][0]).upper()
    if fault["type"] == "missing":
        return f"{name} is missing: docs/configuration.md says where it comes from."
    said = f"it {message}" if fault["type"] == "value_error" else message
    return f"{name} cannot be used: {said}."
