/** Answers questions line by line as they come, one line each, in order; a line that cannot be answered says why and the next goes on. */
import { CatalogueError } from '#domain/errors';
import { answerQuestion } from '#domain/sla/question';
import { parseQuestion } from '#domain/sla/question.schema';
import type { calendarLoader } from './sla.calendars.ts';
import { readerOf } from '../sink.ts';
import type { SlaIo } from './sla.command.ts';
import { rowError } from './sla.errors.ts';

const LONGEST_LINE = 4_000_000;

/** Reads JSON objects from stdin, one a line, empty lines skipped, until they end or nobody reads the answers. Returns 0, or 1 when a row failed. `calendar` is used where a row names none. */
export async function runBatch(io: SlaIo, calendars: ReturnType<typeof calendarLoader>, calendar: string | null): Promise<number> {
  let hasFailed = false;
  const reader = readerOf(io.stdout);
  for await (const { text, line } of linesOf(io.stdin)) {
    if (text !== null && text.trim() === '') continue;
    const answer = await answerLine(text, line, calendars, calendar);
    if ('error' in answer) hasFailed = true;
    await reader.write(`${JSON.stringify(answer)}\n`);
    if (reader.isGone()) break;
  }
  return hasFailed ? 1 : 0;
}

async function answerLine(text: string | null, line: number, calendars: ReturnType<typeof calendarLoader>, calendar: string | null) {
  let id: unknown = null;
  try {
    if (text === null) throw new CatalogueError('SLA_QUESTION_TOO_LONG', { line, limit: LONGEST_LINE });
    const row = objectOf(text, line);
    id = row['id'] ?? null;
    const { question, ignoredKeys } = parseQuestion(calendar === null ? row : { ...row, calendar: row['calendar'] ?? calendar });
    return answerQuestion(question, await calendars(question.calendar), ignoredKeys);
  } catch (thrown) {
    return { id, error: rowError(thrown).error };
  }
}

function objectOf(text: string, line: number): Record<string, unknown> {
  let parsed: unknown = null;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new CatalogueError('SLA_QUESTION_NOT_JSON', { line });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new CatalogueError('SLA_QUESTION_NOT_JSON', { line });
  return { ...parsed };
}

/** Lines of a stream of text or bytes, numbered from 1; null for a line longer than allowed, whose rest is dropped while it comes. */
async function* linesOf(chunks: AsyncIterable<string | Uint8Array>): AsyncGenerator<{ text: string | null; line: number }> {
  const decoder = new TextDecoder();
  let rest = '';
  let isTooLong = false;
  let line = 0;
  for await (const chunk of chunks) {
    rest += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true });
    const pieces = rest.split('\n');
    rest = pieces.pop() ?? '';
    for (const piece of pieces) {
      line++;
      yield { text: isTooLong || piece.length > LONGEST_LINE ? null : lineText(piece, line), line };
      isTooLong = false;
    }
    if (rest.length > LONGEST_LINE) { isTooLong = true; rest = ''; }
  }
  rest += decoder.decode();
  if (rest !== '' || isTooLong) yield { text: isTooLong ? null : lineText(rest, line + 1), line: line + 1 };
}

const lineText = (text: string, line: number): string => (line === 1 ? text.replace(/^\uFEFF/, '') : text).replace(/\r$/, '');
