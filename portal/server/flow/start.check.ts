/** Finds starts that name what this installation does not have: a ticket type, a person, a team, a calendar; and schedules that are over. */
import type { Finding } from '#domain/flow/flow.schema';
import { atNode, type FlowView, type ViewNode } from '#domain/flow/rules/flow.view';
import { planSchedule } from '#domain/flow/schedule/schedule.instants';
import { scheduleFault } from '#domain/flow/schedule/schedule.schema';
import type { StartConfig } from '#domain/flow/start/start.schema';
import { isKnownZone } from '#domain/sla/zone-timeline';
import { workingCalendar } from '#domain/sla/working-time';
import type { PersonRepo } from '#store/identity/person.repo';
import type { TeamRepo } from '#store/identity/team.repo';
import type { CalendarRepo } from '#store/sla/calendar.repo';
import type { TicketTypeRepo } from '#store/ticket/ticket-type.repo';

export interface StartCheckDeps { people: Pick<PersonRepo, 'read'>; teams: Pick<TeamRepo, 'read'>; types: Pick<TicketTypeRepo, 'read'>; calendars: Pick<CalendarRepo, 'read'>; nowMs(): number }

/** Findings in the shape of the rules'. What a run computes is judged when it comes. */
export async function startFindings(flow: FlowView, deps: StartCheckDeps): Promise<Finding[]> {
  const starts = flow.inside(undefined).filter(({ kind }) => kind === 'start').flatMap((node) => { const config = flow.configOf(node) as StartConfig | undefined; return config?.trigger === 'message' || config?.trigger === 'schedule' ? [{ node, config }] : []; });
  return (await Promise.all(starts.map(async ({ node, config }) => [...await namedFindings(node, config, flow.file.ticketType, deps), ...await scheduleFindings(node, config, deps)]))).flat();
}

const at = (node: ViewNode, field: string) => ({ field: `/${field}`, path: `/nodes/${node.id}/config/${field}` });
const written = (text: string | undefined): text is string => text !== undefined && text !== '' && !text.startsWith('=');

async function namedFindings(node: ViewNode, { type: own, requester, team }: StartConfig, flowType: string | undefined, { people, teams, types }: StartCheckDeps): Promise<Finding[]> {
  const type = own || flowType;
  return [
    ...(type ? [] : [atNode(node, 'start-type-missing', {}, at(node, 'type'))]),
    ...(type && await types.read(type) === null ? [atNode(node, 'start-type-unknown', { type }, at(node, 'type'))] : []),
    ...(written(requester) && (await people.read(requester))?.isActive !== true ? [atNode(node, 'start-person-unknown', { person: requester }, at(node, 'requester'))] : []),
    ...(written(team) && await teams.read(team) === null ? [atNode(node, 'start-team-unknown', { team }, at(node, 'team'))] : []),
  ];
}

async function scheduleFindings(node: ViewNode, { trigger, schedule }: StartConfig, { calendars, nowMs }: StartCheckDeps): Promise<Finding[]> {
  if (trigger !== 'schedule' || schedule === undefined || scheduleFault(schedule) !== null || !isKnownZone(schedule.zone)) return [];
  const calendar = schedule.calendar ? await calendars.read(schedule.calendar) : null;
  if (schedule.calendar && calendar === null) return [atNode(node, 'start-calendar-unknown', { calendar: schedule.calendar }, at(node, 'schedule/calendar'))];
  const plan = planSchedule({ schedule, sinceMs: nowMs(), calendar: calendar && workingCalendar(calendar) });
  return plan.next(nowMs(), 1).length > 0 ? [] : [atNode(node, 'start-schedule-over', {}, at(node, 'schedule'))];
}
