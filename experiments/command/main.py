"""How the command ``batna`` is run, and how errors end."""

import io
import os
import sys
import warnings

import typer

from experiments.command.app import app
from experiments.command.offered import beginning, classroom, scenarios, sweeps  # noqa: F401 (adds its commands)

INTERRUPTED = 130


def run_command(arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit status.

    0 done, 1 failed, 2 bad input or usage, 130 interrupted.
    """
    from experiments.running.halt import Halted
    from sim.errors import InputError

    try:
        given = sys.argv[1:] if arguments is None else arguments
        status = app(args=given or ["--help"], prog_name="batna", standalone_mode=False)
    except InputError as error:
        sys.stderr.write(f"batna: {error}\n")
        return 2
    except typer.Exit as leave:
        status = leave.exit_code  # typer leaves so at Ctrl-C too, by 130
    except (KeyboardInterrupt, typer.Abort):
        status = INTERRUPTED
    except Halted as error:
        sys.stderr.write(f"batna: {error}\n")
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        if error.filename is None:
            raise
        sys.stderr.write(f"batna: {error.filename}: it can't be used ({error.strerror})\n")
        return 2
    except Exception as error:
        if hasattr(error, "format_message"):  # a usage error, told by the library in a sentence
            sys.stderr.write(f"batna: {error.format_message().rstrip('.')}; see batna --help\n")
            return 2
        raise
    if status == INTERRUPTED:
        sys.stderr.write("batna: interrupted\n")
    return int(status or 0)


def _tell(message: Warning | str, *_: object, **__: object) -> None:
    sys.stderr.write(f"batna: {message}\n")


def run_batna() -> None:
    """Be the console script; a sign that the terminal's encoding lacks becomes a ?."""
    warnings.showwarning = _tell
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    sys.exit(run_command())
