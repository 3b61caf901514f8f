/** `npm run chaos`: kills worker, portal, Temporal and MongoDB while tickets run, then checks every promise. Ends with one JSON line; 1 when a promise was broken. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { consoleLog } from '#embedded/console-log';
import { runChaos } from './chaos.run.ts';
import { killPlan } from './kill.plan.ts';

const usage = 'npm run chaos -- [--seed N] [--kills 60] [--tickets 50] [--minutes 25] [--keep]';

function optionsOrExit() {
  try {
    const { values } = parseArgs({ options: { seed: { type: 'string' }, kills: { type: 'string', default: '60' }, tickets: { type: 'string', default: '50' }, minutes: { type: 'string', default: '25' }, keep: { type: 'boolean', default: false } } });
    const numbers = { seed: Number(values.seed ?? Date.now() % 1_000_000), kills: Number(values.kills), tickets: Number(values.tickets), minutes: Number(values.minutes) };
    if (Object.values(numbers).some((number) => !Number.isSafeInteger(number) || number < 0) || numbers.tickets < 2 || numbers.minutes < 4) throw new Error('numbers are whole; at least 2 tickets and 4 minutes');
    return { ...numbers, keep: values.keep };
  } catch (fault) {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n${usage}\n`);
    return process.exit(2);
  }
}

const { keep, kills, ...options } = optionsOrExit();
const dataDir = mkdtempSync(join(tmpdir(), 'signalbox-chaos-'));
const startedAt = Date.now();
const say = (line: string): void => { process.stdout.write(`${((Date.now() - startedAt) / 1000).toFixed(1).padStart(7)} s  ${line}\n`); };
say(`seed ${options.seed}, ${kills} kills, data in ${dataDir}`);
let code = 1;
let isKept = keep;
try {
  const report = await runChaos({ ...options, plan: (dice) => killPlan(kills, dice), dataDir, say, log: consoleLog(process.stderr, 'stack: ') });
  for (const { promise, where, what } of report.findings) process.stdout.write(`BROKEN  ${promise}\n        ${where}\n        ${what}\n`);
  process.stdout.write(`${JSON.stringify(report)}\n`);
  code = report.findings.length > 0 ? 1 : 0;
  isKept ||= code !== 0;
} catch (fault) {
  process.stderr.write(`${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`);
  isKept = true;
}
if (isKept) say(`the data folder with every log is kept: ${dataDir}`);
else rmSync(dataDir, { recursive: true, force: true });
process.exit(code);
