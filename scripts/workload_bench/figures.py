"""Medians, ratios and their intervals; tables."""
import random
import statistics

REPLICATES = 4000


def ratio_of_medians(ours: list[float], theirs: list[float]) -> tuple[float, float, float]:
    """Theirs over ours of times taken in turns, with the 95 % interval from resampling the turns."""
    draw = random.Random(1)
    turns = list(zip(ours, theirs))

    def of(sample):
        return statistics.median(t for _, t in sample) / statistics.median(o for o, _ in sample)

    replicates = sorted(of(draw.choices(turns, k=len(turns))) for _ in range(REPLICATES))
    return of(turns), replicates[int(REPLICATES * 0.025)], replicates[int(REPLICATES * 0.975)]


def share_interval(hits: int, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    z = 1.959964
    p, square = hits / count, z * z / count
    middle = (p + square / 2) / (1 + square)
    half = z * (p * (1 - p) / count + square / (4 * count)) ** 0.5 / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A Markdown table."""
    return ["| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows]]
