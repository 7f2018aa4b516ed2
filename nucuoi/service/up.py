"""One start of an installation from a terminal: check, prepare, run, announce, end."""

import json
import os
import sys
from collections.abc import Mapping

from nucuoi.service.checks import check
from nucuoi.service.opening import Opening
from nucuoi.service.options import Options
from nucuoi.service.progress import say
from nucuoi.service.supervisor import Program, Supervisor

COMMAND = (sys.executable, "-m", "nucuoi.cli")


def up(options: Options) -> int:
    """Runs web and worker on a data folder until SIGINT or SIGTERM.

    This process loads no framework, so that it stays small while the programs run.

    Returns:
        0 after an asked-for end, 1 when preparing failed or a program kept dying.

    Raises:
        StartRefused: If nothing could be started.
    """
    os.umask(0o077)
    _lead_group()
    environment = _environment(options)
    with check(options):
        supervisor = Supervisor(_programs(options), environment=environment, say=say)
        supervisor.listen()
        return _run(options, supervisor)


def _run(options: Options, supervisor: Supervisor) -> int:
    prepared = supervisor.run([*COMMAND, "prepare", *([] if options.demo else ["--no-demo"])])
    if prepared is None:
        return 0 if supervisor.stopping else 1
    opening = Opening(options, json.loads(prepared))
    supervisor.start()
    return supervisor.watch(opening.look)


def _programs(options: Options) -> list[Program]:
    serve = ["serve", "--host", options.host, "--port", str(options.port)]
    serve += ["--processes", str(options.processes)]
    if options.certificate and options.key:
        serve += ["--tls", str(options.certificate), str(options.key)]
    return [
        Program("Máy chủ web", [*COMMAND, *serve]),
        Program("Tiến trình nền", [*COMMAND, "worker"]),
    ]


def _environment(options: Options) -> Mapping[str, str]:
    """What the programs see; at a terminal log lines must not bury the announcement."""
    quiet = {"NUCUOI_LOG_LEVEL": "WARNING"} if sys.stderr.isatty() else {}
    return {
        **quiet,
        **os.environ,
        "NUCUOI_DATA": str(options.data),
        "NUCUOI_BASE_URL": options.base_url,
    }


def _lead_group() -> None:
    """Web and worker form one process group with this process, apart from whoever started it.

    At a terminal the shell has seen to that already.
    """
    if os.getpgrp() != os.getpid() and not sys.stdin.isatty():
        os.setpgrp()
