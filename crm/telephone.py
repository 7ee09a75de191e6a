"""Phone numbers as people read them. Pure."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat


def written(number: str) -> str:
    """+49 30 123456 ext. 7. `number` is in E.164, " ext. " and the extension behind it where there is one.

    What is none, as it may stand in data of long ago, stays as it is.
    """
    try:
        return phonenumbers.format_number(phonenumbers.parse(number), PhoneNumberFormat.INTERNATIONAL)
    except NumberParseException:
        return number


def with_extension(number: str, extension: str) -> str:
    return f"{number} ext. {extension}" if extension else number
