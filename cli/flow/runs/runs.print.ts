/** Runs, incidents and states as lines for people. */
import type { OpenIncidentView, RunRowView, RunStateView } from '#api/run.api';
import type { ResponseOf } from '#api/routes';

/** What others typed says nothing to a terminal. */
export const plain = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
const short = (text: string, most: number): string => { const said = plain(text); return said.length > most ? `${said.slice(0, most - 1)}…` : said; };
const stepsOf = (run: Pick<RunRowView, 'steps'>): string => run.steps.map(({ node }) => node).join(', ');

export const runLine = (run: RunRowView): string =>
  `${run.id.padEnd(14)} ${(run.isLost ? 'lost' : run.phase).padEnd(10)} ${run.updatedAt.slice(0, 16)}Z  ${`${run.flow}@${run.version}`.padEnd(24)} ${stepsOf(run).padEnd(20)} ${short(run.title, 60)}\n`;
export const incidentLine = (incident: OpenIncidentView): string =>
  `${`${incident.run}/${incident.id}`.padEnd(18)} ${incident.at.slice(0, 16)}Z  ${`${incident.flow}@${incident.version}`.padEnd(24)} ${(incident.node ?? '-').padEnd(16)} ${incident.code}  ${short(incident.message, 100)}${incident.attempts > 1 ? ` (stopped ${incident.attempts} times)` : ''}${incident.isSuspended ? ' (suspended)' : ''}\n`;
export const resultLine = ({ run, incident, accepted, code, message, hint }: { run: string; incident: string; accepted: boolean; code?: string; message?: string; hint?: string }): string =>
  (accepted ? `${run}/${incident}: accepted\n` : `${run}/${incident}: ${code ?? 'refused'}: ${plain(message ?? '')}${hint ? ` ${hint}` : ''}\n`);

export function shownRun(run: ResponseOf<'runs.read'>): string {
  const lines = [
    `${run.id}  ${short(run.title, 100)}`, `state      ${run.isLost ? 'lost' : run.phase}`, `flow       ${run.flow}, version ${run.version}${run.isChanged ? ', changed for this ticket' : ''}`, `at         ${stepsOf(run) || '-'}`, `begun      ${run.startedAt}`, `changed    ${run.updatedAt}, line ${run.seq}`,
    ...(run.endedAt === null ? [] : [`ended      ${run.endedAt}`]),
    ...(run.suspended === null ? [] : [`suspended  ${run.suspended.at} by ${run.suspended.by.name ?? run.suspended.by.id}: ${plain(run.suspended.reason)}; ${run.suspended.held} held`]),
    ...run.locks.map(lockLine),
    ...run.open.map((incident) => `incident   ${run.id}/${incident.id} at ${incident.node ?? '-'}: ${incident.code}: ${plain(incident.message)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function lockLine({ lock, node, phase, since, heldSince, holder, before }: ResponseOf<'runs.read'>['locks'][number]): string {
  if (phase === 'held') return `lock       holds ${plain(lock)} at ${node} since ${heldSince ?? since}`;
  return `lock       ${phase === 'idle' ? 'waits while suspended' : 'waits'} at ${node} for ${plain(lock)} since ${since}${holder === null ? '' : `, held by ${holder.key} since ${holder.since}`}, ${before} before it`;
}

export function shownState(state: RunStateView): string {
  const lines = [
    `${state.run}  line ${state.seq} of ${state.last}${state.at === null ? '' : `, ${state.at}`}: ${state.status}`,
    ...state.tokens.map(({ id, node, waitsFor }) => `token ${id} at ${node}${waitsFor === null ? '' : `, waits for ${waitsFor}`}`),
    ...state.waits.map(({ kind, id, node, dueAt }) => `${kind} ${id}${node === null ? '' : ` at ${node}`}${dueAt === null ? '' : `, due ${dueAt}`}`),
    ...(state.variables ?? []).flatMap(({ scope, values }) => Object.entries(values).map(([name, value]) => `${scope}.${name} = ${plain(JSON.stringify(value))}`)),
  ];
  return `${lines.join('\n')}\n`;
}
