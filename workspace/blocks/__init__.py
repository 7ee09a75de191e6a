"""Refuses the blocks, messages and views that Slack refuses: https://docs.slack.dev/reference/block-kit.

Each block and element is described as data, a family a file; `shapes.py` walks a payload along the descriptions.
"""

from workspace.blocks.payloads import message_faults, view_faults
from workspace.blocks.shapes import Fault

__all__ = ["Fault", "message_faults", "view_faults"]
