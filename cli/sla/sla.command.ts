/** `signalbox sla`: asks the SLA calculator from a terminal or a pipe. Reads arguments, files and lines; every answer comes from domain/sla. */
import { codeOf } from '#domain/errors';
import { parseQuestion } from '#domain/sla/question.schema';
import { answerQuestion } from '#domain/sla/question';
import type { Sink } from '../sink.ts';
import { parseSlaArgs, type ExplainArgs } from './sla.args.ts';
import { runBatch } from './sla.batch.ts';
import { calendarLoader } from './sla.calendars.ts';
import { rowError } from './sla.errors.ts';
import { slaHelp } from './sla.help.ts';
import { printAnswer } from './sla.print.ts';

/** What the command needs of the outside. `readFile` gives the text of a file or rejects. */
export interface SlaIo {
  stdout: Sink;
  stderr: Sink;
  stdin: AsyncIterable<string | Uint8Array>;
  readFile(path: string): Promise<string>;
}

/** Runs `signalbox sla ...argv`. Returns the exit code: 0 answered, 1 a question could not be answered, 2 wrong usage. */
export async function runSla(argv: readonly string[], io: SlaIo): Promise<number> {
  const args = parseSlaArgs(argv);
  if (args.mode === 'help') {
    io.stdout.write(slaHelp);
    return 0;
  }
  if (args.mode === 'wrong') {
    io.stderr.write(`signalbox sla: ${args.why}\nTry: signalbox sla explain --help\n`);
    return 2;
  }
  const calendars = calendarLoader(io.readFile, args.calendars);
  if (args.mode === 'batch') return runBatch(io, calendars, args.calendar);
  return explainOne(args, io, calendars);
}

async function explainOne(args: ExplainArgs, io: SlaIo, calendars: ReturnType<typeof calendarLoader>): Promise<number> {
  try {
    const { question } = parseQuestion(args.question);
    const calendar = await calendars(question.calendar);
    const answer = answerQuestion(question, calendar);
    io.stdout.write(args.isJson ? `${JSON.stringify(answer)}\n` : printAnswer(answer, calendar));
    return 0;
  } catch (thrown) {
    const { error, hint } = rowError(thrown);
    if (args.isJson) io.stdout.write(`${JSON.stringify({ id: args.question.id ?? null, error })}\n`);
    else io.stderr.write(`signalbox sla: ${error.message}\n${hint}\n(${error.code})\n`);
    if (codeOf(thrown) === null) throw thrown;
    return 1;
  }
}
