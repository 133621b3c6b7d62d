import { element, type Markup } from "../../../markup.ts";

/**
 * Calls as a bar: what succeeded is filled, what failed is an outline, so that it shows without colours. Without a description
 * it is decoration of numbers that stand beside it.
 * @param most calls that fill the whole width
 */
export function bar(
  { successes, failures }: { readonly successes: number; readonly failures: number },
  most: number,
  description?: string,
): Markup {
  const [good, bad] = [share(successes, most), share(failures, most)];
  const told = description === undefined ? { "aria-hidden": "true" } : { role: "img", "aria-label": description };
  return element(
    "svg",
    { class: "bar", viewBox: "0 0 100 10", preserveAspectRatio: "none", ...told },
    ...(good > 0 ? [element("rect", { class: "good", width: good, height: 10 })] : []),
    ...(bad > 0 ? [element("rect", { class: "bad", x: good, width: bad, height: 10 })] : []),
  );
}

/** Of a hundred; what is there at all is never too thin to be seen. */
function share(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(1, (count / most) * 98);
}
