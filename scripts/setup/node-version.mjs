// Written in a syntax that old Nodes can parse, or they could not say that they are too old.
const OLDEST = [20, 19];

/** Ends the process with one sentence when this Node is too old. */
export function requireNode() {
  const version = process.versions.node;
  const [major, minor] = version.split(".").map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  console.error(
    `Cannot run Rosenblatt: expected Node ${OLDEST.join(".")} or newer, got ${version}; ` +
      "install a newer one from https://nodejs.org (or `nvm install --lts`) and try again.",
  );
  process.exit(1);
}
