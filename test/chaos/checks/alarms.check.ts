/** Alarms after the storm: what was answered 202 is in the journal in one group, groups hold what their journal says, one ticket an episode. */
import type { GroupState } from '#domain/alarm/convergence.types';
import { firingCount } from '#domain/alarm/convergence.timing';
import type { BindingRow, EpisodeRow, GroupRow, HeadRow, JournalRow } from '#store/alarm/alarm.models';
import type { TicketRecord } from '#store/ticket/ticket.repo';
import type { AlarmPost } from '../ledger.ts';
import { isGapless, type Tell } from './finding.ts';

export interface AlarmFacts {
  posts: readonly AlarmPost[]; journal: readonly JournalRow[]; bindings: readonly BindingRow[]; heads: readonly HeadRow[]; groups: readonly GroupRow[]; episodes: readonly EpisodeRow[]; tickets: readonly TicketRecord[];
}

export function checkAlarms(tell: Tell, facts: AlarmFacts): void {
  checkPosts(tell, facts);
  checkJournal(tell, facts);
  checkGroups(tell, facts);
  checkEpisodes(tell, facts);
}

function checkPosts(tell: Tell, { posts, journal }: AlarmFacts): void {
  const rows = new Map<string, JournalRow[]>();
  for (const row of journal) {
    const mark = row.annotations.find(({ name }) => name === 'mark')?.value ?? '';
    const key = `${mark} ${row.fingerprint}`;
    rows.set(key, [...(rows.get(key) ?? []), row]);
  }
  for (const { mark, answer, alarms, tries } of posts) for (const { fingerprint, state } of alarms) {
    const found = rows.get(`${mark} ${fingerprint}`) ?? [];
    const groups = new Set(found.map(({ group }) => group));
    if (answer === 'accepted' && found.length === 0) tell(fingerprint, `was answered 202 and is not in the journal (${state}, ${tries} tries)`);
    if (groups.size > 1) tell(fingerprint, `one post of it is in ${groups.size} groups`);
    if (found.filter(({ change }) => change !== null).length > 1) tell(fingerprint, 'one post of it counted as more than one change');
    if (found.length > tries) tell(fingerprint, `was sent ${tries} times and journalled ${found.length} times`);
  }
}

/** Changes of a fingerprint: new, then resolved, then new; never two of a kind. */
function checkJournal(tell: Tell, { journal, bindings, heads }: AlarmFacts): void {
  const changes = journal.filter(({ seq }) => seq !== undefined).sort((a, b) => a.seq! - b.seq!);
  for (const head of heads) {
    const own = changes.filter(({ group }) => group === head._id);
    if (!isGapless(own.map(({ seq }) => seq!)) || own.length !== head.seq) tell(head.title, `has ${own.length} changes, its head says ${head.seq}`);
    if (head.isPending) tell(head.title, 'has changes that no cursor has passed');
  }
  for (const binding of bindings) {
    const own = changes.filter(({ fingerprint }) => fingerprint === binding.fingerprint);
    const states = own.filter(({ change }) => change !== 'severity').map(({ change }) => change);
    if (states.some((change, at) => change !== (at % 2 === 0 ? 'new' : 'resolved'))) tell(binding.fingerprint, `its changes do not take turns: ${states.join(', ')}`);
    if (new Set(own.map(({ group }) => group)).size > 1) tell(binding.fingerprint, 'its changes are in more than one group');
    if ((own.at(-1)?.state ?? 'firing') !== binding.state) tell(binding.fingerprint, `is bound as ${binding.state}, its last change was ${String(own.at(-1)?.state)}`);
  }
}

function checkGroups(tell: Tell, { groups, heads, bindings }: AlarmFacts): void {
  for (const head of heads) {
    const group = groups.find(({ _id }) => _id === head._id);
    if (!group) { tell(head.title, 'has changes and no group'); continue; }
    const { state } = JSON.parse(group.convergence) as { state: GroupState };
    const firing = bindings.filter((binding) => binding.group === group._id && binding.state === 'firing').length;
    if (state.cursor !== head.seq) tell(group.title, `has read ${state.cursor} of ${head.seq} changes`);
    if (firingCount(state) !== firing) tell(group.title, `counts ${firingCount(state)} firing, ${firing} fire`);
    if (group.state !== 'closed') tell(group.title, `is ${group.state} after everything resolved${group.fault ? ` (${group.fault.code})` : ''}`);
    if (state.action) tell(group.title, `still wants to ${state.action.type}`);
  }
}

function checkEpisodes(tell: Tell, { episodes, tickets, groups }: AlarmFacts): void {
  for (const { group, episode, ticketId, key } of episodes) {
    const own = tickets.filter((ticket) => ticket.alarm?.group === group && ticket.alarm.episode === episode);
    if (own.length !== 1 || own[0]?.id !== ticketId) tell(key, `episode ${episode} of its group has ${own.length} tickets: ${own.map((ticket) => ticket.key).join(', ')}`);
  }
  for (const ticket of tickets) if (ticket.alarm && !episodes.some(({ ticketId }) => ticketId === ticket.id)) tell(ticket.key, 'is an alarm\'s ticket that no episode knows');
  for (const group of groups) {
    const last = Math.max(0, ...episodes.filter((episode) => episode.group === group._id).map(({ episode }) => episode));
    if (group.episode !== last) tell(group.title, `is in episode ${group.episode}, the last one settled is ${last}`);
  }
}
