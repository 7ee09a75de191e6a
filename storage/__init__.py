"""The only importer of tortoise: models, migrations, queries, search index."""
