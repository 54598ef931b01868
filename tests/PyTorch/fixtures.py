"""Writes what PyTorch makes of every layer, activation and loss: the fixtures that NetGen's tests compare with.

    /usr/bin/python3 tests/PyTorch/fixtures.py [folder]      (Debian: apt install python3-torch)
"""

import json
import pathlib
import sys

import torch

import harness

# the families, each of which adds its own to harness.FIXTURES
import activations
import attention
import convolution
import custom
import dense
import joins
import losses
import networks
import normalization
import pooling
import recurrence
import sequences


def plain(value):
    """Nested lists of numbers of 12 digits."""
    if isinstance(value, torch.Tensor):
        return plain(value.tolist())
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value if isinstance(value, int) else float(f"{value:.12g}")


def text(fixture):
    """JSON, a tensor to a line."""
    def lines(value, indent):
        if not isinstance(value, dict):
            return json.dumps(value if isinstance(value, str) else plain(value), separators=(",", ":"))
        rows = [f'{indent}  "{name}": {lines(item, indent + "  ")}' for name, item in value.items()]
        return "{\n" + ",\n".join(rows) + f"\n{indent}}}" if rows else "{}"

    return lines({name: value for name, value in fixture.items() if value != {}}, "") + "\n"


def main():
    here = pathlib.Path(__file__).parent
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else here / "Fixtures"
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    for title, fixture in harness.FIXTURES.items():
        (folder / f"{title}.json").write_text(text(fixture))
    print(f"{len(harness.FIXTURES)} fixtures by PyTorch {torch.__version__}")


if __name__ == "__main__":
    main()
