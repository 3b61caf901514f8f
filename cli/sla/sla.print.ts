/** Prints one answer for people: the instants in local time and UTC, then the reasons. */
import type { QuestionAnswer } from '#domain/sla/question';
import { localText } from '#domain/sla/explain';
import { spanText } from '#domain/sla/explain.words';
import type { ExplainCode } from '#domain/sla/explain.texts';
import { epochMs } from '#domain/values';
import type { WorkingCalendar } from '#domain/sla/working-time';

/** Lines of an explanation that are no reason but the result, printed above it. */
const resultLines: readonly ExplainCode[] = ['DUE', 'WARN', 'ESCALATE', 'BREACHED', 'BETWEEN'];

/** The answer as text ending with a line break. */
export function printAnswer(answer: QuestionAnswer, calendar: WorkingCalendar): string {
  const zone = calendar.calendar.zone;
  const instant = (label: string, at: string | null): string[] =>
    at === null ? [] : [`${label.padEnd(10)}${localText(calendar, epochMs(at))} ${zone}${zone === 'UTC' ? '' : `   ${at}`}`];
  const seconds = (label: string, value: number | null): string[] =>
    value === null ? [] : [`${label.padEnd(10)}${spanText(value, 'en')}`];
  const results = [
    ...instant('Due', answer.due), ...instant('Warn', answer.warn), ...instant('Escalate', answer.escalate), ...instant('Breached', answer.breachedAt),
    ...(answer.holdSeconds > 0 ? seconds('Held', answer.holdSeconds) : []), ...seconds('Elapsed', answer.elapsedSeconds),
  ];
  const reasons = answer.explain.filter((line) => !resultLines.includes(line.code)).map((line) => `  - ${line.text}`);
  return [...results, ...(reasons.length > 0 ? ['', 'Why', ...reasons] : []), ''].join('\n');
}
