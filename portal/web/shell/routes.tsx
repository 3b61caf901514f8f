/** Every page of the portal: its address and where its code is. A page is one line here; its code is fetched when it is opened. */
import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Frame } from './frame/Frame.tsx';
import { parseFilters } from '../ticket/list/filters.ts';
import { parseTab } from '../ticket/page/tab.ts';
import { parseRun } from '../flow/overlay/run.ts';
import { parseScope } from '../work/scope.ts';
import { parseAlarmFilter } from '../alarm/filter.ts';
import { parseSection } from '../settings/section.ts';
import { NotFoundPage, PageFault } from './PageFault.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage, errorComponent: PageFault });
const parent = { getParentRoute: () => root } as const;

const home = createRoute({ ...parent, path: '/', component: lazyRouteComponent(() => import('../home/HomePage.tsx'), 'HomePage') });
const tickets = createRoute({ ...parent, path: '/tickets', validateSearch: parseFilters, component: lazyRouteComponent(() => import('../ticket/list/TicketListPage.tsx'), 'TicketListPage') });
const newTicket = createRoute({ ...parent, path: '/tickets/new', component: lazyRouteComponent(() => import('../ticket/open/NewTicketPage.tsx'), 'NewTicketPage') });
const ticket = createRoute({ ...parent, path: '/tickets/$key', validateSearch: parseTab, component: lazyRouteComponent(() => import('../ticket/page/TicketPage.tsx'), 'TicketPage') });
const run = createRoute({ ...parent, path: '/tickets/$key/flow', validateSearch: parseRun, component: lazyRouteComponent(() => import('../flow/overlay/RunPage.tsx'), 'RunPage') });
const flows = createRoute({ ...parent, path: '/flows', component: lazyRouteComponent(() => import('../flow/list/FlowListPage.tsx'), 'FlowListPage') });
const designer = createRoute({ ...parent, path: '/flows/$key', component: lazyRouteComponent(() => import('../flow/designer/DesignerPage.tsx'), 'DesignerPage') });
const work = createRoute({ ...parent, path: '/work', validateSearch: parseScope, component: lazyRouteComponent(() => import('../work/WorkPage.tsx'), 'WorkPage') });
const approvals = createRoute({ ...parent, path: '/approvals', component: lazyRouteComponent(() => import('../approval/ApprovalsPage.tsx'), 'ApprovalsPage') });
const alarms = createRoute({ ...parent, path: '/alarms', validateSearch: parseAlarmFilter, component: lazyRouteComponent(() => import('../alarm/AlarmConsolePage.tsx'), 'AlarmConsolePage') });
const alarm = createRoute({ ...parent, path: '/alarms/$id', component: lazyRouteComponent(() => import('../alarm/AlarmGroupPage.tsx'), 'AlarmGroupPage') });
const settings = createRoute({ ...parent, path: '/settings', validateSearch: parseSection, component: lazyRouteComponent(() => import('../settings/SettingsPage.tsx'), 'SettingsPage') });
const signedIn = createRoute({ ...parent, path: '/signed-in', component: lazyRouteComponent(() => import('./session/SignedInPage.tsx'), 'SignedInPage') });

export const routeTree = root.addChildren([home, work, tickets, newTicket, ticket, run, approvals, alarms, alarm, flows, designer, settings, signedIn]);
