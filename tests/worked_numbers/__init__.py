"""Every number that people read in the bank, worked out once more: one module for each family, as in questions/.

Each module says, for an owner and a number as it is printed (`found.py` finds both):

    WORKED    what it is, by plain arithmetic or a closed form; a wrong option by the mistake that it stands for
    SUPPOSED  that the text only supposes it, for an example
    FACTS     that others have found it out or laid it down, and where

An owner is a question's id, or of a loss its card, its task ("implement"), its cases or its entry in the catalogue.
"""
