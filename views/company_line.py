"""A company in a line."""

from crm.types import Company


def company_line(company: Company) -> str:
    """Acme · 201-500 people · Robotics; its name alone where no more is known."""
    size = company.said("size")
    parts = (company.name, f"{size} people" if size else "", company.said("industry"))
    return " · ".join(part for part in parts if part)
