"""Makes the spoken sentences in this folder from Debian's package; see ATTRIBUTION.md.

    apt-get download pocketsphinx-testdata              (unpack with dpkg-deb -x)
    python make_sentences.py <usr/share/pocketsphinx/test/data/librivox>     # with soundfile 0.14
"""

import pathlib
import re
import sys

import soundfile

source = pathlib.Path(sys.argv[1])
target = pathlib.Path(__file__).parent / "sentences"
target.mkdir(exist_ok=True)
lines = []
for number, line in enumerate((source / "transcription").read_text().splitlines(), 1):
    text, name = re.fullmatch(r"<s> (.*?) *</s> \((.*)\)", line).groups()
    samples, rate = soundfile.read(source / f"{name}.wav", dtype="int16")
    soundfile.write(target / f"{number}.flac", samples, rate, subtype="PCM_16")
    lines.append(f"{number}.flac,{text}\n")
(target / "manifest.csv").write_text("".join(lines))
