/** The demo data: what there is, and clearing it. */
import { z } from 'zod';
import { route } from './route.ts';

export const demoRoutes = {
  'demo.read': route({ method: 'GET', path: '/api/demo', summary: 'Whether demo data is there', access: 'signedIn', response: z.object({ isThere: z.boolean(), tickets: z.number().int() }) }),
  'demo.clear': route({ method: 'POST', path: '/api/demo/clear', summary: 'Removes all demo tickets and alarms, and ends their runs', access: 'demo.clear', body: z.object({ confirm: z.literal('clear') }), response: z.object({ removed: z.number().int() }) }),
};
