"""How much processor time the proof of each question takes: what `bank check` does, question by question.

    python benchmarks/proof.py                  # the whole bank at 10 seeds
    python benchmarks/proof.py --seeds 50 huber ctc

One process, one question after another, nothing kept from before; what loads once, torch and its compiler, is not
counted.
"""

from __future__ import annotations

import argparse
import time
import warnings

import torch
import torch._dynamo

from lossquiz.grading.proof.prove import prove
from lossquiz.questions.bank import load_bank

DEAREST = 8


def main() -> None:
    """Prove the questions, and print what each took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", nargs="*", help="ids; all by default")
    parser.add_argument("--seeds", type=int, default=10)
    chosen = parser.parse_args()
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")  # mutants broadcast
    losses = load_bank().losses
    prove(losses["huber"], seeds=1)
    took = {}
    for name in chosen.questions or [name for name, loss in losses.items() if loss.task]:
        before = time.process_time()
        proof = prove(losses[name], seeds=chosen.seeds)
        took[name] = time.process_time() - before
        if proof.faults:
            print(f"{name}: {proof.faults[0]}")
    dear = sorted(took, key=took.__getitem__, reverse=True)
    print(f"{len(took)} questions at {chosen.seeds} seeds: {sum(took.values()):.0f} processor seconds in all,")
    print(f"  {sum(took.values()) / len(took):.1f} on average, {sum(t > 5 for t in took.values())} above 5")
    for name in dear[:DEAREST]:
        print(f"  {took[name]:5.1f}  {name}")


if __name__ == "__main__":
    main()
