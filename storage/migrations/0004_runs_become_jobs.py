"""How far an import or an export is stands in its job from now on; those under way go on as jobs."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations

from storage.dialect_sql import DialectSQL

JOBS_OF_IMPORTS = """
    INSERT INTO job (tenant, kind, reference, title, status, attempt, enqueued, total, done, done_before, user_id,
        stopped_by, problem, channel_id, thread_ts, created_at, started_at, finished_at)
    SELECT tenant, 'import', id, filename, CASE status WHEN 'running' THEN 'waiting' ELSE status END, 1, status <> 'running',
        rows, cursor, 0, user_id, '', problem, channel_id, thread_ts, created_at, started_at, finished_at
    FROM import_run WHERE status IN ('running', 'done', 'failed')
"""
JOBS_OF_EXPORTS = """
    INSERT INTO job (tenant, kind, reference, title, status, attempt, enqueued, total, done, done_before, user_id,
        stopped_by, problem, channel_id, thread_ts, created_at, started_at, finished_at)
    SELECT tenant, 'export', id, substr(text, 1, 255), CASE status WHEN 'running' THEN 'waiting' ELSE status END, 1,
        status <> 'running', rows, rows, 0, user_id, '', problem, channel_id, '', created_at, created_at, finished_at
    FROM export_run
"""
MESSAGES_OF_IMPORTS = """
    INSERT INTO message (tenant, key, channel_id, thread_ts, fallback_id, blocks, text, wanted, said, ts, owner, tries,
        problem, created_at)
    SELECT tenant, 'import:' || id, channel_id, thread_ts, '', '[]', '', 1, 1, message_ts, '', 1, '', created_at
    FROM import_run WHERE message_ts <> ''
"""
STARTED = "UPDATE import_run SET status = 'started' WHERE status IN ('running', 'done', 'failed')"
FORWARD = (JOBS_OF_IMPORTS, JOBS_OF_EXPORTS, MESSAGES_OF_IMPORTS, STARTED)
BACKWARD = (
    """UPDATE import_run SET cursor = job.done, problem = job.problem, started_at = job.started_at,
        finished_at = job.finished_at,
        status = CASE WHEN job.status IN ('done', 'failed') THEN job.status ELSE 'running' END
    FROM job WHERE job.kind = 'import' AND job.reference = import_run.id""",
    """UPDATE import_run SET message_ts = message.ts FROM message
    WHERE message.tenant = import_run.tenant AND message.key = 'import:' || import_run.id""",
    """UPDATE export_run SET rows = job.done, problem = job.problem, finished_at = job.finished_at,
        channel_id = job.channel_id,
        status = CASE WHEN job.status IN ('done', 'failed') THEN job.status ELSE 'running' END
    FROM job WHERE job.kind = 'export' AND job.reference = export_run.id""",
    "DELETE FROM job",
    "DELETE FROM message",
)


class Migration(migrations.Migration):
    dependencies = [("roster", "0003_durable_work")]
    initial = False
    operations = [
        # Going back, a column that must not be empty needs something to begin with.
        operations.AlterField("ImportRun", "cursor", fields.IntField(default=0, db_default=0)),
        operations.AlterField(
            "ImportRun", "message_ts", fields.CharField(max_length=32, default="", db_default="")
        ),
        operations.AlterField("ImportRun", "problem", fields.TextField(default="", db_default="")),
        operations.AlterField("ExportRun", "channel_id", fields.CharField(max_length=64, db_default="")),
        operations.AlterField("ExportRun", "problem", fields.TextField(default="", db_default="")),
        operations.AlterField("ExportRun", "rows", fields.IntField(default=0, db_default=0)),
        operations.AlterField("ExportRun", "status", fields.CharField(max_length=16, db_default="running")),
        DialectSQL(
            sqlite=FORWARD,
            sqlite_reverse=BACKWARD,
            postgres=FORWARD,
            postgres_reverse=BACKWARD,
        ),
        operations.AlterModelOptions(
            name="ExportRun",
            options={
                "table": "export_run",
                "app": "roster",
                "indexes": [Index(fields=["tenant", "created_at"])],
                "pk_attr": "id",
                "table_description": "One export: who asked for whom. How far it is, its job says.",
            },
        ),
        operations.RemoveField(model_name="ExportRun", name="channel_id"),
        operations.RemoveField(model_name="ExportRun", name="finished_at"),
        operations.RemoveField(model_name="ExportRun", name="problem"),
        operations.RemoveField(model_name="ExportRun", name="rows"),
        operations.RemoveField(model_name="ExportRun", name="status"),
        operations.AlterModelOptions(
            name="ImportRun",
            options={
                "table": "import_run",
                "app": "roster",
                "unique_together": (("tenant", "file_id"),),
                "indexes": [Index(fields=["tenant", "created_at"])],
                "pk_attr": "id",
                "table_description": "One dropped file. `status` is ready, started or cancelled: how far a started one is, its job says.",
            },
        ),
        operations.RemoveField(model_name="ImportRun", name="cursor"),
        operations.RemoveField(model_name="ImportRun", name="finished_at"),
        operations.RemoveField(model_name="ImportRun", name="message_ts"),
        operations.RemoveField(model_name="ImportRun", name="problem"),
        operations.RemoveField(model_name="ImportRun", name="started_at"),
    ]
