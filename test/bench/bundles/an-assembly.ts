import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A cloud assembly in a folder of its own that holds one function for each name, all with this program. */
export function anAssembly(names: readonly string[], program = "export const handler = async () => {};\n"): string {
  const folder = mkdtempSync(join(tmpdir(), "assembly-"));
  const write = (file: string, json: object) => writeFileSync(join(folder, file), JSON.stringify(json));
  const resources = names.map((name, index) => {
    mkdirSync(join(folder, `asset.${index}`));
    writeFileSync(join(folder, `asset.${index}`, "index.mjs"), program);
    return [`Functions${name.replaceAll("-", "")}Function0123ABC${index}`, aFunction(index)];
  });
  write("manifest.json", {
    artifacts: { Stack: { type: "aws:cloudformation:stack", properties: { templateFile: "Stack.json" } } },
  });
  write("Stack.json", {
    Resources: { Table0123ABCD: { Type: "AWS::DynamoDB::Table" }, ...Object.fromEntries(resources) },
  });
  write("Stack.assets.json", {
    files: Object.fromEntries(
      names.map((_, index) => [
        index,
        { source: { path: `asset.${index}` }, destinations: { current: { objectKey: `${index}.zip` } } },
      ]),
    ),
  });
  return folder;
}

function aFunction(index: number): object {
  return {
    Type: "AWS::Lambda::Function",
    Properties: {
      Code: { S3Bucket: "assets", S3Key: `${index}.zip` },
      Environment: {
        Variables: {
          NODE_OPTIONS: "--enable-source-maps",
          TABLE_NAME: { Ref: "Table0123ABCD" },
          DEAD_LETTER_QUEUE_URL: { Ref: "Queue" },
          STATE_MACHINE_ARN: { "Fn::GetAtt": ["Machine", "Arn"] },
        },
      },
    },
  };
}
