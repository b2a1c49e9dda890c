"""What can be checked of deploy/ without an engine that runs it."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from adapters.config import Config, variable
from tests.soak.soak import DEPLOYED

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
MANIFESTS = sorted(
    path for path in (DEPLOY / "kubernetes").glob("*.yaml") if path.name != "kustomization.yaml"
)
WORKLOADS = {"Deployment", "StatefulSet"}
VARIABLES = {variable(name) for name in Config.model_fields}
OTHER_VARIABLES = {"YULU_TRANSCRIPTS"}
"""Compose's own."""


def documents() -> list[Any]:
    """Return every Kubernetes object."""
    return [each for path in MANIFESTS for each in yaml.safe_load_all(path.read_text(encoding="utf-8"))]


def workloads() -> list[Any]:
    return [each for each in documents() if each["kind"] in WORKLOADS]


def instructions() -> list[tuple[str, str]]:
    """Return the Dockerfile's instructions and their arguments, continued lines joined."""
    whole = (DEPLOY / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in whole.splitlines() if line and not line.startswith("#")]
    return [(name.upper(), rest.strip()) for name, _, rest in (line.partition(" ") for line in lines)]


def last_stage() -> list[tuple[str, str]]:
    """Return the instructions of the image that runs."""
    found = instructions()
    start = max(number for number, (name, _) in enumerate(found) if name == "FROM")
    return found[start:]


def test_the_image_runs_as_a_number_that_is_not_root() -> None:
    users = [rest for name, rest in last_stage() if name == "USER"]
    assert users
    assert all(re.fullmatch(r"[1-9]\d+:[1-9]\d+", user) for user in users)


def test_the_image_is_built_in_stages_from_one_base_given_by_argument() -> None:
    bases = [rest for name, rest in instructions() if name == "FROM"]
    assert bases == ["${BASE} AS build", "${BASE}"]
    assert ("ARG", "BASE=python:3.11-slim-bookworm") in instructions()
    assert not any(name == "ADD" for name, _ in instructions())


def test_the_image_installs_nothing_that_is_not_pinned_with_its_hash() -> None:
    runs = [rest for name, rest in instructions() if name == "RUN"]
    for run in runs:
        for command in re.findall(r"pip install[^&]*", run):
            assert "--require-hashes" in command or "--no-deps" in command
        assert "curl" not in run
        assert "apt" not in run
    for lock in ("requirements.lock", "deploy/postgres.lock"):
        whole = (ROOT / lock).read_text(encoding="utf-8")
        pinned = re.findall(r"^[\w.-]+==", whole, re.MULTILINE)
        assert pinned
        assert len(re.findall(r"^[\w.-]+==[^\n]+\\\n    --hash", whole, re.MULTILINE)) == len(pinned)


