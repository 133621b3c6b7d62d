// `npm start`: says plainly what is missing before anything can fail for it, then runs the bundled incident.
import { existsSync } from "node:fs";

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Cannot start: this is Node ${process.versions.node}, 20.19 or newer is wanted\n`);
  process.exitCode = 1;
} else if (!existsSync(new URL("../node_modules/tsx/package.json", import.meta.url))) {
  process.stderr.write("Cannot start: the packages are not installed, run `npm ci` first\n");
  process.exitCode = 1;
} else {
  process.argv.push("local", "run", "--tolerate-parked", "--reports", "out");
  await import("./gumshoe.mjs");
}
