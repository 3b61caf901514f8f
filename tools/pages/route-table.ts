/** Address and verb of every route, without their shapes: what a browser needs to ask, so that it does not fetch the shapes for it. */
import { routes } from '#api/routes';

export function routeTableFile(): string {
  const lines = Object.entries(routes).map(([name, { method, path }]) => `  '${name}': '${method} ${path}',`).sort();
  return `/** Address and verb of every route. Made by \`npm run generate\` from routes.ts: the browser asks by it and leaves the shapes, and what they stand on, to the server. */
import type { RouteName } from './routes.ts';

export const routeTable = {
${lines.join('\n')}
} as const satisfies Record<RouteName, string>;
`;
}
