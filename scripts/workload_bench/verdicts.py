"""Runs every workload under each condition that it names, again and again, and counts how often the verdict is the expected one.

Rounds: one run of every case, then the next, so that an early end leaves as many runs of each. Conditions that name a slow
disk ("on a disk that reads slower than the kernel copies") get one: with root and a control group of version 1 or 2 reads and
writes are held to --disk a second each; without, those cases run on the disk as it is, and the table says so.
A run takes about 4 s on a quiet machine: 20 runs of the 24 default cases take half an hour, of all cases (--all) an hour.
"""
import json
import os
import pathlib

from . import figures
from .runs import Bench

NAME = "verdicts"
HELP = "the expected verdict of each workload, x of N runs"

SIZED = ["--size", "64MiB"]
COPIES = ["copy-sync", "copy-async", "copy-file", "copy-random-access", "copy-double-buffer", "copy-pipelines", "copy-parallel", "copy-mmap"]
DEFAULTS = [(name, SIZED) for name in COPIES] + [(name, []) for name in (
    "copy-tree", "random-read", "fsync-log", "write-through", "metadata", "small-files", "cpu-hash", "cpu-compress", "cpu-spin", "gc-churn",
    "lock-contention", "pool-starvation", "http-fan-out", "web-crawl", "idle", "mix")]
COLD, END, EACH = ["--cache", "cold"], ["--durability", "end"], ["--durability", "each"]
OTHERS = [
    *[(name, [*SIZED, *COLD]) for name in COPIES],
    *[(name, [*SIZED, *END]) for name in COPIES],
    *[(name, ["--size", "4MiB", *EACH]) for name in COPIES],
    ("copy-tree", COLD), ("copy-tree", EACH), ("random-read", ["--cache", "warm"]), ("fsync-log", ["--durability", "none"]),
    ("small-files", COLD), ("small-files", EACH), ("mix", ["--cpu", "40ms", "--io", "10ms"]), ("mix", ["--cpu", "10ms", "--io", "40ms"]),
]


def add_options(parser):
    parser.add_argument("--runs", type=int, default=20, help="runs of each case (default 20)")
    parser.add_argument("--duration", default="2s", help="how long each run measures (default 2s)")
    parser.add_argument("--all", action="store_true", help="every condition, not only that of the default settings")
    parser.add_argument("--only", default="", metavar="TEXT", help="only cases with this text in them")
    parser.add_argument("--disk", type=int, default=100, metavar="MIB", help="MiB a second that a slow disk reads and writes (default 100)")


def run(bench: Bench, options):
    slow = SlowDisk.make(options.directory, options.disk)
    try:
        for turn in range(options.runs):
            for name, arguments in cases(options):
                key = {"case": label(name, arguments), "duration": options.duration}
                if len(bench.measured(**key)) > turn:
                    continue
                bench.begin(f"{turn + 1}/{options.runs} {key['case']}")
                throttled = slow is not None and needs_slow_disk(name, arguments)
                report = json.loads(bench.run(
                    bench.tool, "workload", "run", name, *arguments, "--duration", options.duration, "--directory", bench.work, "--json", "-", "--quiet",
                    group=slow.path if throttled else None))
                expected, verdict = report["workload"]["expected"], report["verdict"]
                bench.keep({
                    **key, "expected": expected["verdict"], "when": expected["when"], "met": expected["met"], "throttled": throttled,
                    "verdict": " ".join([verdict["bound"], verdict.get("cause", "")]).strip(), "confidence": verdict["confidence"]})
    finally:
        if slow:
            slow.remove()


def table(bench: Bench, options):
    rows = []
    for name, arguments in cases(options):
        measured = bench.measured(case=label(name, arguments), duration=options.duration)
        if measured:
            wrong = [m for m in measured if not m["met"]]
            rows.append([
                label(name, arguments), measured[0]["expected"] + (" (disk throttled)" if measured[0]["throttled"] else ""),
                f"{len(measured) - len(wrong)}/{len(measured)}", f"{min((m['confidence'] for m in measured if m['met']), default=0):.2f}",
                ", ".join(sorted({f"{m['verdict']} ({m['confidence']:.2f})" for m in wrong}))])
    return figures.table(["workload", "expected", "right", "least confidence of a right one", "wrong ones"], rows)


def cases(options):
    return [(n, a) for n, a in DEFAULTS + (OTHERS if options.all else []) if options.only in label(n, a)]


def label(name, arguments):
    return " ".join([name, *arguments])


def needs_slow_disk(name, arguments):
    return "cold" in arguments or (name == "random-read" and not arguments) or name == "copy-mmap"


class SlowDisk:
    """A control group whose processes read from the disk and write to it no faster than told."""

    def __init__(self, path: str):
        self.path = path

    @staticmethod
    def make(directory: str, mebibytes: int) -> "SlowDisk | None":
        number = os.stat(directory).st_dev
        # Limits are set on whole disks: a partition's is found above it in sysfs.
        link = pathlib.Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}")
        if not link.exists():
            return None
        disk = link.resolve()
        disk = disk.parent if (disk / "partition").exists() else disk
        device, limit = (disk / "dev").read_text().strip(), mebibytes << 20
        reads_and_writes = {f"blkio.throttle.{way}_bps_device": f"{device} {limit}" for way in ("read", "write")}
        for mount, files in (("/sys/fs/cgroup/blkio", reads_and_writes), ("/sys/fs/cgroup", {"io.max": f"{device} rbps={limit} wbps={limit}"})):
            path = os.path.join(mount, f"iotrace-bench-{os.getpid()}")
            try:
                os.mkdir(path)
            except OSError:
                continue
            try:
                for file, value in files.items():
                    pathlib.Path(path, file).write_text(value)
                return SlowDisk(path)
            except OSError:
                os.rmdir(path)
        return None

    def remove(self):
        try:
            os.rmdir(self.path)
        except OSError:
            pass  # A process in it has not quite ended; the empty group does no harm.
