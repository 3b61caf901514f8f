/** `signalbox flow runs change`: reads what is to be changed, shows what would come of it, and changes the run as it was shown. */
import { insertableKinds, mostOperations, runOperationsSchema, type RunOperation } from '#domain/flow/change/change.schema';
import { lineOf } from '#domain/flow/file/flow.findings';
import type { Finding } from '#domain/flow/flow.schema';
import type { Assignment } from '#domain/flow/nodes/assignment';
import type { RunChangeView } from '#api/run-change.api';
import type { Portal } from './portal.ts';
import { plain } from './runs.print.ts';

/** What was given on the command line, by option. */
export interface ChangeGiven {
  insert?: string | undefined; on?: string | undefined; before?: string | undefined; name?: string | undefined; ask?: string[] | undefined; prompt?: string | undefined; rejected?: string | undefined;
  skip?: string | undefined; move?: string | undefined; to?: string | undefined; outcome?: string | undefined; token?: string | undefined; operations?: string | undefined;
}
/** Options of each way to say it; the first names the way. */
const ways = { insert: ['insert', 'on', 'before', 'name', 'ask', 'prompt', 'rejected'], skip: ['skip', 'token', 'outcome'], move: ['move', 'token', 'to'], operations: ['operations'] } as const satisfies Record<string, readonly (keyof ChangeGiven)[]>;
const whom = /^(person|team|role|relation):(.{1,100})$/;

/** The operations, or why there are none. */
export function operationsOf(given: ChangeGiven): RunOperation[] | string {
  const named = (Object.keys(ways) as (keyof typeof ways)[]).filter((way) => given[way] !== undefined);
  const [way] = named;
  if (way === undefined || named.length > 1) return 'say one of --insert, --skip, --move or --operations';
  const stray = (Object.keys(given) as (keyof ChangeGiven)[]).find((name) => given[name] !== undefined && !(ways[way] as readonly string[]).includes(name));
  if (stray !== undefined) return `--${stray} does not go with --${way}`;
  const said = way === 'operations' ? jsonOf(given.operations!) : [operationOf(way, given)];
  if (typeof said === 'string') return said;
  const wrong = said.find((one) => typeof one === 'string');
  if (typeof wrong === 'string') return wrong;
  const parsed = runOperationsSchema.safeParse(said);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return way === 'operations' ? `--operations: ${issue!.path.join('.') || 'it'} is not as it should be; at most ${mostOperations}` : refusalOf(way, String(issue!.path[1] ?? ''));
}

function jsonOf(text: string): unknown[] | string {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : '--operations takes a list in JSON';
  } catch {
    return '--operations takes a list in JSON';
  }
}

function operationOf(way: 'insert' | 'skip' | 'move', { insert, on, before, name, ask = [], prompt, rejected, skip, move, to, outcome, token }: ChangeGiven): object | string {
  const some = (fields: object): object => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  if (way === 'skip') return some({ do: 'skip', step: skip, token, outcome });
  if (way === 'move') return to === undefined ? 'say where to: --to STEP' : some({ do: 'move', step: move, token, to });
  const assignments = ask.map((one): Assignment | null => { const [, by, id] = whom.exec(one) ?? []; return by === undefined ? null : ({ by, [by]: id } as Assignment); });
  if (assignments.includes(null)) return '--ask takes person:ID, team:ID, role:KEY or relation:NAME';
  return some({ do: 'insert', kind: insert, edge: on, before, name: { en: name ?? '' }, prompt, assignments, rejectedTo: rejected });
}

const refusalOf = (way: string, field: string): string => ({
  kind: `--insert knows ${insertableKinds.join(' and ')}`, edge: 'say where: --before STEP or --on LINE', name: 'say what it is called: --name "..."', assignments: 'say whom it is for: --ask team:ID',
  rejectedTo: 'of an approval, and only of that, say where a rejection leads: --rejected STEP', token: '--token takes the id of a token, such as t3',
}[field] ?? `--${way}: ${field} is not as it should be`);

interface ChangeAsked { run: string; operations: RunOperation[]; reason: string; isPreview: boolean; isJson: boolean; isUnproven: boolean }

/** Looks first and changes only what could be done as it was shown. Exit code. */
export async function changeRun({ run, operations, reason, isPreview, isJson, isUnproven }: ChangeAsked, portal: Portal, write: (text: string) => unknown): Promise<number> {
  const shown = await portal.call<RunChangeView>('runs.previewChange', { params: { run }, body: { operations } });
  const mayBe = shown.refusal === null && !shown.findings.some(({ severity }) => severity === 'error');
  if (isPreview || !mayBe) {
    write(isJson ? `${JSON.stringify(shown)}\n` : shownChange(shown));
    return mayBe ? 0 : 1;
  }
  const done = await portal.call<{ accepted: true; shown: boolean }>('runs.change', { params: { run }, body: { operations, seq: shown.seq, reason, confirmNotProven: isUnproven } });
  write(isJson ? `${JSON.stringify({ run, ...done, stands: shown.stands.map(({ node }) => node) })}\n` : `${shownChange(shown)}${run}: changed\n`);
  return 0;
}

/** What would come of it, as lines for people. */
function shownChange({ run, seq, added, moved, cancelled, opened, stopped, called, stands, findings, verdict, refusal }: RunChangeView): string {
  const lines = [
    `${run}  at line ${seq}`,
    ...added.map(({ node, kind, name }) => `adds       ${kind} ${node}: ${plain(name?.en ?? node)}`), ...moved.map(({ token, from, to }) => `${to === null ? 'skips      ' : 'moves      '}${from.node}${to === null ? '' : ` -> ${to.node}`} (${token})`),
    ...cancelled.map(({ task, node, assignee }) => `cancels    task ${task} at ${node}${assignee === null ? '' : `, ${plain(assignee)}`}`), ...opened.map(({ node }) => `asks       at ${node}`),
    ...stopped.map(({ node }) => `gives up   the call of ${node}`), ...called.map(({ node }) => `calls      at ${node}`), `stands at  ${stands.map(({ node }) => node).join(', ') || '-'}`,
    ...(verdict === 'sound' ? [] : [`flow       ${verdict}`]), ...findings.map((finding) => `${finding.severity.padEnd(10)} ${plain(lineOf(finding as Finding))}`),
    ...(refusal === null ? [] : [`refused    ${refusal.code}: ${plain(refusal.message)} ${refusal.hint}`, ...refusal.details.map(({ code, message, fix = '' }) => `           ${code}: ${plain(message)} ${fix}`)]),
  ];
  return `${lines.join('\n')}\n`;
}
