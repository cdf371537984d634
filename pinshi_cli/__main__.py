"""`python -m pinshi_cli` is the command `pinshi`."""

from pinshi_cli.cli.main import run

if __name__ == "__main__":
    run()
