"""
Runs all of pytest's tests: those in the browser beside the others, because they wait more than they compute.

What the browser tests say is kept, and printed after the others have had their say. The result is bad when either's is.
"""

import pathlib
import subprocess
import sys
import tempfile

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
IN_BROWSER = "tests/e2e"


def main() -> int:
    """Run the tests; return 0 when all passed."""
    pytest = [sys.executable, "-m", "pytest"]
    with tempfile.TemporaryFile() as said:
        # A cache of its own: two runs would overwrite what the other says failed.
        beside = subprocess.Popen(
            [*pytest, IN_BROWSER, "-o", "cache_dir=.pytest_cache/browser"],
            cwd=CHECKOUT,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            others = subprocess.run([*pytest, "tests", "--ignore", IN_BROWSER], cwd=CHECKOUT, check=False).returncode
            print("\nThe browser tests, which ran beside them:", flush=True)
            in_browser = beside.wait()
        except KeyboardInterrupt:
            # Ctrl-C reaches both; let the browser tests take down what they started.
            beside.wait()
            raise
        finally:
            if beside.poll() is None:
                beside.terminate()
                beside.wait()
            said.seek(0)
            sys.stdout.buffer.write(said.read())
            sys.stdout.buffer.flush()
    return others or in_browser


if __name__ == "__main__":
    sys.exit(main())
