"""How quickly a translation is checked against a glossary: `python benchmarks/terms.py --speed [--json]`."""

import argparse
import json
from dataclasses import asdict

from terms_speed import CHARACTERS, CONCEPTS, Speed, measured


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--speed", action="store_true", required=True, help="measure time and memory")
    parser.add_argument("--concepts", type=int, default=CONCEPTS, metavar="N", help="of the glossary")
    parser.add_argument("--characters", type=int, default=CHARACTERS, metavar="N", help="of the book, Chinese ones")
    parser.add_argument("--json", action="store_true", help="print JSON")
    arguments = parser.parse_args()
    speed = measured(arguments.concepts, arguments.characters)
    print(json.dumps(asdict(speed)) if arguments.json else told(speed))


def told(speed: Speed) -> str:
    """The figures in a line."""
    return (
        f"{speed.characters:,} characters and {speed.words:,} words against {speed.concepts:,} concepts: "
        f"{speed.cpu_seconds} s of CPU time, {speed.peak_mb} MB, {speed.findings:,} findings"
    )


if __name__ == "__main__":
    main()