def test_everything_that_is_copied_is_there_and_not_ignored() -> None:
    kept = {
        line.removeprefix("!")
        for line in (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
        if line.startswith("!")
    }
    for name, rest in instructions():
        if name == "COPY" and "--from" not in rest:
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists()
                assert source in kept
    assert ("STOPSIGNAL", "SIGTERM") in last_stage()
    assert any(name == "HEALTHCHECK" and "/healthz" in rest for name, rest in last_stage())
    assert any(name == "ENTRYPOINT" and rest.startswith("[") for name, rest in last_stage())


def test_postgresql_is_pinned_alike_everywhere() -> None:
    pin = re.compile(r"^asyncpg==(\S+)", re.MULTILINE)
    pinned = {
        pin.findall((ROOT / lock).read_text(encoding="utf-8"))[0]
        for lock in ("requirements-dev.lock", "deploy/postgres.lock")
    }
    assert len(pinned) == 1


def test_hadolint_finds_nothing() -> None:
    program = shutil.which("hadolint")
    if program is None:
        pytest.skip("hadolint is not installed; our own rules above stand in")
    done = subprocess.run([program, DEPLOY / "Dockerfile"], capture_output=True, text=True, check=False)
    assert done.stdout == ""


def test_compose_takes_every_right_away_and_publishes_to_this_machine_alone() -> None:
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    bot = services["bot"]
    assert bot["read_only"] is True
    assert bot["cap_drop"] == ["ALL"]
    assert all(port.startswith("127.0.0.1:") for port in bot["ports"])
    assert "ports" not in services["postgres"]
    assert all(each["security_opt"] == ["no-new-privileges:true"] for each in services.values())


def test_the_image_and_the_unit_run_as_the_soak_does() -> None:
    (environment,) = (rest.split() for name, rest in last_stage() if name == "ENV")
    unit = (DEPLOY / "yulu.service").read_text(encoding="utf-8")
    for name, value in DEPLOYED.items():
        assert f"{name}={value}" in environment
        assert re.search(rf"^Environment=.*\b{name}={value}\b", unit, re.MULTILINE)


def test_every_variable_that_is_named_exists() -> None:
    for path in sorted(DEPLOY.rglob("*")):
        if path.is_file():
            named = set(re.findall(r"\bYULU_[A-Z_]*[A-Z]", path.read_text(encoding="utf-8")))
            named = {name.removesuffix("_FILE") for name in named}
            assert named <= VARIABLES | OTHER_VARIABLES, path


def test_kubernetes_takes_every_right_away() -> None:
    for workload in workloads():
        pod = workload["spec"]["template"]["spec"]
        assert pod["automountServiceAccountToken"] is False
        assert pod["securityContext"]["runAsNonRoot"] is True
        assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
        for container in pod["containers"]:
            rights = container["securityContext"]
            assert rights["readOnlyRootFilesystem"] is True
            assert rights["allowPrivilegeEscalation"] is False
            assert rights["capabilities"] == {"drop": ["ALL"]}
            assert container["resources"]["limits"]["memory"]
            assert ":latest" not in container["image"]


def test_kubernetes_finds_the_pods_and_leaves_them_time_to_end() -> None:
    for workload in workloads():
        template = workload["spec"]["template"]
        labels = template["metadata"]["labels"]
        assert workload["spec"]["selector"]["matchLabels"].items() <= labels.items()
        assert template["spec"]["terminationGracePeriodSeconds"] > 10
        guards = [each for each in documents() if each["kind"] == "PodDisruptionBudget"]
        assert any(each["spec"]["selector"]["matchLabels"].items() <= labels.items() for each in guards)
        for service in (each for each in documents() if each["kind"] == "Service"):
            names = {port["name"] for port in template["spec"]["containers"][0]["ports"]}
            if service["spec"]["selector"].items() <= labels.items():
                assert {port["targetPort"] for port in service["spec"]["ports"]} <= names


def test_kubernetes_asks_pages_that_exist_and_mounts_what_is_there() -> None:
    for workload in workloads():
        pod = workload["spec"]["template"]["spec"]
        claims = {each["metadata"]["name"] for each in workload["spec"].get("volumeClaimTemplates", [])}
        volumes = {each["name"] for each in pod["volumes"]} | claims
        for container in pod["containers"]:
            ports = {port["name"] for port in container["ports"]}
            for probe, page in (("startup", "/healthz"), ("liveness", "/healthz"), ("readiness", "/readyz")):
                asked = container[f"{probe}Probe"]["httpGet"]
                assert (asked["path"], asked["port"] in ports) == (page, True)
            assert {each["name"] for each in container["volumeMounts"]} <= volumes
        wanted = {
            each["persistentVolumeClaim"]["claimName"]
            for each in pod["volumes"]
            if "persistentVolumeClaim" in each
        }
        assert wanted <= {
            each["metadata"]["name"] for each in documents() if each["kind"] == "PersistentVolumeClaim"
        }


def test_kubernetes_applies_every_manifest_under_the_version_of_the_package() -> None:
    whole = yaml.safe_load((DEPLOY / "kubernetes" / "kustomization.yaml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert sorted(whole["resources"]) == [path.name for path in MANIFESTS]
    assert whole["images"] == [{"name": "yulu", "newTag": project["version"]}]


def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd is not on this machine")
    unit = (
        (DEPLOY / "yulu.service").read_text(encoding="utf-8").replace("/opt/yulu/.venv/bin/yulu", "/bin/true")
    )
    (tmp_path / "yulu.service").write_text(unit, encoding="utf-8")
    done = subprocess.run(
        [program, "verify", tmp_path / "yulu.service"], capture_output=True, text=True, check=False
    )
    if "Failed to" in done.stderr and "bus" in done.stderr:
        pytest.skip("systemd does not run on this machine")
    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_leaves_it_time_and_does_not_repeat_what_cannot_help() -> None:
    unit = (DEPLOY / "yulu.service").read_text(encoding="utf-8")
    assert "TimeoutStopSec=15s" in unit
    assert "RestartPreventExitStatus=2" in unit
    assert "ExecReload=/bin/kill -HUP $MAINPID" in unit
