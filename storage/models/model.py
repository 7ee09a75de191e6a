"""What every table is made from."""

from typing import Any

from tortoise.models import Model as TortoiseModel
from tortoise.models import ModelMeta


class _WithoutComments(ModelMeta):
    """Tortoise reads the source of each model for comments about its fields, and we write none: a twelfth of the time of a start."""

    def __new__(cls, name: str, bases: tuple[type, ...], attributes: dict[str, Any]) -> Any:
        return super().__new__(cls, name, bases, {"_no_comments": True, **attributes})


class Model(TortoiseModel, metaclass=_WithoutComments):
    class Meta:
        abstract = True
