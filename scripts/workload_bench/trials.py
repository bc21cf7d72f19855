"""Compares workloads with themselves, and with themselves slowed down by a known share, through the tool's own `workload compare`.

A trial is one command: 10 runs of each side in shuffled blocks, every run a process. Trials with and without the delay take turns,
and so do the workloads. A self-comparison is right when it says "no measurable difference", the other when it says that the
delayed side is slower. 40 + 40 trials take about 15 minutes on a quiet machine.
"""
import json

from . import figures
from .runs import Bench

NAME = "self"
HELP = "self-comparisons, and a real difference of a known size"
WORKLOADS = "cpu-hash,copy-sync:size=8MiB"
KINDS = ["itself", "delayed"]


def add_options(parser):
    parser.add_argument("--trials", type=int, default=40, help="trials of each kind (default 40)")
    parser.add_argument("--delay", default="15%", help="the difference to be found (default 15%%)")
    parser.add_argument("--runs", type=int, default=10, help="runs of each side in a trial (default 10)")
    parser.add_argument("--duration", default="200ms", help="how long each run measures (default 200ms)")
    parser.add_argument("--workloads", default=WORKLOADS, metavar="LIST", help=f"taken in turns (default {WORKLOADS})")


def run(bench: Bench, options):
    names = options.workloads.split(",")
    for trial in range(options.trials):
        name = names[trial % len(names)]
        for kind in KINDS:
            key = settings(options, kind)
            if any(row["trial"] == trial for row in bench.measured(**key)):
                continue
            bench.begin(f"{trial + 1}/{options.trials} {name} against {kind}")
            other = name if kind == "itself" else f"{name}{',' if ':' in name else ':'}delay={options.delay}"
            answer = json.loads(bench.run(
                bench.tool, "workload", "compare", name, other, "--runs", str(options.runs), "--warm-up", "1", "--no-verdict", "--duration", options.duration,
                "--seed", str(1000 + trial), "--directory", bench.work, "--json", "-", "--quiet"))
            pair = answer["pairs"][0]
            bench.keep({**key, "trial": trial, "workload": name, "outcome": pair["outcome"], "ratio": pair["ratio"], "p": pair["pValue"]})


def settings(options, kind: str) -> dict:
    return {"kind": kind, "delay": options.delay if kind == "delayed" else "", "runs": options.runs, "duration": options.duration, "of": options.workloads}


def table(bench: Bench, options):
    rows = []
    for kind, right in zip(KINDS, ("NoMeasurableDifference", "Slower")):
        measured = bench.measured(**settings(options, kind))
        names = options.workloads.split(",")
        for group in [[name] for name in names] + ([names] if len(names) > 1 else []):
            own = [row for row in measured if row["workload"] in group]
            if own:
                hits = sum(row["outcome"] == right for row in own)
                low, high = figures.share_interval(hits, len(own))
                ratios = sorted(row["ratio"] for row in own)
                rows.append([
                    "all" if len(group) > 1 else group[0], "itself" if kind == "itself" else f"{options.delay} slower", f"{hits}/{len(own)}",
                    f"{hits / len(own):.1%} ({low:.0%}–{high:.0%})", f"{ratios[0]:.3f}–{ratios[-1]:.3f}"])
    return figures.table(["workload", "against", "right", "share (95 % interval)", "ratios seen"], rows)
