"""Sets this folder up and starts something in it: ``python3 .setup demo`` or ``python3 .setup tests``.

This file keeps to words that every Python 3 understands, so that an old one can say what is missing.
"""

import sys


def main(arguments: list) -> int:  # type: ignore[type-arg]
    """Hand over to a Python that fits, then do what was asked."""
    import pythons  # noqa: PLC0415 (an old Python must get as far as the sentence below)

    if not pythons.fits(sys.version_info[:2]):
        other = pythons.find_other()
        if other:
            return pythons.hand_over(other, arguments)
        print(pythons.sentence(sys.version_info[:2]), file=sys.stderr)
        return 1

    import orders  # noqa: PLC0415 (needs the Python that was just checked)

    return orders.carry_out(arguments)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        print("\nStopped. Run the same command again to go on.", file=sys.stderr)
        sys.exit(130)
