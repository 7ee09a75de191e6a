"""A file of many people, as somebody would drop it."""


def people_csv(number: int) -> bytes:
    """So many rows of eleven columns, about 230 bytes each; no two are the same person."""
    lines = ["Name,Headline,Location,E-mails,Phones,Company,Title,Profile links,Skills,Tags,Note"]
    lines += [
        f"Person{each} Family{each % 5000},Headline number {each},City {each % 300},"
        f"person{each}@example.com | p{each}@example.org,+49 30 {1_000_000 + each},"
        f"Company {each % 2000},Title {each % 100},linkedin.com/in/person-{each},"
        f"Skill {each % 50} | Skill {each % 71},tag{each % 40} | tag{each % 13},Note {each}"
        for each in range(number)
    ]
    return "\n".join(lines).encode()
