/** The list of generated files. They are committed, so that a reviewer sees effects, and compared in `npm run check`. A new one is one line here. */
import { generateFlowSchema } from '#domain/flow/file/flow.json-schema';
import { nodeKinds } from '#domain/flow/nodes/index';
import { generateOpenApi } from '#api/openapi/document';
import { generateCalendarSchema } from '#domain/sla/calendar.schema';
import { commandPage } from './pages/command-page.ts';
import { errorPage } from './pages/error-page.ts';
import { findingPage } from './pages/finding-page.ts';
import { mapPage } from './pages/map-page.ts';
import { routeTableFile } from './pages/route-table.ts';
import { settingPage } from './pages/setting-page.ts';

export interface GeneratedFile {
  /** Path in the project. */
  file: string;
  /** The whole text; must depend on nothing but the sources. */
  make: () => string | Promise<string>;
}

export const generatedFiles: GeneratedFile[] = [
  { file: 'docs/command-line.md', make: commandPage },
  { file: 'docs/errors.md', make: errorPage },
  { file: 'docs/findings.md', make: findingPage },
  { file: 'docs/settings.md', make: settingPage },
  { file: 'docs/map.md', make: mapPage },
  { file: 'docs/openapi.json', make: generateOpenApi },
  { file: 'portal/api/route-table.ts', make: routeTableFile },
  { file: 'docs/schemas/calendar.schema.json', make: generateCalendarSchema },
  { file: 'docs/schemas/flow.schema.json', make: () => generateFlowSchema(nodeKinds) },
];
