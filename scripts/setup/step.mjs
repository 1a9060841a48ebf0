const FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
const terminal = process.stdout.isTTY;

/** Does a piece of work under a line that says what it is and how long it has taken. */
export async function step(title, work) {
  const start = Date.now();
  const seconds = () => ((Date.now() - start) / 1000).toFixed(1);
  let frame = 0;
  const draw = () => {
    frame = (frame + 1) % FRAMES.length;
    process.stdout.write(`\r${FRAMES[frame]} ${title} … ${seconds()} s `);
  };
  const timer = terminal ? setInterval(draw, 100) : undefined;
  if (!terminal) console.log(`  ${title} …`);
  let mark = "✗";
  try {
    const result = await work();
    mark = "✓";
    return result;
  } finally {
    clearInterval(timer);
    console.log(`${terminal ? "\r" : ""}${mark} ${title}: ${seconds()} s    `);
  }
}
