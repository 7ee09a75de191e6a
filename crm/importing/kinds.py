"""Which kind of e-mail address or phone number a word of another program means, in the languages of its users."""

from functools import lru_cache

from crm.importing.fields import key_of

_WORK = (
    "work, business, office, company, job, main, direct, arbeit, geschäftlich, dienstlich, beruflich, büro, travail, bureau,"
    "professionnel, trabajo, oficina, lavoro, ufficio, trabalho, werk, zakelijk, praca, służbowy, arbete, jobb, arbejde, arbeid,"
    "práce, iş, рабочий, работа, робота, робочий, 勤務先, 会社, 仕事, 工作, 单位, 직장, 회사"
)
_HOME = (
    "home, private, personal, privat, zuhause, zu hause, domicile, maison, personnel, casa, particular, personale, pessoal, thuis,"
    "privé, dom, domowy, prywatny, hem, hjem, hjemme, domů, domácí, soukromý, ev, kişisel, домашний, личный, домашній, особистий,"
    "自宅, 個人, 家庭, 住宅, 个人, 집, 개인"
)
_MOBILE = (
    "mobile, cell, cellular, iphone, handy, mobil, mobiltelefon, portable, móvil, celular, cellulare, telemóvel, mobiel, komórka,"
    "komórkowy, cep, мобильный, сотовый, мобільний, 携帯, 手机, 手機, 휴대폰, 휴대전화"
)
_PHONE_KINDS = {
    key_of(word): kind
    for kind, words in (("work", _WORK), ("home", _HOME), ("mobile", _MOBILE))
    for word in words.split(",")
}


@lru_cache(maxsize=1_000)
def phone_kind(word: str) -> str:
    """mobile, work, home or other; "" for no word at all."""
    key = key_of(word)
    return _PHONE_KINDS.get(key, "other") if key else ""


@lru_cache(maxsize=1_000)
def email_kind(word: str) -> str:
    """work, personal or other; "" for no word at all."""
    kind = phone_kind(word)
    return {"home": "personal", "mobile": "other"}.get(kind, kind)
