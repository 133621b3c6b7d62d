/** A number from 0 on as people read it: three digits that count, and all of a whole number. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && size < 0.001) return "<0.001";
  const decimals = size >= 99.95 ? 0 : size >= 9.995 ? 1 : size >= 0.9995 || size === 0 ? 2 : 3;
  const [whole = "", fraction = ""] = value.toFixed(decimals).split(".");
  const kept = fraction.replace(/0+$/, "");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}${kept && `.${kept}`}`;
}

export function dollars(value: number): string {
  return `$${figure(value)}`;
}

export function seconds(value: number): string {
  return `${figure(value)} s`;
}

/** A share of 1; only what is whole is called 100 %. */
export function percent(share: number): string {
  const shown = Math.floor(share * 1_000 + 1e-9) / 10;
  return `${shown} %`;
}

export function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1_000)} KB`;
}
