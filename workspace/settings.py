"""What the environment sets for the local workspace itself; the app it hosts has settings of its own."""

from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from workspace.faults import Faults


def _readable(setting: str) -> str:
    Faults(setting)
    return setting


class WorkspaceSettings(BaseSettings):
    """`ROSTER_WORKSPACE_PORT`: where the page is. `ROSTER_WORKSPACE_FAULTS`: Web API calls that shall fail."""

    model_config = SettingsConfigDict(env_prefix="ROSTER_WORKSPACE_")

    port: Annotated[int, Field(ge=0, le=65535)] = 8137
    faults: Annotated[str, AfterValidator(_readable)] = ""
