/**
 * Regions in which AWS offers Amazon Detective. None in China, none in the sovereign partitions.
 * @see docs.aws.amazon.com/general/latest/gr/detective.html (read 2026-12-01)
 */
const regions: ReadonlySet<string> = new Set([
  "af-south-1",
  "ap-east-1",
  "ap-northeast-1",
  "ap-northeast-2",
  "ap-south-1",
  "ap-southeast-1",
  "ap-southeast-2",
  "ca-central-1",
  "eu-central-1",
  "eu-north-1",
  "eu-south-1",
  "eu-west-1",
  "eu-west-2",
  "eu-west-3",
  "il-central-1",
  "me-south-1",
  "sa-east-1",
  "us-east-1",
  "us-east-2",
  "us-gov-east-1",
  "us-gov-west-1",
  "us-west-1",
  "us-west-2",
]);

/** Whether AWS listed an endpoint of Detective for the Region when the list was read: one that answers is offered whatever this says. */
export function offersDetective(region: string): boolean {
  return regions.has(region);
}
