const pageBytesMax = 200_000;
const rowLimits = [60, 30, 15, 8, 4] as const;

/**
 * The page with as many rows in each table as leave it below 200 kB. Texts are bounded by the report's own contract.
 * @param besides bytes that do not count, as they are the same with every number of rows
 */
export function smallEnough(render: (rowsMax: number) => string, besides = 0): string {
  let page = "";
  for (const rowsMax of rowLimits) {
    page = render(rowsMax);
    if (Buffer.byteLength(page, "utf8") - besides < pageBytesMax) break;
  }
  return page;
}
