/** `signalbox flow runs`: finds runs of a portal and mends them over its API. What may be done, and by whom, the portal decides. */
import { mostMended } from '#domain/flow/run.phase';
import { errorShape } from '#domain/errors';
import type { OpenIncidentView, RunRowView, RunStateView } from '#api/run.api';
import type { ResponseOf } from '#api/routes';
import { readerOf, type Sink } from '../../sink.ts';
import { PortalFault, portalOf, type Portal } from './portal.ts';
import { parseRunsArgs, type IncidentRef, type RunsArgs } from './runs.args.ts';
import { changeRun } from './runs.change.ts';
import { flowRunsHelp } from './runs.help.ts';
import { incidentLine, resultLine, runLine, shownRun, shownState } from './runs.print.ts';

export interface RunsIo { stdout: Sink; stderr: Sink; env: Readonly<Record<string, string | undefined>>; fetch: typeof fetch; newKey: () => string }
type Asked = Exclude<RunsArgs, { mode: 'help' | 'wrong' }>;
/** Rows a portal is asked for at a time. */
const atOnce = 200;

/** Runs `signalbox flow runs ...argv`. Returns the exit code. */
export async function runFlowRuns(argv: readonly string[], io: RunsIo): Promise<number> {
  const args = parseRunsArgs(argv);
  if (args.mode === 'help') {
    io.stdout.write(flowRunsHelp);
    return 0;
  }
  if (args.mode === 'wrong') return refuse(io, args.why);
  const token = io.env['SIGNALBOX_TOKEN']?.trim() ?? '';
  if (token === '') return refuse(io, 'set SIGNALBOX_TOKEN to an API token of yours');
  const portal = portalOf({ url: args.url ?? io.env['SIGNALBOX_URL'] ?? 'http://127.0.0.1:8640', token, fetch: io.fetch, newKey: io.newKey });
  try {
    return await perform(args, portal, io);
  } catch (thrown) {
    if (!(thrown instanceof PortalFault)) throw thrown;
    const { code, message, hint } = thrown.shape;
    if (args.isJson) io.stdout.write(`${JSON.stringify({ error: { code, message, hint } })}\n`);
    else io.stderr.write(`${code}: ${message}\n${hint}\n`);
    return 1;
  }
}

function refuse({ stderr }: RunsIo, why: string): number {
  stderr.write(`signalbox flow runs: ${why}\nTry: signalbox flow runs --help\n`);
  return 2;
}

async function perform(args: Asked, portal: Portal, io: RunsIo): Promise<number> {
  const tell = (value: unknown, text: string): unknown => io.stdout.write(args.isJson ? `${JSON.stringify(value)}\n` : text);
  switch (args.mode) {
    case 'list': return rowsOf<RunRowView>(portal, 'runs.list', args, io, runLine);
    case 'incidents': return rowsOf<OpenIncidentView>(portal, 'incidents.list', args, io, incidentLine);
    case 'show': { const run = await portal.call<ResponseOf<'runs.read'>>('runs.read', { params: { run: args.run } }); tell(run, shownRun(run)); return 0; }
    case 'state': { const state = await portal.call<RunStateView>('runs.state', { params: { run: args.run }, query: args.seq === null ? {} : { seq: String(args.seq) } }); tell(state, shownState(state)); return 0; }
    case 'resume': case 'cancel': case 'suspend': {
      const done = await portal.call<ResponseOf<'runs.cancel'>>(`runs.${args.mode}`, { params: { run: args.run }, body: 'reason' in args ? { reason: args.reason } : {} });
      tell({ run: args.run, ...done }, `${args.run}: ${{ resume: 'resumed', cancel: 'cancelled', suspend: 'suspended' }[args.mode]}\n`);
      return 0;
    }
    case 'change': return changeRun(args, portal, (text) => io.stdout.write(text));
    case 'retry': case 'skip': case 'error': return mend(args, portal, io);
  }
}

/** Page by page until there are enough, no faster than they are read. */
async function rowsOf<T>(portal: Portal, name: 'runs.list' | 'incidents.list', { query, limit, isJson }: Extract<Asked, { limit: number }>, io: RunsIo, line: (row: T) => string): Promise<number> {
  const reader = readerOf(io.stdout);
  let cursor: string | null = null;
  for (let left = limit; left > 0;) {
    const page: { items: T[]; next: string | null } = await portal.call(name, { query: { ...query, limit: String(Math.min(left, atOnce)), ...(cursor === null ? {} : { cursor }) } });
    for (const row of page.items) await reader.write(isJson ? `${JSON.stringify(row)}\n` : line(row));
    if (page.next === null || reader.isGone()) break;
    left -= page.items.length;
    cursor = page.next;
  }
  return 0;
}

async function mend({ mode, incidents, code, edits, isJson }: Extract<Asked, { incidents: IncidentRef[] }>, portal: Portal, io: RunsIo): Promise<number> {
  if (edits !== null) {
    const [one] = incidents;
    await portal.call('incidents.mend', { params: { key: one!.run.split('.')[0]!, incident: [...one!.run.split('~').slice(1), one!.incident].join('~') }, body: { action: 'retry', edits } });
    io.stdout.write(isJson ? `${JSON.stringify({ ...one, accepted: true })}\n` : resultLine({ ...one!, accepted: true }));
    return 0;
  }
  let hasFailed = false;
  for (let at = 0; at < incidents.length; at += mostMended) {
    const body = { action: mode === 'error' ? 'throw' : mode, ...(mode === 'error' ? { code } : {}), incidents: incidents.slice(at, at + mostMended) };
    const { results } = await portal.call<ResponseOf<'incidents.mendMany'>>('incidents.mendMany', { body });
    for (const result of results) {
      if (!result.accepted) hasFailed = true;
      io.stdout.write(isJson ? `${JSON.stringify(result)}\n` : resultLine({ ...result, hint: result.code === undefined ? '' : errorShape(result.code, result.params ?? {}).hint }));
    }
  }
  return hasFailed ? 1 : 0;
}
