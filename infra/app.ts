import { InvalidSettings } from "#domain/errors.ts";
import { gumshoeApp } from "./gumshoe-app.ts";

try {
  gumshoeApp();
} catch (error) {
  if (!(error instanceof InvalidSettings)) throw error;
  // The problems say it all: no stack trace on top of them, and no half an app behind them.
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
