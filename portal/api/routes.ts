/** Every route of the API, by feature and by name. */
import type { z } from 'zod';
import type { RouteSpec } from './route.ts';
import { identityRoutes } from './identity.api.ts';
import { ticketRoutes } from './ticket.api.ts';
import { taskRoutes } from './task.api.ts';
import { flowRoutes } from './flow.api.ts';
import { runRoutes } from './run.api.ts';
import { runChangeRoutes } from './run-change.api.ts';
import { alarmRoutes } from './alarm.api.ts';
import { auditRoutes } from './audit.api.ts';
import { secretRoutes } from './secret.api.ts';
import { sourceRoutes } from './source.api.ts';
import { calendarRoutes } from './calendar.api.ts';
import { reportRoutes } from './report.api.ts';
import { subscriptionRoutes } from './subscription.api.ts';
import { slaRoutes } from './sla.api.ts';
import { documentRoutes } from './document.api.ts';
import { notifyRoutes } from './notify.api.ts';
import { absenceRoutes } from './absence.api.ts';
import { catalogRoutes } from './catalog.api.ts';
import { directoryRoutes } from './directory.api.ts';
import { roleRoutes } from './role.api.ts';
import { demoRoutes } from './demo.api.ts';
import { webhookRoutes } from './webhook.api.ts';
import { messageRoutes } from './message.api.ts';
import { startRoutes } from './start.api.ts';
import { openApiRoutes } from './openapi.api.ts';
import { viewRoutes } from './view.api.ts';
import { fileRoutes } from './file.api.ts';

/** The names of the groups are tags in the API's description. */
export const routeGroups = { identity: { ...identityRoutes, ...absenceRoutes, ...directoryRoutes, ...roleRoutes, ...secretRoutes }, catalog: catalogRoutes, ticket: ticketRoutes, approval: taskRoutes, flow: { ...flowRoutes, ...runRoutes, ...runChangeRoutes, ...messageRoutes, ...startRoutes }, alarm: { ...alarmRoutes, ...sourceRoutes }, audit: auditRoutes, sla: { ...slaRoutes, ...calendarRoutes }, report: { ...reportRoutes, ...subscriptionRoutes }, document: documentRoutes, notify: { ...notifyRoutes, ...webhookRoutes }, view: viewRoutes, file: fileRoutes, demo: demoRoutes, api: openApiRoutes } satisfies Record<string, Record<string, RouteSpec>>;
export const routes = { ...identityRoutes, ...absenceRoutes, ...directoryRoutes, ...roleRoutes, ...catalogRoutes, ...ticketRoutes, ...taskRoutes, ...flowRoutes, ...runRoutes, ...runChangeRoutes, ...messageRoutes, ...startRoutes, ...alarmRoutes, ...sourceRoutes, ...secretRoutes, ...auditRoutes, ...slaRoutes, ...documentRoutes, ...notifyRoutes, ...webhookRoutes, ...demoRoutes, ...openApiRoutes, ...calendarRoutes, ...reportRoutes, ...subscriptionRoutes, ...viewRoutes, ...fileRoutes };
export type RouteName = keyof typeof routes;
export type ParamsOf<N extends RouteName> = z.input<(typeof routes)[N]['params']>;
export type QueryOf<N extends RouteName> = z.input<(typeof routes)[N]['query']>;
export type BodyOf<N extends RouteName> = z.input<(typeof routes)[N]['body']>;
export type ResponseOf<N extends RouteName> = z.output<(typeof routes)[N]['response']>;
