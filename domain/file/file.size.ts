/** How large a file is, for people: "38.2 kB". Pure; units of a thousand, as file managers show them. */

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** `tag`: language with its digits, as for Intl. */
export function sizeText(bytes: number, tag: string): string {
  const step = bytes < 1_000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1_000 ** step;
  return new Intl.NumberFormat(tag, { style: 'unit', unit: units[step]!, unitDisplay: step === 0 ? 'long' : 'short', maximumFractionDigits: step === 0 || value >= 100 ? 0 : 1 }).format(value);
}
