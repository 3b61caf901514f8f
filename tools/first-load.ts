/** `npm run check`, its part "first load": builds the browser half when its sources changed, and fails when a first load has grown past what it may be. */
import { join } from 'node:path';
import { buildWeb } from '#embedded/builds';
import { silentLog } from '#embedded/located';
import { projectFolder } from '#embedded/project';
import { mostBytes, pageLoads } from '#embedded/web-load';

await buildWeb(silentLog);
const kb = (bytes: number): string => `${Math.round(bytes / 1024)} KB`;
let isTooMuch = false;
const loads = pageLoads(join(projectFolder, '.build/web'));
for (const page of ['home', 'list', 'ticket'] as const) {
  const { bytes, files } = loads[page];
  const most = mostBytes[page];
  console.log(`${page.padEnd(8)} ${kb(bytes)} gzipped in ${files.length} files`);
  if (bytes <= most) continue;
  isTooMuch = true;
  console.log(`  more than ${kb(most)}; the biggest: ${files.slice(0, 8).map(({ file, bytes: own }) => `${file} ${kb(own)}`).join(', ')}. Load with lazy() what a page does not show at once.`);
}
process.exit(isTooMuch ? 1 : 0);
