"""What all parts share: where to work, what was measured so far, starting programs within bounds."""
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOL = ROOT / "src/IoTrace/bin/Release/net10.0/iotrace"


class Ended(Exception):
    """The measuring ended before all was done: the time is over, a signal came, or a program failed."""

    def __init__(self, why: str, code: int):
        super().__init__(why)
        self.code = code


def add_common_options(parser):
    parser.add_argument("--tool", default=str(TOOL), help="the iotrace to measure (default: this repository's Release build)")
    parser.add_argument("--directory", default="/var/tmp", help="where to work, on the disk in question (default /var/tmp); all files are removed")
    parser.add_argument("--results", default=str(ROOT / "artifacts/bench-workloads"), help="where measurements are kept (default artifacts/bench-workloads)")
    parser.add_argument("--minutes", type=float, default=60, help="begin nothing new after this time (default 60)")
    parser.add_argument("--fresh", action="store_true", help="forget what was measured before")
    parser.add_argument("--table", dest="table_only", action="store_true", help="measure nothing, print the table of what is there")


class Bench:
    """A folder to work in, removed at the end, and the measurements of one part, one JSON object a line."""

    def __init__(self, options):
        self.tool = os.path.abspath(options.tool)
        self.deadline = time.monotonic() + options.minutes * 60
        self.log = pathlib.Path(options.results) / f"{options.part}.jsonl"
        self._parent = options.directory
        self._fresh = options.fresh
        self._needs_tool = not options.table_only

    def __enter__(self):
        if self._needs_tool and not os.access(self.tool, os.X_OK):
            print(f"bench-workloads: there is no tool at {self.tool}; build it with: dotnet build -c Release src/IoTrace", file=sys.stderr)
            sys.exit(2)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self._fresh:
            self.log.unlink(missing_ok=True)
        self.work = tempfile.mkdtemp(prefix="iotrace-bench-", dir=self._parent)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.work, ignore_errors=True)

    @staticmethod
    def _stop(number, _frame):
        raise Ended("stopped; the table shows what is there", 128 + number)

    def path(self, name: str) -> str:
        return os.path.join(self.work, name)

    def measured(self, **key) -> list[dict]:
        """The measurements made so far under these settings."""
        if not self.log.exists():
            return []
        rows = [json.loads(line) for line in self.log.read_text().splitlines() if line.strip()]
        return [row for row in rows if all(row.get(k) == v for k, v in key.items())]

    def keep(self, row: dict):
        with self.log.open("a") as log:
            log.write(json.dumps(row) + "\n")

    def begin(self, what: str):
        """Call before each measurement: tells what comes next, and ends when the time is over."""
        if time.monotonic() > self.deadline:
            raise Ended("the time is over; the same command goes on from here", 0)
        print(what, file=sys.stderr, flush=True)

    def run(self, *command, timeout: float = 300, codes=(0,), group: str | None = None) -> str:
        """Runs a program and returns its standard output. It is killed with this script and after the time-out."""
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            preexec_fn=(lambda: pathlib.Path(group, "cgroup.procs").write_text(str(os.getpid()))) if group else None)
        try:
            output, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Ended(f"not done within {timeout:.0f} s: {' '.join(command)}", 124) from None
        except BaseException:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
            raise
        if process.returncode not in codes:
            raise Ended(f"code {process.returncode} from: {' '.join(command)}\n{errors.strip()[-600:]}", 125)
        return output

    def workload_here(self, name: str, **settings) -> dict:
        """One run of a workload as the tool starts it for a comparison, on files of this script's own; its result."""
        full = {
            "size": 256 << 20, "buffer": 128 << 10, "concurrency": 1, "cache": "Warm", "durability": "None", "seed": SEED,
            "duration": "00:00:01", "cpu": "00:00:00.01", "io": "00:00:00.01", "delay": 0, **settings}
        result = self.path("result.json")
        spec = {"workload": name, "settings": full, "directory": self.work, "serverPort": 0, "resultFile": result}
        pathlib.Path(self.path("spec.json")).write_text(json.dumps(spec))
        self.run(self.tool, "workload", "run-here", self.path("spec.json"))
        answer = json.loads(pathlib.Path(result).read_text())
        if answer.get("error") or answer["total"]["wrong"]:
            raise Ended(f"{name} failed: {answer}", 125)
        return answer


SEED = 20_481


def source_name(size: int) -> str:
    """The file that workloads of this size look for."""
    return f"source-{SEED}-{size}.bin"


def clock(seconds: float) -> str:
    """A time of day as a workload's spec has it."""
    return f"00:{int(seconds) // 60:02d}:{seconds % 60:09.6f}"
