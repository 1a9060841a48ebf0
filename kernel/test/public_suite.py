"""The public suite jupyter_kernel_test, told what is to be expected of this kernel."""

import unittest

import jupyter_kernel_test


class RosenblattTests(jupyter_kernel_test.KernelTests):
    kernel_name = "rosenblatt"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('to stderr')"
    code_page_something = None
    code_generate_error = "throw new Error('on purpose')"

    completion_samples = [{"text": "Math.ma", "matches": {"max"}}]
    complete_code_samples = ["1", "console.log('a')", "function f(x: number) {\n  return x * 2;\n}"]
    incomplete_code_samples = ["console.log('a'", "function f(x: number) {\n  return x * 2;", "`open"]
    invalid_code_samples = ["let = = 3"]
    code_execute_result = [
        {"code": "1+2+3", "result": "6"},
        {"code": "[1, 2].map((n: number) => n * n)", "result": "[ 1, 4 ]"},
    ]
    code_display_data = [
        {"code": "display({ 'text/html': '<b>x</b>' })", "mime": "text/html"},
        {"code": "display({ 'image/png': new Uint8Array([1]) })", "mime": "image/png"},
    ]
    code_inspect_sample = "parseInt"
    code_history_pattern = "1?2*"
    supported_history_operations = ("tail", "range", "search")


if __name__ == "__main__":
    unittest.main()
