"""Headers that are well known and say nothing that the book keeps, or speak of somebody else.

They are named so that likeness, or the look of the values, does not make something else of them: the recruiter's e-mail
address in the file of a recruiting program would make one person of everybody.
"""

import re

from crm.importing.fields import key_of

_NAMES = (
    "prefix, name prefix, salutation, honorific, anrede, titel, civilité, tratamiento, titolo, aanhef, tytuł, tilltalsnamn, hitap,"
    "обращение, звернення, 敬称, 称谓, 호칭, initials, short name, maiden name, file as, yomi name,"
    "gender, sex, geschlecht, sexe, género, пол, 性別, 性别, birthday, birth date, date of birth, geburtstag, geburtsdatum,"
    "anniversary, age, alter, pronouns,"
    "department, departments, abteilung, département, departamento, reparto, afdeling, dział, avdelning, afdeling, oddělení, отдел,"
    "відділ, 部署, 部门, 부서, seniority, industry, branche, profession, hobby, language, languages, sprache,"
    "id, record id, contact id, user id, uuid, external id, system id, lead id, company id, account id,"
    "connected on, connection date, verbunden am, date connected, en contact depuis le, conectado el, collegato il, conectado em,"
    "created, created at, created on, create date, creation date, date created, date added, added on, added at, updated,"
    "updated at, last update, last updated, last modified, modified, last activity, last activity date, last contacted,"
    "erstellt am, geändert am, start date, end date, hire date, date, datum, fecha, data, дата, 日付, 日期, 날짜,"
    "status, stage, phase, lead status, lifecycle stage, lead source, source, origin, quelle, job, job name, job id, project,"
    "requisition, pipeline, score, rating, priority, sensitivity, private, mileage, currency, salary, gehalt,"
    "zip, zip code, postal code, postcode, plz, postleitzahl, code postal, código postal, cap, kod pocztowy, индекс,"
    "郵便番号, 邮编, 우편번호, street, straße, strasse, hausnummer, po box, time zone, timezone, nationality,"
    "fax, fax number, telefax, pager, employees, number of employees, company size, revenue, annual revenue, shoe size,"
    "line, reason, row, nr, no, number, #"
)
UNUSED = frozenset(key_of(name) for name in _NAMES.split(",")) - {""}

_NAMES_OF_THINGS = (
    "price, unit price, sku, quantity, qty, amount, product, product id, product name, stock, invoice, invoice number, order,"
    "order id, order number, ean, gtin, barcode, vat, total, weight, preis, menge, artikelnummer, prix, precio, prezzo"
)
OF_THINGS = frozenset(key_of(name) for name in _NAMES_OF_THINGS.split(","))
"""What only lists of things have."""

_WORDS_OF_OTHERS = re.compile(
    r"owner|recruiter|referr|manager|assistant|coordinator|interviewer|sourcer|created by|updated by|added by|assigned|"
    r"credit|spouse|partner|emergency|agency|company|account|corporate|verantwortlich|zuständig",
    re.IGNORECASE,
)


def is_of_others(header: str) -> bool:
    """Whether the header speaks of a colleague, the company, or somebody else than who the row is about."""
    return _WORDS_OF_OTHERS.search(header) is not None
