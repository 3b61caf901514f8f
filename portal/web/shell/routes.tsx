/** Every page of the portal: its address and where its code is. A page is one line here; its code is fetched when it is opened. */
import { createRootRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { Frame } from './frame/Frame.tsx';
import { parseFilters } from '../ticket/list/filters.ts';
import { NotFoundPage, PageFault } from './PageFault.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFoundPage, errorComponent: PageFault });
const parent = { getParentRoute: () => root } as const;

const home = createRoute({ ...parent, path: '/', component: lazyRouteComponent(() => import('../home/HomePage.tsx'), 'HomePage') });
const tickets = createRoute({ ...parent, path: '/tickets', validateSearch: parseFilters, component: lazyRouteComponent(() => import('../ticket/list/TicketListPage.tsx'), 'TicketListPage') });
const newTicket = createRoute({ ...parent, path: '/tickets/new', component: lazyRouteComponent(() => import('../ticket/open/NewTicketPage.tsx'), 'NewTicketPage') });
const ticket = createRoute({ ...parent, path: '/tickets/$key', component: lazyRouteComponent(() => import('../ticket/page/TicketPage.tsx'), 'TicketPage') });
const signedIn = createRoute({ ...parent, path: '/signed-in', component: lazyRouteComponent(() => import('./session/SignedInPage.tsx'), 'SignedInPage') });

export const routeTree = root.addChildren([home, tickets, newTicket, ticket, signedIn]);
