"""What the models are between two operations of a migration, at a price that a first start can pay.

Tortoise keeps the models as they were before each operation, and makes all of them anew for that, although hardly any operation
looks back; and after each it makes every model ready for queries once more. Here the former are made where somebody asks for
them, and each model is made ready once.
"""

from collections.abc import Mapping
from typing import Any
from weakref import WeakSet

from tortoise.migrations.schema_generator.state import ModelState, State
from tortoise.migrations.schema_generator.state_apps import StateApps
from tortoise.models import Model


class _LateState(State):
    """`apps` is made of `models` where somebody asks for it."""

    def __init__(self, models: dict[tuple[str, str], ModelState], like: StateApps) -> None:
        self.models = models
        self._like = like

    def __getattr__(self, name: str) -> Any:
        if name != "apps":
            raise AttributeError(name)
        self.apps = self._like.clone(model_states=self.models)
        return self.apps

    def clone(self) -> State:
        return _LateState({key: model.clone() for key, model in self.models.items()}, self._like)


class _OnceReadyApps(StateApps):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._ready: WeakSet[type[Model]] = WeakSet()

    def _build_initial_querysets(self) -> None:
        everything = self.apps
        self.apps = {
            label: {name: model for name, model in app.items() if model not in self._ready}
            for label, app in everything.items()
        }
        try:
            super()._build_initial_querysets()
            for app in self.apps.values():
                self._ready.update(model for model in app.values() if model._meta._inited)  # noqa: SLF001 - as Tortoise asks it
        finally:
            self.apps = everything


def no_models(apps: Mapping[str, Mapping[str, Any]]) -> State:
    """Before the first step. `apps` as in Tortoise's configuration."""
    connections = {label: each.get("default_connection", "default") for label, each in apps.items()}
    return _LateState({}, _OnceReadyApps(default_connections=connections))
