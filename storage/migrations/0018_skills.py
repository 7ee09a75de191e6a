"""Skills are found whatever their accents and what stands between their words."""

from tortoise import migrations

from storage.refolding import RefoldSkills


class Migration(migrations.Migration):
    dependencies = [("roster", "0017_companies")]

    initial = False

    operations = [RefoldSkills()]
