/** The router: addresses are state, back works, a page is fetched when the pointer rests on its link. */
import { createRouter } from '@tanstack/react-router';
import { PageFault } from './PageFault.tsx';
import { routeTree } from './routes.tsx';

export const createPortalRouter = () => createRouter({
  // What an address says and its page does not know is left out: else the page would get it as it stands there.
  routeTree, search: { strict: true },
  defaultPreload: 'intent', defaultPreloadDelay: 60, defaultPendingMs: 200, defaultErrorComponent: PageFault, scrollRestoration: true, scrollToTopSelectors: ['#page'],
});

declare module '@tanstack/react-router' {
  interface Register { router: ReturnType<typeof createPortalRouter> }
}
