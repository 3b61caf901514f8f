/** Starts by a message do not take it from one another; a schedule has a zone there is, and comes some day. Days off are not looked at: calendars are an installation's. */
import { isKnownZone } from '../../../sla/zone-timeline.ts';
import type { Finding } from '../../flow.schema.ts';
import { planSchedule } from '../../schedule/schedule.instants.ts';
import { scheduleFault } from '../../schedule/schedule.schema.ts';
import type { StartConfig } from '../../start/start.schema.ts';
import { atNode, type FlowRule, type ViewNode } from '../flow.view.ts';

/** Before this, nothing of a schedule that says no beginning is looked for. */
const longAgoMs = Date.UTC(2024, 0, 1);

export const startTriggersRule: FlowRule = {
  rule: 'start-triggers',
  about: 'A message begins a flow once, and a schedule nobody hears of again is a task nobody does.',
  check(flow) {
    const starts = flow.inside(undefined).filter(({ kind }) => kind === 'start').flatMap((node) => { const config = flow.configOf(node) as StartConfig | undefined; return config === undefined ? [] : [{ node, config }]; });
    return [...twice(starts), ...starts.flatMap(({ node, config }) => scheduleFindings(node, config))];
  },
};

type Start = { node: ViewNode; config: StartConfig };

/** Two conditions may part them; nobody can say whether they do. */
function twice(starts: readonly Start[]): Finding[] {
  const byMessage = starts.filter(({ config }) => config.trigger === 'message' && config.message);
  return byMessage.flatMap(({ node, config }, at) => {
    const other = byMessage.slice(0, at).find((one) => one.config.message === config.message);
    if (other === undefined) return [];
    const isParted = Boolean(config.condition) && Boolean(other.config.condition) && config.condition !== other.config.condition;
    return [atNode(node, 'start-message-twice', { other: other.node.name, name: config.message! }, { severity: isParted ? 'warning' : 'error', field: '/message', path: `/nodes/${node.id}/config/message` })];
  });
}

function scheduleFindings(node: ViewNode, { trigger, schedule }: StartConfig): Finding[] {
  if (trigger !== 'schedule' || schedule === undefined) return [];
  const at = (field: string) => ({ field: `/schedule${field}`, path: `/nodes/${node.id}/config/schedule${field}` });
  if (!isKnownZone(schedule.zone)) return [atNode(node, 'start-schedule-zone', { zone: schedule.zone }, at('/zone'))];
  if (scheduleFault(schedule) !== null || planSchedule({ schedule, sinceMs: longAgoMs }).next(longAgoMs, 1).length > 0) return [];
  return [atNode(node, 'start-schedule-never', {}, at(''))];
}
