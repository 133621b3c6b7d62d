import { writeFileSync } from "node:fs";
import { licencesPage } from "./licences.ts";
import { shippedPackages } from "./shipped-packages.ts";

writeFileSync("docs/licences.md", licencesPage(await shippedPackages()));
