"""The public suite jupyter_kernel_test, told what is to be expected of this kernel.

Nothing may be skipped. Prints how many tests ran; a test of the suite without a sample counts as
skipped.
"""

import sys
import unittest

import jupyter_kernel_test

PAGE = "globalThis[Symbol.for('rosenblatt.kernel')].page({ 'text/plain': 'a page' })"

MIME_TYPES = {
    "text/plain": "'plain'",
    "text/html": "'<b>x</b>'",
    "text/markdown": "'**x**'",
    "text/latex": "'$x$'",
    "application/json": "{ x: [1] }",
    "application/vnd.plotly.v1+json": "{ data: [] }",
    "image/svg+xml": "'<svg/>'",
    "image/png": "new Uint8Array([1])",
    "image/jpeg": "new Uint8Array([2])",
}


class RosenblattTests(jupyter_kernel_test.KernelTests):
    kernel_name = "rosenblatt"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('to stderr')"
    code_page_something = PAGE
    code_generate_error = "throw new Error('on purpose')"
    code_clear_output = "display.clear()"
    code_inspect_sample = "parseInt"

    completion_samples = [
        {"text": "Math.ma", "matches": {"max"}},
        {"text": "'😀'; Number.isSafe", "matches": {"isSafeInteger"}},
        {"text": "[1].flatM", "matches": {"flatMap"}},
    ]
    complete_code_samples = [
        "1",
        "console.log('a')",
        "function f(x: number) {\n  return x * 2;\n}",
        "const re = /[{(]/; `${re}`",
        "class A<T> { constructor(readonly x: T) {} }",
    ]
    incomplete_code_samples = [
        "console.log('a'",
        "function f(x: number) {\n  return x * 2;",
        "`open",
        "const f = (x: number) =>",
        "if (true)",
        "@decorated",
        "/* comment",
    ]
    invalid_code_samples = ["let = = 3", "foo)", "'open"]

    code_execute_result = [
        {"code": "1+2+3", "result": "6"},
        {"code": "[1, 2].map((n: number) => n * n)", "result": "[ 1, 4 ]"},
        {"code": "await Promise.resolve('later')", "result": "'later'"},
        {
            "code": "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/html': '<i>me</i>' }) })",
            "result": "<i>me</i>",
            "mime": "text/html",
        },
    ]
    code_display_data = [
        {"code": f"display({{ '{mime}': {value} }})", "mime": mime}
        for mime, value in MIME_TYPES.items()
    ]
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "range", "search")


class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "rosenblatt"
    support_iopub_welcome = True


if __name__ == "__main__":
    result = unittest.main(exit=False).result
    print(f"{result.testsRun} tests, {len(result.skipped)} skipped")
    sys.exit(bool(result.skipped) or not result.wasSuccessful())
