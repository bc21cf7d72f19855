"""Runs random-read and fsync-log in turns with fio doing the same: the same file, 4 KiB, queue depth 1, psync, buffered.

random-read: every block of one file of --size in random order, each at most once, read-ahead off by fadvise, the cache dropped before.
fsync-log: a new file that grows by 4 KiB a write, each followed by fsync, nothing allocated beforehand, starting over at 64 MiB.
20 turns of 2 s take about 5 minutes on a quiet machine. Needs fio (a package of that name in every distribution).
"""
import json
import os
import random
import shutil
import statistics

from . import copies, figures
from .runs import Bench, Ended, SEED, clock, source_name

NAME = "fio"
HELP = "random-read and fsync-log against fio, the same pattern"
BLOCK = 4096
LOG = 64 << 20
PATTERNS = ["random-read", "fsync-log"]


def add_options(parser):
    parser.add_argument("--size", type=int, default=512, metavar="MIB", help="size of the file that is read, in MiB (default 512)")
    parser.add_argument("--turns", type=int, default=20, help="turns (default 20)")
    parser.add_argument("--seconds", type=int, default=2, help="how long each measures (default 2)")


def run(bench: Bench, options):
    if not shutil.which("fio"):
        raise Ended("fio is not installed; its package is called fio", 2)
    size = options.size << 20
    copies.make_source(bench, size)
    mark(bench.path(source_name(size)), size)
    for turn in range(options.turns):
        for pattern in PATTERNS:
            key = {"pattern": pattern, "size": options.size, "seconds": options.seconds}
            if any(row["turn"] == turn for row in bench.measured(**key)):
                continue
            row = {**key, "turn": turn}
            for who in random.Random(f"{pattern}{turn}").sample(["ours", "fio"], 2):
                bench.begin(f"{pattern}, {turn + 1}/{options.turns}: {who}")
                row[who] = ours(bench, pattern, size, options.seconds) if who == "ours" else fio(bench, pattern, size, options.seconds)
            bench.keep(row)


def ours(bench: Bench, pattern: str, size: int, seconds: float) -> dict:
    reads = pattern == "random-read"
    answer = bench.workload_here(
        pattern, size=size if reads else LOG, buffer=BLOCK, cache="Cold" if reads else "Warm", durability="None" if reads else "Each", duration=clock(seconds))
    if answer["passes"] > 1:
        raise Ended(f"the file was read more than once within {seconds} s; give a larger --size", 2)
    if os.path.exists(bench.path("orders.log")):
        os.unlink(bench.path("orders.log"))
    return {"rate": answer["counts"]["operations"] / answer["seconds"], "median": answer["operation"]["p50"]}


def fio(bench: Bench, pattern: str, size: int, seconds: float) -> dict:
    common = ["--ioengine=psync", "--direct=0", "--iodepth=1", "--numjobs=1", "--thread", f"--bs={BLOCK}", f"--runtime={seconds}", "--output-format=json", "--name=peer"]
    if pattern == "random-read":
        mine = [f"--filename={bench.path(source_name(size))}", f"--size={size}", "--rw=randread", "--invalidate=1", "--fadvise_hint=random", "--readonly"]
        copies.drop(bench.path(source_name(size)))
    else:
        mine = [
            f"--filename={bench.path('fio.log')}", f"--size={LOG}", "--rw=write", "--fsync=1", "--time_based", "--fallocate=none", "--create_on_open=1", "--unlink=1"]
    text = bench.run("fio", *common, *mine)
    job = json.loads(text[text.index("{"):])["jobs"][0]
    done = job["read" if pattern == "random-read" else "write"]
    if job["error"] or done["total_ios"] == 0:
        raise Ended(f"fio failed: {job['error']}", 125)
    return {"rate": done["total_ios"] / (done["runtime"] / 1000), "median": done["clat_ns"].get("percentile", {}).get("50.000000", 0) * 1e-9}


def mark(path: str, size: int):
    """random-read checks the first word of each block: SplitMix64 of the word's place, as the workload's own data are made."""
    mask = (1 << 64) - 1
    with open(path, "r+b") as file:
        for offset in range(0, size, BLOCK):
            z = ((SEED << 32) + (offset // 8 + 1) * 0x9E3779B97F4A7C15) & mask
            z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
            z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
            file.seek(offset)
            file.write((z ^ (z >> 31)).to_bytes(8, "little"))
        file.flush()
        os.fsync(file.fileno())


def table(bench: Bench, options):
    rows = []
    for pattern in PATTERNS:
        measured = bench.measured(pattern=pattern, size=options.size, seconds=options.seconds)
        if measured:
            mine, theirs = ([row[who]["rate"] for row in measured] for who in ("ours", "fio"))
            # Rates, not times: more is faster, so ours stands above.
            ratio, low, high = figures.ratio_of_medians(theirs, mine)
            rows.append([pattern, f"{statistics.median(mine):,.0f}", f"{statistics.median(theirs):,.0f}", f"{ratio:.3f} ({low:.3f}–{high:.3f})", f"{len(measured)}"])
    return figures.table(["4 KiB, queue depth 1", "operations/s", "fio, operations/s", "times fio's rate (95 % interval)", "turns"], rows)
