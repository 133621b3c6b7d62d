import { expect, it } from "vitest";
import { productOf } from "#local/services/security-hub/product.ts";

it.each([
  ["arn:aws:securityhub:eu-west-1::product/aws/guardduty", "GuardDuty", "AWS"],
  ["arn:aws:securityhub:eu-west-1::product/aws/something-new", "something-new", "AWS"],
  ["arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default", "Default", "Personal"],
  ["arn:aws:securityhub:eu-west-1::product/acme/scanner", "scanner", "acme"],
  ["not an ARN", "Default", "Personal"],
])("productOf(%s) is %s of %s", (arn, ProductName, CompanyName) => {
  expect(productOf(arn)).toEqual({ ProductName, CompanyName });
});
