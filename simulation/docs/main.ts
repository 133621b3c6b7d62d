import { readFileSync, writeFileSync } from "node:fs";
import { proofPage, withFaults } from "./proof-page.ts";

writeFileSync(proofPage, withFaults(readFileSync(proofPage, "utf8")));
