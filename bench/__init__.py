"""The project's budgets beside what is measured: ``python -m bench``."""
