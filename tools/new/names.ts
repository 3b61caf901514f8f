/** Names of plug-ins: whether one may be used, how it is written in code, and which known name was probably meant. Pure. */

/** Words the language keeps for itself; a module called so could not be imported by its name. */
const kept = new Set(['await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'enum', 'export', 'extends', 'false', 'finally', 'for', 'function', 'if', 'implements', 'import', 'in', 'instanceof', 'interface', 'let', 'new', 'null', 'package', 'private', 'protected', 'public', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'undefined', 'var', 'void', 'while', 'with', 'yield', 'constructor', 'prototype', 'index']);
const drawers = /(^|-)(util|utils|helper|helpers|manager|misc|common|service)(-|$)/;

/** Why the name cannot be used; null when it can. `taken`: names that are in use, with where. */
export function nameFault(name: string, taken: ReadonlyMap<string, string>): string | null {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 30) return `"${name}" is no usable name: small letters and digits, words joined by "-", at most 30 characters, such as "disk-space".`;
  if (kept.has(name)) return `"${name}" is a word of the language: take another.`;
  if (drawers.test(name)) return `"${name}" says nothing about what it does: name it after that.`;
  const where = taken.get(name);
  return where === undefined ? null : `"${name}" is taken: ${where}.`;
}

/** "disk-space" as diskSpace. */
export const inCode = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
/** "disk-space" as "Disk space". */
export const inWords = (name: string): string => (name[0] ?? '').toUpperCase() + name.slice(1).replaceAll('-', ' ');

/** Letters to change, add or take away to make one of the other. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** Known names like this one, the nearest first, at most three. Empty when none is near. */
export const meantBy = (name: string, known: readonly string[]): string[] =>
  known.map((one) => ({ one, far: one.startsWith(name) && name.length > 1 ? 0 : distance(name, one) })).filter(({ one, far }) => far <= Math.max(1, Math.floor(Math.min(name.length, one.length) / 3))).sort((a, b) => a.far - b.far).slice(0, 3).map(({ one }) => one);
/** " Did you mean a or b?", empty when nothing is near. */
export function didYouMean(name: string, known: readonly string[]): string {
  const meant = meantBy(name, known);
  return meant.length === 0 ? '' : ` Did you mean ${meant.join(' or ')}?`;
}
