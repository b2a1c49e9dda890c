"""What is asked of Prometheus must be what we tell it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters.metrics import Metrics

MONITORING = Path(__file__).parents[2] / "deploy" / "monitoring"
PROMETHEUS = {"up", "process_resident_memory_bytes", "process_open_fds"}
"""What Prometheus itself and its client's process collector tell."""
FUNCTIONS = {"sum", "by", "max", "rate", "increase", "time", "histogram_quantile"}
LABELS_OF_A_TARGET = {"instance", "job"}


def expressions() -> list[tuple[str, str]]:
    """Return every expression with the name of its alert or panel."""
    alerts: Any = yaml.safe_load((MONITORING / "alerts.yaml").read_text(encoding="utf-8"))
    board: Any = json.loads((MONITORING / "dashboard.json").read_text(encoding="utf-8"))
    rules = [(rule["alert"], rule["expr"]) for group in alerts["groups"] for rule in group["rules"]]
    return rules + [
        (panel["title"], target["expr"]) for panel in board["panels"] for target in panel["targets"]
    ]


def told() -> dict[str, set[str]]:
    """Return the labels of every series that the process tells."""
    series: dict[str, set[str]] = {}
    for metric in Metrics().registry._names_to_collectors.items():
        name, collector = metric
        labels = set(getattr(collector, "_labelnames", ()))
        series[name] = labels | ({"le"} if name.endswith("_bucket") else set())
    return series


@pytest.mark.parametrize(("title", "expression"), expressions(), ids=lambda given: given[:40])
def test_every_expression_asks_for_series_and_labels_that_exist(title: str, expression: str) -> None:
    known, allowed = told(), set(LABELS_OF_A_TARGET)
    bare = re.sub(r'"[^"]*"|\[[^]]*\]|\b\d[\w.]*', "", expression)
    names = {
        name
        for name in re.findall(r"[a-zA-Z_]\w*", bare)
        if name.startswith(("yulu_", "process_")) or name == "up"
    }
    assert names, title
    assert names <= known.keys() | PROMETHEUS
    for name in names:
        allowed |= known.get(name, set())
    assert set(re.findall(r"[a-zA-Z_]\w*", bare)) - names - FUNCTIONS <= allowed
    assert expression.count("(") == expression.count(")")


def test_every_figure_of_ours_is_shown_or_watched() -> None:
    asked = " ".join(expression for _, expression in expressions())
    families = {
        re.sub(r"_(total|bucket|count|sum|created)$", "", name) for name in told() if name.startswith("yulu_")
    }
    unseen = {family for family in families if family not in asked}
    assert unseen <= {"yulu_answering", "yulu_corpus_problems"}


def test_panels_overlap_nowhere_and_have_ids_of_their_own() -> None:
    panels = json.loads((MONITORING / "dashboard.json").read_text(encoding="utf-8"))["panels"]
    taken: set[tuple[int, int]] = set()
    for panel in panels:
        place = panel["gridPos"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["w"])
            for y in range(place["y"], place["y"] + place["h"])
        }
        assert not cells & taken
        assert max(x for x, _ in cells) < 24
        taken |= cells
    assert len({panel["id"] for panel in panels}) == len(panels)


def test_every_alert_says_how_bad_it_is_and_what_it_means() -> None:
    alerts = yaml.safe_load((MONITORING / "alerts.yaml").read_text(encoding="utf-8"))
    rules = [rule for group in alerts["groups"] for rule in group["rules"]]
    assert all(
        rule["labels"]["severity"] in {"page", "warn"} and rule["annotations"]["summary"] for rule in rules
    )
    assert len({rule["alert"] for rule in rules}) == len(rules)
