"""Copies one and the same file with every copy workload and with cp, in shuffled turns, warm and cold.

First --rounds rounds of all of them; then --pairs pairs of the best workload and cp, which give the figure. Everybody copies
twice in each turn, of which the second copy counts, to a name that is not there, and before a cold copy the file is written out
and dropped from the page cache. A workload's time is that of its copy, without the start of its runtime; from cp's the time
that it takes to copy an empty file is taken off, so both are copying and nothing else.
256 MiB, 5 rounds and 20 pairs take about 5 minutes on a quiet machine.
"""
import os
import random
import shutil
import statistics
import subprocess
import time

from . import figures
from .runs import Bench, Ended, source_name
from .verdicts import COPIES

NAME = "cp"
HELP = "the copy workloads against cp on the same file, warm and cold"
CP = "cp"
BLOCK = 1 << 20


def add_options(parser):
    parser.add_argument("--size", type=int, default=256, metavar="MIB", help="size of the file in MiB (default 256)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of all (default 5)")
    parser.add_argument("--pairs", type=int, default=20, help="pairs of the best and cp (default 20)")
    parser.add_argument("--best", choices=COPIES, help="take this one for the pairs instead of the fastest of the rounds")


def run(bench: Bench, options):
    size = options.size << 20
    make_source(bench, size)
    for cache in ("warm", "cold"):
        turns(bench, options, cache, "round", [*COPIES, CP], options.rounds)
        best = options.best or fastest(bench, options, cache)
        turns(bench, options, cache, f"pair {best}", [best, CP], options.pairs)


def turns(bench: Bench, options, cache: str, stage: str, contenders: list[str], count: int):
    key = {"size": options.size, "cache": cache, "stage": stage}
    for turn in range(len({row["turn"] for row in complete(bench.measured(**key), len(contenders))}), count):
        order, rows = list(contenders), []
        random.Random(f"{stage}{cache}{turn}").shuffle(order)
        for name in order:
            bench.begin(f"{cache}, {stage}, {turn + 1}/{count}: {name}")
            rows.append({**key, "turn": turn, "name": name, "seconds": copy(bench, options.size << 20, cache, name)})
        for row in rows:
            bench.keep(row)


def complete(rows: list[dict], contenders: int) -> list[dict]:
    """A turn is kept as a whole, but the last one may have been cut off while it was written."""
    return [row for row in rows if sum(r["turn"] == row["turn"] for r in rows) >= contenders]


def copy(bench: Bench, size: int, cache: str, name: str) -> float:
    target = bench.path("target.bin")
    if name != CP:
        result = bench.workload_here(name, size=size, cache=cache.capitalize(), duration="00:00:00.000001", **DIALS.get(name, {}))
        seconds = result["seconds"] / result["passes"]
    else:
        for _ in range(2):
            seconds = cp_once(bench.path(source_name(size)), target, cache)
        seconds -= statistics.median(cp_once(bench.path("empty"), bench.path("empty-copy"), "warm") for _ in range(3))
    if os.path.getsize(target) != size:
        raise Ended(f"{name} copied {os.path.getsize(target)} of {size} bytes", 125)
    os.unlink(target)
    return seconds


# What these have for defaults; the others take those of all workloads.
DIALS = {
    "copy-mmap": {"buffer": 1 << 20}, "copy-parallel": {"buffer": 1 << 20, "concurrency": min(4, os.cpu_count() or 1)}, "copy-double-buffer": {"concurrency": 2},
    "copy-pipelines": {"concurrency": 4},
}


def cp_once(source: str, target: str, cache: str) -> float:
    if os.path.exists(target):
        os.unlink(target)
    if cache == "cold":
        drop(source)
    start = time.perf_counter()
    subprocess.run(["cp", source, target], check=True, timeout=300)
    return time.perf_counter() - start


def drop(path: str):
    """As the workloads do it: the kernel forgets clean pages only."""
    file = os.open(path, os.O_RDWR)
    os.fsync(file)
    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(file)


def make_source(bench: Bench, size: int):
    if shutil.disk_usage(bench.work).free < 3 * size:
        raise Ended(f"{bench.work} has no room for two files of {size} bytes", 2)
    open(bench.path("empty"), "w").close()
    with open(bench.path(source_name(size)), "wb") as file:
        os.posix_fallocate(file.fileno(), 0, size)
        for _ in range(size // BLOCK):
            file.write(os.urandom(BLOCK))
        file.flush()
        os.fsync(file.fileno())


def fastest(bench: Bench, options, cache: str) -> str:
    rows = bench.measured(size=options.size, cache=cache, stage="round")
    return min(COPIES, key=lambda name: statistics.median(row["seconds"] for row in rows if row["name"] == name))


def table(bench: Bench, options):
    lines = []
    for cache in ("warm", "cold"):
        rows = []
        measured = bench.measured(size=options.size, cache=cache)
        for stage in sorted({row["stage"] for row in measured}, reverse=True):
            own = [row for row in measured if row["stage"] == stage]
            turns_of = {name: [r["seconds"] for r in sorted(own, key=lambda r: r["turn"]) if r["name"] == name] for name in [*COPIES, CP]}
            for name in COPIES:
                if turns_of[name] and len(turns_of[name]) == len(turns_of[CP]):
                    ratio, low, high = figures.ratio_of_medians(turns_of[name], turns_of[CP])
                    rows.append([
                        f"**{name}**" if stage != "round" else name, speed(options.size, turns_of[name]), speed(options.size, turns_of[CP]),
                        f"{ratio:.2f} ({low:.2f}–{high:.2f})", f"{len(turns_of[name])}"])
        if rows:
            head = [f"{options.size} MiB, {cache}", "MiB/s", "cp, MiB/s", "times cp's speed (95 % interval)", "turns"]
            lines += [*figures.table(head, rows), ""]
    return [*lines, "Bold: the best one, measured again in pairs with cp."] if lines else []


def speed(mebibytes: int, seconds: list[float]) -> str:
    return f"{mebibytes / statistics.median(seconds):,.0f}"
