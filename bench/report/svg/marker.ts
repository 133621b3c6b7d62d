import { element, type Markup } from "#domain/markup.ts";
import type { SystemName } from "../../result.ts";

type Shape = (x: number, y: number, size: number) => readonly (readonly [number, number])[];

const polygon =
  (...corners: readonly (readonly [number, number])[]): Shape =>
  (x, y, size) =>
    corners.map(([dx, dy]) => [x + dx * size, y + dy * size]);

const shapes: Readonly<Record<Exclude<SystemName, "gumshoe">, Shape>> = {
  blog128: polygon([-0.85, -0.85], [0.85, -0.85], [0.85, 0.85], [-0.85, 0.85]),
  blog512: polygon([0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]),
  thesisBusyWait: polygon([0, -1.15], [1.1, 0.8], [-1.1, 0.8]),
  thesisBackoff: polygon([0, 1.15], [1.1, -0.8], [-1.1, -0.8]),
  perFinding: polygon(
    ...([0, 1, 2, 3, 4, 5] as const).map(
      (corner) => [Math.cos((corner * Math.PI) / 3) * 1.15, Math.sin((corner * Math.PI) / 3) * 1.15] as const,
    ),
  ),
};

/** The mark of a system: each has a shape of its own, for those who see no colours. Hollow marks stand for a second value. */
export function marker(system: SystemName, x: number, y: number, fill: "full" | "hollow" = "full", size = 4.2): Markup {
  const look = { class: `${fill === "full" ? `f-${system}` : "f-paper"} s-${system}`, "stroke-width": 1.6 };
  if (system === "gumshoe") return element("circle", { cx: x, cy: y, r: size, ...look });
  const points = shapes[system](x, y, size).map(([px, py]) => `${px.toFixed(1)},${py.toFixed(1)}`);
  return element("polygon", { points: points.join(" "), ...look });
}

/** Lines of one family differ in their dashes. */
export const dashes: Readonly<Partial<Record<SystemName, string>>> = {
  blog512: "6 3",
  thesisBackoff: "6 3",
  perFinding: "2 3",
};
