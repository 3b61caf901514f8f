/** Every route of the API, by name. */
import type { z } from 'zod';
import { identityRoutes } from './identity.api.ts';
import { ticketRoutes } from './ticket.api.ts';
import { taskRoutes } from './task.api.ts';
import { flowRoutes } from './flow.api.ts';
import { alarmRoutes } from './alarm.api.ts';
import { demoRoutes } from './demo.api.ts';

export const routes = { ...identityRoutes, ...ticketRoutes, ...taskRoutes, ...flowRoutes, ...alarmRoutes, ...demoRoutes };
export type RouteName = keyof typeof routes;
export type ParamsOf<N extends RouteName> = z.input<(typeof routes)[N]['params']>;
export type QueryOf<N extends RouteName> = z.input<(typeof routes)[N]['query']>;
export type BodyOf<N extends RouteName> = z.input<(typeof routes)[N]['body']>;
export type ResponseOf<N extends RouteName> = z.output<(typeof routes)[N]['response']>;
