#!/usr/bin/env node
// Lets Node run the TypeScript sources as they are, then hands over to the command line.
import { register } from "tsx/esm/api";

register();
await import("./main.ts");
