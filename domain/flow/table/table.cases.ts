/** Looks through the cases of all columns together: those no rule takes, those two rules take, rules whose cases another one takes before. */
import type { Column } from './table.cover.ts';

/** How many partial cases are looked at before it is left off. */
const most = 20_000;

/** `gaps`: cases without a rule, a text for each column. `isCut`: the search was left off, there may be more. */
export interface Gaps { gaps: string[][]; isCut: boolean }

/** Cases without a rule, at most so many. */
export function gapsIn(columns: readonly Column[], atMost: number): Gaps {
  const rules = columns[0]?.tests.length ?? 0;
  const found: string[][] = [];
  const covered = new Set<string>();
  let seen = 0;
  let isCut = false;
  const walk = (at: number, left: bigint, path: string[]): boolean => {
    if (left === 0n) { found.push([...path, ...columns.slice(at).map(() => '-')]); return false; }
    if (at === columns.length) return true;
    const key = `${at}:${left}`;
    if (covered.has(key)) return true;
    let isCovered = true;
    for (const [rest, cases] of partsOf(columns[at]!, left)) {
      if (found.length >= atMost || (seen += 1) > most) { isCut = true; return false; }
      isCovered = walk(at + 1, rest, [...path, columns[at]!.tell(cases)]) && isCovered;
    }
    if (isCovered) covered.add(key);
    return isCovered;
  };
  walk(0, (1n << BigInt(rules)) - 1n, []);
  return { gaps: found, isCut };
}

/** The cases of a column, parted by which of the rules that are left take them. */
function partsOf({ tests, domain, cases }: Column, left: bigint): Map<bigint, bigint> {
  const parts = new Map<bigint, bigint>();
  for (let at = 1; at < cases; at += 1) {
    const one = 1n << BigInt(at);
    if ((domain & one) === 0n) continue;
    let rest = 0n;
    for (const [rule, test] of tests.entries()) if ((test & one) !== 0n) rest |= 1n << BigInt(rule);
    rest &= left;
    parts.set(rest, (parts.get(rest) ?? 0n) | one);
  }
  return parts;
}

export interface Overlap { rules: [number, number]; values: string[] }

/** Every two rules that hold together in some case. */
export function overlapsIn(columns: readonly Column[]): Overlap[] {
  const rules = columns[0]?.tests.length ?? 0;
  const found: Overlap[] = [];
  for (let one = 0; one < rules; one += 1) {
    for (let other = one + 1; other < rules; other += 1) {
      const common = columns.map(({ tests, domain }) => tests[one]! & tests[other]! & domain);
      if (common.every((cases) => cases !== 0n)) found.push({ rules: [one, other], values: common.map((cases, at) => columns[at]!.tell(cases)) });
    }
  }
  return found;
}

/** Rules with the first one before them that takes all their cases. */
export function pastIn(columns: readonly Column[]): [rule: number, before: number][] {
  const rules = columns[0]?.tests.length ?? 0;
  return Array.from({ length: rules }, (_, rule) => rule).flatMap((rule): [number, number][] => {
    const before = Array.from({ length: rule }, (_, at) => at).find((at) => columns.every(({ tests }) => (tests[rule]! & ~tests[at]!) === 0n));
    return before === undefined ? [] : [[rule, before]];
  });
}
