/** FEEL's functions on numbers. */
import { finite, stableDigits } from '../feel.arithmetic.ts';
import type { Meter } from '../feel.meter.ts';
import { isDuration, type FeelValue } from '../feel.values.ts';
import { builtin, overload, type Builtin } from './builtin.ts';

type Rounding = 'half even' | 'half up' | 'half down' | 'up' | 'down' | 'floor' | 'ceiling';

/**
 * Rounds at a decimal place by the digits the number is written with, so that 2.345 at 2 is halfway, as people see it, and not the double beside it.
 * Scale -6111 to 6176 as DMN has it.
 */
export function rounded(n: number, scale: number, how: Rounding): number {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(n)) ?? [];
  const digits = (whole + fraction).replace(/^0+(?=\d)/, '');
  const places = fraction.length - Number(exponent);
  const cut = places - scale;
  if (cut <= 0) return n;
  const padded = digits.padStart(cut + 1, '0');
  const kept = padded.slice(0, padded.length - cut);
  const dropped = padded.slice(padded.length - cut);
  const half = dropped.startsWith('5') && /^50*$/.test(dropped) ? 0 : dropped >= '5' ? 1 : -1;
  const isOdd = Number(kept.at(-1) ?? '0') % 2 === 1;
  const isExact = /^0*$/.test(dropped);
  const away = isExact ? false
    : how === 'up' ? true : how === 'down' ? false
      : how === 'floor' ? sign === '-' : how === 'ceiling' ? sign !== '-'
        : half !== 0 ? half > 0 : how === 'half up' ? true : how === 'half down' ? false : isOdd;
  const magnitude = away ? (BigInt(kept) + 1n).toString() : kept;
  return Number(`${sign}${magnitude}e${-scale}`) + 0;
}

function atScale(how: Rounding) {
  return (meter: Meter, n: number, scale = 0): FeelValue => {
    if (!Number.isInteger(scale) || scale < -6111 || scale > 6176) return meter.nothing('OUT_OF_RANGE', { value: String(scale) });
    return finite(rounded(n, scale, how), meter);
  };
}

export const numberBuiltins: readonly Builtin[] = [
  builtin('decimal', overload('n: number, scale: number', atScale('half even'))),
  builtin('floor', overload('n: number, scale: number?', atScale('floor'))),
  builtin('ceiling', overload('n: number, scale: number?', atScale('ceiling'))),
  builtin('round up', overload('n: number, scale: number?', atScale('up'))),
  builtin('round down', overload('n: number, scale: number?', atScale('down'))),
  builtin('round half up', overload('n: number, scale: number?', atScale('half up'))),
  builtin('round half down', overload('n: number, scale: number?', atScale('half down'))),
  builtin('abs', overload('n: number', (_: Meter, n: number) => Math.abs(n)), overload('n: duration', (_: Meter, n: FeelValue) => {
    if (!isDuration(n)) return null;
    return n.kind === 'days and time duration' ? { ...n, ms: Math.abs(n.ms) } : { ...n, months: Math.abs(n.months) };
  })),
  builtin('modulo', overload('dividend: number, divisor: number', (meter: Meter, dividend: number, divisor: number) =>
    (divisor === 0 ? meter.nothing('DIVISION_BY_ZERO') : finite(modulo(dividend, divisor), meter)))),
  builtin('sqrt', overload('number: number', (meter: Meter, n: number) => (n < 0 ? meter.nothing('OUT_OF_RANGE', { value: String(n) }) : Math.sqrt(n)))),
  builtin('log', overload('number: number', (meter: Meter, n: number) => (n <= 0 ? meter.nothing('OUT_OF_RANGE', { value: String(n) }) : stableDigits(Math.log(n)) + 0))),
  builtin('exp', overload('number: number', (meter: Meter, n: number) => finite(Number.isFinite(Math.exp(n)) ? stableDigits(Math.exp(n)) : Infinity, meter))),
  builtin('odd', overload('number: number', (_: Meter, n: number) => Math.abs(n) % 2 === 1)),
  builtin('even', overload('number: number', (_: Meter, n: number) => n % 2 === 0)),
];

/** The remainder with the sign of the divisor. Decimal fractions are worked with as written, so that modulo(10.1, 4.5) is 1.1. */
function modulo(dividend: number, divisor: number): number {
  const places = Math.max(placesOf(dividend), placesOf(divisor));
  if (places === 0 || places > 15) {
    const rest = dividend % divisor;
    return rest !== 0 && rest < 0 !== divisor < 0 ? rest + divisor : rest;
  }
  const a = BigInt(dividend.toFixed(places).replace('.', ''));
  const b = BigInt(divisor.toFixed(places).replace('.', ''));
  const rest = a % b;
  return Number(`${rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest}e${-places}`);
}

function placesOf(n: number): number {
  const [, fraction = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(n)) ?? [];
  return Math.max(0, fraction.length - Number(exponent));
}
