"""`python -m lossquiz` is `lossquiz`."""

from lossquiz.cli.app import main

if __name__ == "__main__":
    main()
