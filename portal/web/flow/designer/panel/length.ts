/** Lengths of time as a number and its unit, for those that are no more than that. Pure. */
export const lengthUnits = ['minutes', 'hours', 'days'] as const;
export type LengthUnit = (typeof lengthUnits)[number];

/** Null for what is more than one number, or an expression. */
export function parted(iso: string): { amount: number; unit: LengthUnit } | null {
  const [, days, hours, minutes] = /^P(?:(\d{1,4})D|T(?:(\d{1,4})H|(\d{1,4})M))$/.exec(iso) ?? [];
  if (days !== undefined) return { amount: Number(days), unit: 'days' };
  if (hours !== undefined) return { amount: Number(hours), unit: 'hours' };
  return minutes === undefined ? null : { amount: Number(minutes), unit: 'minutes' };
}

export const joined = (amount: number, unit: LengthUnit): string => (unit === 'days' ? `P${amount}D` : `PT${amount}${unit === 'hours' ? 'H' : 'M'}`);
