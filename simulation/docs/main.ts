import { writeProofPage } from "./proof-page.ts";

writeProofPage();
