"""What is measured, how, and against what. `python -m benchmarks [name ...]` runs them and rewrites docs/performance.md."""
