import { blueprintOf } from "../blueprint.ts";
import { writeAlarmsPage } from "./alarms-page.ts";

await writeAlarmsPage(await blueprintOf("cdk.out"));
