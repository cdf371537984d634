"""From the shell to an exit code: 0 done, 1 the data have errors, 2 a wrong call or file."""

import gc
import sys
from collections.abc import Sequence

from pinshi_cli.model.diagnostic import Diagnostic, Place, Refusal, Severity

DONE, CALL = 0, 2


def run() -> None:
    """The entry point of the command `pinshi`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a cp936 console has no 㐂; never break on it
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)  # a register's millions of cells hold no cycles
    try:
        code = main(sys.argv[1:])
    except KeyboardInterrupt:  # before there was a command to cancel, or while it was cancelled
        code = CALL
    try:
        sys.stdout.flush()
    except OSError:
        code = _pipe_closed() or code
    sys.exit(code)


def main(arguments: Sequence[str]) -> int:
    """Run one command. No exception leaves; a fault of pinshi itself goes to a masked log."""
    from typer import Abort
    from typer.exceptions import TyperException

    from pinshi_cli.cli.app import app

    try:
        code = app(args=list(arguments), prog_name="pinshi", standalone_mode=False)
    except Refusal as refusal:
        return _refused(arguments, refusal.diagnostics)
    except TyperException as fault:
        from pinshi_cli.cli.help import wrong_call

        message, hint = wrong_call(fault)
        wrong = Diagnostic("U701", Severity.ERROR, message, Place(), hint)
        return _refused(arguments, (wrong,))
    except (Abort, KeyboardInterrupt):
        return _cancelled(arguments)
    except (BrokenPipeError, SystemExit):  # typer ends so where the reader of a pipe has gone
        return _pipe_closed()
    except OSError as fault:
        hint = "磁盘满了就腾出空间；输出接到别的程序时，核对那个程序。"
        said = f"系统读写出错（{fault.strerror or fault.errno}）"
        return _refused(arguments, (Diagnostic("X903", Severity.ERROR, said, Place(), hint),))
    except MemoryError:
        hint = "关闭其他程序，或把登记簿分成几份。"
        return _refused(arguments, (Diagnostic("X902", Severity.ERROR, "内存不足", Place(), hint),))
    except Exception as fault:  # noqa: BLE001  # the last line of defence: no traceback on the screen
        from pinshi_cli.cli.crash import record

        hint = "请把这个日志发给维护者；里面没有姓名和分数。"
        message = f"pinshi 自身出错，日志在 {record(fault)}"
        return _refused(arguments, (Diagnostic("X901", Severity.ERROR, message, Place(), hint),))
    return code if isinstance(code, int) else DONE


def _refused(arguments: Sequence[str], diagnostics: Sequence[Diagnostic]) -> int:
    """Say why nothing was done, as JSON where JSON was asked for. Exit code 2."""
    if "--json" in arguments:
        from pinshi_cli.cli.output import print_json
        from pinshi_cli.workflow.documents import refused_document

        print_json(refused_document(_command(arguments), diagnostics))
        return CALL
    from pinshi_cli.cli.console import Screen
    from pinshi_cli.cli.findings import show_refusal

    show_refusal(Screen(color="--no-color" not in arguments, quiet=False), diagnostics)
    return CALL


def _cancelled(arguments: Sequence[str]) -> int:
    """Ctrl-C: nothing is left half written. Exit code 2."""
    if "--json" in arguments:
        hint = "没有写完的文件不会留下；要做的，再运行一次。"
        return _refused(arguments, (Diagnostic("X904", Severity.ERROR, "已取消", Place(), hint),))
    sys.stderr.write("已取消。\n")
    return CALL


def _command(arguments: Sequence[str]) -> str:
    words = [word for word in arguments if not word.startswith("-")]
    if words[:1] in (["policy"], ["template"], ["roster"], ["review"], ["file"]):
        return "-".join(words[:2])
    return (words or ["pinshi"])[0]


def _pipe_closed() -> int:
    """The reader of our output has gone (`| head`): end quietly."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE


if __name__ == "__main__":
    run()
