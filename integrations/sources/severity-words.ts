/** What words of severity mean, in whatever source. */
import type { Severity } from '#domain/alarm/alarm.schema';

const words: Readonly<Record<Severity, readonly string[]>> = {
  critical: ['critical', 'crit', 'fatal', 'emergency', 'emerg', 'disaster', 'page', 'p1'],
  major: ['major', 'error', 'err', 'high', 'alert', 'p2'],
  minor: ['minor', 'medium', 'average', 'p3'],
  warning: ['warning', 'warn', 'low', 'p4'],
  info: ['info', 'informational', 'information', 'notice', 'none', 'debug', 'p5'],
};
const byWord = new Map(Object.entries(words).flatMap(([severity, all]) => all.map((word) => [word, severity as Severity] as const)));

/** Null for a word nobody knows. Case and blanks around it do not matter. */
export const severityOf = (word: string): Severity | null => byWord.get(word.trim().toLowerCase()) ?? null;
