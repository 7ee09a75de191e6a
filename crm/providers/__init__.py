"""Whom Roster asks about people: what can be asked, with which keys, in which order, and the one guarded way to ask."""

from crm.providers.asking import Answer, ask
from crm.providers.usable import Usable, order, usable
from crm.providers.vendors import Vendors

__all__ = ["Answer", "Usable", "Vendors", "ask", "order", "usable"]
