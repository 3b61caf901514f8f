/** What a written duration means: working time (PT4H), working days (P5D) or a share of the target (75%). Calendars are left to working-time.ts. */
import { CatalogueError } from '../errors.ts';
import { phrase } from '../message.ts';

/** A signed amount of working days and then working milliseconds. Both are whole and not negative; `sign` turns the whole around. */
export interface WorkingSpan { readonly sign: 1 | -1; readonly days: number; readonly ms: number }

/** Where a warning or an escalation stands: a span before (-) or after (+) due, or a share of the target used up. */
export type DueOffset = { by: 'span'; span: WorkingSpan } | { by: 'share'; share: number };

export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const MAX_DAYS = 10_000;
const MAX_HOURS = 200_000;

const amount = String.raw`(\d+(?:[.,]\d+)?)`;
const durationPattern = new RegExp(`^([+\\-\u2212])?P(?:${amount}Y)?(?:${amount}M)?(?:${amount}W)?(?:${amount}D)?(?:T(?=\\d)(?:${amount}H)?(?:${amount}M)?(?:${amount}S)?)?$`);
const sharePattern = /^(\d{1,4}(?:\.\d+)?)\s?%$/;

/** Spans read before: an organisation has a handful of them and asks for each again and again. */
const spansRead = new Map<string, WorkingSpan>();
const MOST_REMEMBERED = 1000;

/**
 * A duration in ISO 8601 as working days and working time: "PT4H", "P5D", "P1DT4H", with an optional sign (the minus of typography too).
 * Throws SLA_DURATION_INVALID, SLA_DURATION_UNIT (years, months, weeks: nobody agrees what they are in working time) or SLA_DURATION_ABSURD.
 */
export function parseSpan(text: string): WorkingSpan {
  const known = spansRead.get(text);
  if (known !== undefined) return known;
  const span = readSpan(text);
  if (spansRead.size >= MOST_REMEMBERED) spansRead.clear();
  spansRead.set(text, span);
  return span;
}

function readSpan(text: string): WorkingSpan {
  const parts = durationPattern.exec(text.trim());
  if (!parts || text.trim().length < 3 || parts.slice(2).every((part) => part === undefined)) throw new CatalogueError('SLA_DURATION_INVALID', { text });
  const [, sign, years, months, weeks, days, hours, minutes, seconds] = parts;
  for (const [unit, part] of [['years', years], ['months', months], ['weeks', weeks]] as const) {
    if (part !== undefined) throw new CatalogueError('SLA_DURATION_UNIT', { text, unit });
  }
  const wholeDays = numberOf(days);
  if (!Number.isInteger(wholeDays)) throw new CatalogueError('SLA_DURATION_UNIT', { text, unit: 'day-parts' });
  const ms = Math.round(numberOf(hours) * HOUR_MS + numberOf(minutes) * 60_000 + numberOf(seconds) * 1000);
  if (wholeDays > MAX_DAYS) throw new CatalogueError('SLA_DURATION_ABSURD', { text, limit: phrase('word.working-days', { count: MAX_DAYS }) });
  if (ms > MAX_HOURS * HOUR_MS) throw new CatalogueError('SLA_DURATION_ABSURD', { text, limit: phrase('word.working-hours', { count: MAX_HOURS }) });
  return { sign: sign === undefined || sign === '+' ? 1 : -1, days: wholeDays, ms };
}

/**
 * The target of a clock. Zero is allowed and means "at once". Throws what `parseSpan` throws, and SLA_DURATION_NEGATIVE.
 * A pure count of working days may be negative only where `mayCountBack` says so (a calculator's question, never a policy).
 */
export function parseTarget(text: string, mayCountBack = false): WorkingSpan {
  const span = parseSpan(text);
  const isZero = span.days === 0 && span.ms === 0;
  if (span.sign === -1 && !isZero && !(mayCountBack && span.ms === 0)) throw new CatalogueError('SLA_DURATION_NEGATIVE', { text });
  return span;
}

/**
 * A warning or escalation relative to due. Without a sign a warning is before due and an escalation after it; a written sign always holds.
 * "75%" is the instant at which three quarters of the target are used up. Throws what `parseSpan` throws.
 */
export function parseOffset(text: string, role: 'warn' | 'escalate'): DueOffset {
  const share = sharePattern.exec(text.trim());
  if (share) return { by: 'share', share: Number(share[1]) / 100 };
  const span = parseSpan(text);
  const isSigned = /^[+\-\u2212]/.test(text.trim());
  return { by: 'span', span: !isSigned && role === 'warn' ? { ...span, sign: -1 } : span };
}

/** Whether a warning there says nothing: at due or after it a breach is told, and before anything is used up there is nothing to warn of. */
export function warnsNever(offset: DueOffset): boolean {
  if (offset.by === 'share') return offset.share <= 0 || offset.share >= 1;
  const { sign, days, ms } = offset.span;
  return sign === 1 || (days === 0 && ms === 0);
}

const numberOf = (part: string | undefined): number => (part === undefined ? 0 : Number(part.replace(',', '.')));
