#!/bin/sh
# A Python that finds none of the modules that make environments, as on a bare Debian.
hide='import sys; sys.modules.update(dict.fromkeys(["venv", "ensurepip", "virtualenv", "pip"]))'
exec "$REAL_PYTHON" -c "$hide; exec(sys.argv[1])" "$2"
