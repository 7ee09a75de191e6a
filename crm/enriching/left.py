"""Who is not looked up, and why."""

from collections.abc import Mapping

FRESH, UNKNOWN, DO_NOT_CONTACT, SUPPRESSED, GONE = "fresh", "unknown", "do_not_contact", "suppressed", "gone"
NO_ANSWER = "no_answer"
"""Nobody was left out, but nothing was found where a provider could not answer."""

WHY: Mapping[str, str] = {
    FRESH: "looked up lately",
    UNKNOWN: "too little is known to look them up",
    DO_NOT_CONTACT: "not to be contacted",
    SUPPRESSED: "have asked not to be looked up",
    GONE: "no longer in the book",
}
