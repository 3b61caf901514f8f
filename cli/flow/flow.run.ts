/** What `signalbox flow run` says of one file: the run as it went on the kernel. Script and outputs are read once for all files. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { DryRunOptions } from '#domain/flow/dry-run/dry-run';
import { dryRun } from '#domain/flow/dry-run/dry-run.play';
import { nothingRun, type DryRunResult } from '#domain/flow/dry-run/dry-run.result';
import { dryOutputsSchema, dryScriptSchema } from '#domain/flow/dry-run/dry-run.script';
import { located } from '#domain/flow/file/flow.findings';
import { nodeKinds } from '#domain/flow/nodes/index';
import { hasErrors } from '#domain/flow/rules/index';
import { parseCalendar } from '#domain/sla/calendar.check';
import { newClock } from '#domain/sla/clock';
import { withDeadlines } from '#domain/sla/due';
import { workingCalendar, type WorkingCalendar } from '#domain/sla/working-time';
import { instantOf, isNestedDeeper, jsonLevels, type Instant } from '#domain/values';
import { projectFolder } from '#embedded/project';
import type { InputFiles } from '../input-files.ts';
import type { FlowArgs } from './flow.args.ts';
import { findingLines } from './flow.check.ts';
import type { FlowJudge } from './flow.command.ts';
import { createFlowShelf } from './flow.shelf.ts';

const scriptLimit = 4 * 1024 * 1024;
/** A day of work, so that every run of the same flow is the same. */
const beginning: Instant = '2026-01-05T09:00:00.000Z';

/** Plays each file by these arguments; or why script or outputs cannot be used. */
export async function runnerOf(args: Extract<FlowArgs, { mode: 'run' }>, files: InputFiles): Promise<FlowJudge | string> {
  const script = await jsonFile('the script', args.script, dryScriptSchema, files);
  if (typeof script === 'string') return script;
  const outputs = await jsonFile('the outputs', args.outputs, dryOutputsSchema, files);
  if (typeof outputs === 'string') return outputs;
  const resolveTimer = timersOf();
  const shelf = createFlowShelf(files);
  return async (file, parsed) => {
    const flows = parsed.ok ? await shelf(file, parsed.file) : undefined;
    const result = parsed.ok
      ? dryRun(parsed.file, { registry: nodeKinds, startAt: args.start, script: script.value, outputs: outputs.value, isAuto: args.isAuto, maxSteps: args.maxSteps, now: beginning, resolveTimer, flows })
      : nothingRun(parsed.findings);
    const findings = result.findings.map((finding) => located(finding, file));
    return { text: args.isJson ? `${JSON.stringify({ file, ...result, findings })}\n` : readable(file, { ...result, findings }), hasFailed: hasErrors(findings) || result.status === 'failed' || result.status === 'stuck' };
  };
}

/** The file as its schema reads it, an empty one where none is named; or what is wrong with it. */
async function jsonFile<T>(what: string, path: string | null, schema: z.ZodType<T>, files: InputFiles): Promise<{ value: T } | string> {
  if (path === null) return { value: schema.parse({}) };
  try {
    const { bytes, isCut } = await files.read(path, scriptLimit);
    if (isCut) return `${what} ${path} is larger than ${scriptLimit / 1024 / 1024} MB`;
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isNestedDeeper(json, jsonLevels)) return `${what} ${path} is nested deeper than ${jsonLevels} levels`;
    const read = schema.safeParse(json);
    if (read.success) return { value: read.data };
    const [issue] = read.error.issues;
    return `${what} ${path} cannot be used: ${[issue?.path.map(String).join('.'), issue?.message].filter((part) => part).join(': ')}`;
  } catch (thrown) {
    return `${what} ${path} cannot be read: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
}

/** Working time by the shipped calendars, which is what an installation has that nobody has set up yet. */
function timersOf(): DryRunOptions['resolveTimer'] {
  let known: Map<string, WorkingCalendar> | null = null;
  return ({ iso, calendar, from, pauses = [] }) => {
    known ??= shippedCalendars();
    const found = known.get(calendar);
    if (found === undefined) return null;
    return withDeadlines({ ...newClock({ id: 'timer', kind: 'step', policyId: '', calendarId: calendar, target: iso }), startedAt: from, state: 'running', pauses: pauses.map((pause, at) => ({ ...pause, reason: 'suspended', holdId: `${at}` })) }, found, from).dueAt;
  };
}

function shippedCalendars(): Map<string, WorkingCalendar> {
  const { calendars } = JSON.parse(readFileSync(join(projectFolder, 'seed/calendars.json'), 'utf8')) as { calendars: object[] };
  return new Map(calendars.map((calendar) => parseCalendar(calendar)).map((calendar) => [calendar.key, workingCalendar(calendar)]));
}

function readable(file: string, { status, start, path, waiting, findings }: DryRunResult): string {
  const steps = path.filter(({ event }) => event === 'enter').length;
  const waits = waiting.map(({ node, kind, until }) => `${kind} at ${node}${until === null ? '' : ` until ${instantOf(Date.parse(until))}`}`);
  return `${[...findingLines(findings), `${file}: ${start === null ? '' : `from ${start}, `}${status} after ${steps} ${steps === 1 ? 'step' : 'steps'}${waits.length === 0 ? '' : `; waits for ${waits.join(', ')}`}`].join('\n')}\n`;
}
