import { around } from "./around.ts";

/** Ids of access keys as they stand in texts. Nothing of ours shows one whole; as part of a name it is an identity, and stays. */
export const accessKeyTexts: readonly string[] = around(
  ["AKIAIOSFODNN7EXAMPLE", "ASIAIOSFODNN7EXAMPLE", "AKIAEXAMPLEKEY000001"],
  [
    "@",
    "Key @ of ines was used",
    "AWS::IAM::AccessKey:@",
    '{"accessKeyId":"@"}',
    "(@)",
    "Credential=@/20261120/eu-west-1",
    "x@x",
    "@, @",
    "_@_",
    "\u200b@",
  ],
);
