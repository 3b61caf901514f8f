/** `signalbox seed`: everyday demonstration tickets in great number. What they are is activities/demo's. */
import { parseArgs } from 'node:util';
import { CatalogueError, errorShape } from '#domain/errors';

export interface SeedIo {
  stdout: { write(text: string): unknown };
  stderr: { write(text: string): unknown };
  nowMs(): number;
  isStopping(): boolean;
  /** Makes what is missing. Throws INSTALLATION_MISSING, DATABASE_AWAY, SEED_COMPANY_MISSING, SEED_FLOW_UNFIT. */
  seed(count: number, onProgress: (done: number) => void): Promise<{ made: number; done: number }>;
}

const most = 100_000;
export const seedHelp = `Usage: signalbox seed --tickets N [--json]

Adds everyday tickets of the demonstration company to an installation that has been started with it: N of them over the last year, finished, played by the
shipped flow. They are demo data and go when an administrator clears it. Run again, it adds what is missing, so it can be stopped and gone on with.

  --tickets N  how many there shall be, 1 to ${most}
  --json       the result as one line of JSON: {"made": 120, "there": 20000}, or {"error": {code, message, hint}}; progress goes to the standard error
  --help       this text

Which installation: SIGNALBOX_DATA (default .signalbox), or MONGODB_URI and SIGNALBOX_DATA_KEY.
Exit code 0: all are there. 1: could not be done. 2: wrong usage. 130: stopped; the same command goes on.

Examples
  signalbox seed --tickets 20000
  signalbox seed --tickets 500 --json | jq .there
`;

/** Runs `signalbox seed ...argv`. Returns the exit code. */
export async function runSeed(argv: readonly string[], io: SeedIo): Promise<number> {
  const args = argsOf(argv);
  if (args.is === 'help') {
    io.stdout.write(seedHelp);
    return 0;
  }
  if (args.is === 'wrong') {
    io.stderr.write(`signalbox seed: ${args.why}\nTry: signalbox seed --help\n`);
    return 2;
  }
  const told = progressTo(io, args.count);
  try {
    const { made, done } = await io.seed(args.count, told);
    io.stdout.write(args.isJson ? `${JSON.stringify({ made, there: done })}\n` : `${done < args.count ? `stopped: ${done} of ${args.count} tickets are there` : `${done} tickets are there`}, ${made} of them made now\n`);
    return done < args.count ? 130 : 0;
  } catch (thrown) {
    if (!(thrown instanceof CatalogueError)) throw thrown;
    const { code, message, hint } = errorShape(thrown.code, thrown.params, thrown.details);
    if (args.isJson) io.stdout.write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
    else io.stderr.write(`${code}: ${message}\n${hint}\n`);
    return 1;
  }
}

type SeedArgs = { is: 'help' } | { is: 'wrong'; why: string } | { is: 'seed'; count: number; isJson: boolean };

function argsOf(argv: readonly string[]): SeedArgs {
  try {
    const { values } = parseArgs({ args: [...argv], options: { tickets: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } });
    if (values.help) return { is: 'help' };
    const text = values.tickets;
    if (text === undefined) return { is: 'wrong', why: 'say how many tickets: --tickets N' };
    const count = /^\d{1,6}$/.test(text) ? Number(text) : 0;
    return count >= 1 && count <= most ? { is: 'seed', count, isJson: values.json ?? false } : { is: 'wrong', why: `--tickets takes a number from 1 to ${most}` };
  } catch (thrown) {
    return { is: 'wrong', why: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

/** A line every few seconds: how many, and how long it may still take. */
function progressTo({ stderr, nowMs }: SeedIo, count: number): (done: number) => void {
  const begunAt = nowMs();
  let toldAt = begunAt;
  return (done) => {
    const now = nowMs();
    if (now - toldAt < 2_000 || done >= count) return;
    toldAt = now;
    const secondsLeft = Math.round(((now - begunAt) / done) * (count - done) / 1_000);
    stderr.write(`${done} of ${count} tickets, about ${secondsLeft >= 90 ? `${Math.round(secondsLeft / 60)} minutes` : `${secondsLeft} seconds`} left\n`);
  };
}
