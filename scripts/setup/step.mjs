const FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
const terminal = process.stdout.isTTY;
/** Back to the line's beginning, and nothing on it. */
const CLEARED = "\r\x1b[K";

/** The steps that go on at once: they share the terminal's last line. */
const underWay = new Set();
let frame = 0;
let timer;

/** Does a piece of work under a line that says what it is and how long it has taken. */
export async function step(title, work) {
  const own = { title, start: Date.now() };
  underWay.add(own);
  if (terminal) timer ??= setInterval(draw, 100);
  else console.log(`  ${title} …`);
  let mark = "✗";
  try {
    const result = await work();
    mark = "✓";
    return result;
  } finally {
    underWay.delete(own);
    if (underWay.size === 0) timer = clearInterval(timer);
    console.log(`${terminal ? CLEARED : ""}${mark} ${title}: ${seconds(own)} s`);
  }
}

function draw() {
  frame = (frame + 1) % FRAMES.length;
  const steps = [...underWay].map((each) => `${each.title} … ${seconds(each)} s`);
  // A line that wraps could not be drawn anew.
  const line = `${FRAMES[frame]} ${steps.join(", ")}`.slice(0, process.stdout.columns - 1);
  process.stdout.write(CLEARED + line);
}

function seconds({ start }) {
  return ((Date.now() - start) / 1000).toFixed(1);
}
