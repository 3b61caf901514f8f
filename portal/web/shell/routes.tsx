/** Every page of the portal: its address and where its code is. A page is one line here; its code is fetched when it is opened. Home, where most come first, comes with the frame. */
import { createRootRoute, createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { Frame } from './frame/Frame.tsx';
import { HomePage } from '../home/HomePage.tsx';
import { keyOf, parseFilters } from '../ticket/list/filters.ts';
import { parseTab } from '../ticket/page/tab.ts';
import { parseRun } from '../flow/overlay/run.ts';
import { parseTaskFilters, parseWork } from '../work/filters.ts';
import { parseFlowFilters } from '../flow/list/filters.ts';
import { parseIncidentFilters, parseRunFilters } from '../flow/runs/filters.ts';
import { parseMyRequests } from '../catalog/filters.ts';
import { parseEventFilters } from '../audit/filters.ts';
import { parseLevelFilters } from '../report/filters.ts';
import { parseAlarmFilter } from '../alarm/filter.ts';
import { parseMailbox } from '../notify/filters.ts';
import { parseCatalogSearch } from '../catalog/search.ts';
import { parseRoleSearch } from '../settings/roles/search.ts';
import { parseSection } from '../settings/section.ts';
import { parseCalendarSearch } from '../sla/calendar/search.ts';
import { parseSearchWords } from '../reference/search.ts';
import { NotFoundPage, PageFault } from './PageFault.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage, errorComponent: PageFault });
const parent = { getParentRoute: () => root } as const;
/** By a ticket's key, typed in small letters too; what cannot be one is not asked for. */
const byKey = {
  params: { parse: ({ key }: { key: string }) => ({ key: keyOf(key) ?? key }), stringify: ({ key }: { key: string }) => ({ key }) },
  beforeLoad: ({ params: { key } }: { params: { key: string } }) => { if (keyOf(key) === undefined) throw notFound(); },
};

const home = createRoute({ ...parent, path: '/', component: HomePage });
const tickets = createRoute({ ...parent, path: '/tickets', validateSearch: parseFilters, component: lazyRouteComponent(() => import('../ticket/list/TicketListPage.tsx'), 'TicketListPage') });
const newTicket = createRoute({ ...parent, path: '/tickets/new', component: lazyRouteComponent(() => import('../ticket/open/NewTicketPage.tsx'), 'NewTicketPage') });
const ticket = createRoute({ ...parent, path: '/tickets/$key', ...byKey, validateSearch: parseTab, component: lazyRouteComponent(() => import('../ticket/page/TicketPage.tsx'), 'TicketPage') });
const run = createRoute({ ...parent, path: '/tickets/$key/flow', ...byKey, validateSearch: parseRun, component: lazyRouteComponent(() => import('../flow/overlay/RunPage.tsx'), 'RunPage') });
const flows = createRoute({ ...parent, path: '/flows', validateSearch: parseFlowFilters, component: lazyRouteComponent(() => import('../flow/list/FlowListPage.tsx'), 'FlowListPage') });
const runs = createRoute({ ...parent, path: '/runs', validateSearch: parseRunFilters, component: lazyRouteComponent(() => import('../flow/runs/RunListPage.tsx'), 'RunListPage') });
const incidents = createRoute({ ...parent, path: '/runs/incidents', validateSearch: parseIncidentFilters, component: lazyRouteComponent(() => import('../flow/runs/IncidentListPage.tsx'), 'IncidentListPage') });
const locks = createRoute({ ...parent, path: '/runs/locks', component: lazyRouteComponent(() => import('../flow/runs/LockListPage.tsx'), 'LockListPage') });
const designer = createRoute({ ...parent, path: '/flows/$key', component: lazyRouteComponent(() => import('../flow/designer/DesignerPage.tsx'), 'DesignerPage') });
const work = createRoute({ ...parent, path: '/work', validateSearch: parseWork, component: lazyRouteComponent(() => import('../work/WorkPage.tsx'), 'WorkPage') });
const approvals = createRoute({ ...parent, path: '/approvals', validateSearch: parseTaskFilters, component: lazyRouteComponent(() => import('../approval/ApprovalsPage.tsx'), 'ApprovalsPage') });
const alarms = createRoute({ ...parent, path: '/alarms', validateSearch: parseAlarmFilter, component: lazyRouteComponent(() => import('../alarm/AlarmConsolePage.tsx'), 'AlarmConsolePage') });
const alarm = createRoute({ ...parent, path: '/alarms/$id', component: lazyRouteComponent(() => import('../alarm/AlarmGroupPage.tsx'), 'AlarmGroupPage') });
const events = createRoute({ ...parent, path: '/events', validateSearch: parseEventFilters, component: lazyRouteComponent(() => import('../audit/EventsPage.tsx'), 'EventsPage') });
const serviceLevels = createRoute({ ...parent, path: '/insight/service-levels', validateSearch: parseLevelFilters, component: lazyRouteComponent(() => import('../report/ServiceLevelsPage.tsx'), 'ServiceLevelsPage') });
const mailbox = createRoute({ ...parent, path: '/mailbox', validateSearch: parseMailbox, component: lazyRouteComponent(() => import('../notify/MailboxPage.tsx'), 'MailboxPage') });
const settings = createRoute({ ...parent, path: '/settings', validateSearch: parseSection, component: lazyRouteComponent(() => import('../settings/SettingsPage.tsx'), 'SettingsPage') });
const calendar = createRoute({ ...parent, path: '/settings/calendars/$key', validateSearch: parseCalendarSearch, component: lazyRouteComponent(() => import('../sla/calendar/CalendarPage.tsx'), 'CalendarPage') });
const policy = createRoute({ ...parent, path: '/settings/sla/$id', component: lazyRouteComponent(() => import('../sla/policy/PolicyPage.tsx'), 'PolicyPage') });
const person = createRoute({ ...parent, path: '/settings/people/$id', component: lazyRouteComponent(() => import('../settings/directory/PersonPage.tsx'), 'PersonPage') });
const team = createRoute({ ...parent, path: '/settings/teams/$id', component: lazyRouteComponent(() => import('../settings/directory/TeamPage.tsx'), 'TeamPage') });
const role = createRoute({ ...parent, path: '/settings/roles/$key', validateSearch: parseRoleSearch, component: lazyRouteComponent(() => import('../settings/roles/RolePage.tsx'), 'RolePage') });
const apiTokens = createRoute({ ...parent, path: '/api-tokens', component: lazyRouteComponent(() => import('../identity/ApiTokensPage.tsx'), 'ApiTokensPage') });
const apiDocs = createRoute({ ...parent, path: '/api/docs', validateSearch: parseSearchWords, component: lazyRouteComponent(() => import('../reference/ApiDocsPage.tsx'), 'ApiDocsPage') });
const catalog = createRoute({ ...parent, path: '/requests', validateSearch: parseCatalogSearch, component: lazyRouteComponent(() => import('../catalog/CatalogPage.tsx'), 'CatalogPage') });
const myRequests = createRoute({ ...parent, path: '/requests/mine', validateSearch: parseMyRequests, component: lazyRouteComponent(() => import('../catalog/MyRequestsPage.tsx'), 'MyRequestsPage') });
const item = createRoute({ ...parent, path: '/requests/new/$item', component: lazyRouteComponent(() => import('../catalog/ItemPage.tsx'), 'ItemPage') });
const request = createRoute({ ...parent, path: '/requests/$key', ...byKey, component: lazyRouteComponent(() => import('../catalog/RequestPage.tsx'), 'RequestPage') });
const absences = createRoute({ ...parent, path: '/absences', component: lazyRouteComponent(() => import('../identity/AbsencesPage.tsx'), 'AbsencesPage') });
const signedIn = createRoute({ ...parent, path: '/signed-in', component: lazyRouteComponent(() => import('./session/SignedInPage.tsx'), 'SignedInPage') });

export const routeTree = root.addChildren([home, work, tickets, newTicket, ticket, run, approvals, alarms, alarm, flows, runs, incidents, locks, designer, events, mailbox, settings, calendar, policy, person, team, role, signedIn, apiTokens, apiDocs, serviceLevels, catalog, myRequests, item, request, absences]);
