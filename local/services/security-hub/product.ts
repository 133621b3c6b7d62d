/** How AWS names the products whose findings Security Hub takes most. */
const awsProducts: Readonly<Record<string, string>> = {
  access_analyzer: "IAM Access Analyzer",
  "access-analyzer": "IAM Access Analyzer",
  config: "Config",
  detective: "Detective",
  guardduty: "GuardDuty",
  health: "Health",
  inspector: "Inspector",
  macie: "Macie",
  securityhub: "Security Hub",
};

/** The product and company that Security Hub fills in where a finding leaves them out: read from its product ARN. */
export function productOf(productArn: string): { readonly ProductName: string; readonly CompanyName: string } {
  const [, company = "", product = ""] = (productArn.split(":")[5] ?? "").split("/");
  if (company === "aws") return { ProductName: awsProducts[product] ?? product, CompanyName: "AWS" };
  if (/^\d{12}$/.test(company)) return { ProductName: "Default", CompanyName: "Personal" };
  return { ProductName: product || "Default", CompanyName: company || "Personal" };
}
