"""Made-up people, for trying Roster out. No one of them exists; their domains are reserved for examples."""

from crm import contacts
from crm.types import Author, ContactDraft, Tenant

AUTHOR = Author("USLACKBOT")

PEOPLE = (
    ContactDraft(
        name="Jane Doe",
        headline="Staff engineer, databases and Go",
        location="Berlin",
        email="jane.doe@example.com",
        phone="+49 30 1234567",
        company="Halden Robotics",
        title="Staff Engineer",
        profile_url="linkedin.com/in/jane-doe-example",
        tags=("go", "databases", "berlin"),
        note="Met at the systems meetup. Open to talk from spring on; wants to stay hands-on.",
    ),
    ContactDraft(
        name="Janet Okafor",
        headline="Engineering manager, payments",
        location="London",
        email="janet.okafor@example.com",
        phone="+44 20 7946 0958",
        company="Brightwater Labs",
        title="Engineering Manager",
        tags=("leadership",),
    ),
    ContactDraft(
        name="Zoë Ängström",
        headline="Freelance designer, interfaces for people in a hurry",
        location="Stockholm",
        email="zoe@example.org",
        profile_url="linkedin.com/in/zoe-angstrom-example",
        tags=("design", "freelance"),
    ),
    ContactDraft(
        name="Łukasz Wiśniewski",
        headline="Site reliability, Kubernetes, on call without tears",
        location="Kraków",
        email="lukasz@example.net",
        company="Wexford Analytics",
        title="SRE",
        profile_url="github.com/lukasz-example",
        tags=("kubernetes", "sre"),
    ),
    ContactDraft(
        name="Mei Lin",
        headline="Machine learning, recommendation systems",
        location="Singapore",
        email="mei.lin@example.com",
        phone="+65 6123 4567",
        company="Harbour Data",
        title="Principal Engineer",
        tags=("ml", "python"),
        note="Prefers e-mail. Notice period of three months.",
    ),
    ContactDraft(
        name="Tobias Ferncastle",
        headline='Head of "Platform" engineering',
        location="Zürich",
        email="tobias.ferncastle@example.com",
        company="Brightwater Labs, Inc.",
        title="Head of Platform",
        tags=("leadership", "platform"),
    ),
    ContactDraft(
        name="Amara Nwosu",
        headline="Data engineer, streaming",
        location="Lagos",
        email="amara@example.org",
        phone="+234 803 123 4567",
        company="Sunbird Pay",
        title="Senior Data Engineer",
        tags=("kafka", "python"),
    ),
    ContactDraft(
        name="Bo Li",
        headline="Embedded systems and a little hardware",
        location="Eindhoven",
        email="bo.li@example.net",
        company="Halden Robotics",
        title="Embedded Engineer",
        tags=("c++", "embedded"),
    ),
    ContactDraft(
        name="Odile Brannigan",
        headline="Data scientist, causal inference",
        location="Dublin",
        email="odile@example.com",
        company="Wexford Analytics",
        title="Data Scientist",
        tags=("statistics", "r"),
    ),
    ContactDraft(
        name="Marisol Quintanilla",
        headline="Robotics, motion planning",
        location="Madrid",
        profile_url="linkedin.com/in/marisol-quintanilla-example",
        company="Halden Robotics",
        title="Staff Engineer",
        tags=("robotics", "c++"),
    ),
    ContactDraft(
        name="Sana Haddad",
        headline="Recruiting lead who codes on weekends",
        location="Paris",
        email="sana.haddad@example.org",
        phone="+33 1 70 18 99 00",
        company="Atelier Nord",
        title="Talent Lead",
        tags=("colleague",),
    ),
    ContactDraft(
        name="Noor van Dijk",
        headline="Front end, accessibility",
        location="Utrecht",
        email="noor@example.net",
        company="Kanaal 9",
        title="Front-end Engineer",
        tags=("typescript", "accessibility"),
    ),
)


async def fill(team_id: str, enterprise_id: str = "") -> str:
    """Add them if nobody is there. Returns a sentence that says what was done."""
    tenant = Tenant(team_id, enterprise_id)
    there = (await contacts.counts(tenant)).contacts
    if there:
        return f"There are {there} people already; nobody was added."
    for draft in PEOPLE:
        await contacts.add(tenant, AUTHOR, draft)
    return f"Added {len(PEOPLE)} made-up people."
