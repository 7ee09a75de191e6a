"""The history of the tables: one file a step, written by Tortoise's own tool, and how the steps are taken."""
