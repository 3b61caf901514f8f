/**
 * `npm run pictures`: the pictures of the README, taken anew by the browser test that walks every page. Needs what `npm test` needs; some minutes.
 * Ends with 1 when the walk fails or a picture is missing; the old ones are left then.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = join(dirname(fileURLToPath(import.meta.url)), '..');
/** Name in docs/images, and the page, look and language it shows (test/e2e/parts/pages.parts.ts). */
const pictures = { 'ticket': 'ticket-light-en', 'designer': 'designer-light-en', 'requests': 'requests-light-en', 'service-levels': 'service-levels-light-en', 'ticket-ar-dark': 'ticket-dark-ar' };

const taken = mkdtempSync(join(tmpdir(), 'signalbox-pictures-'));
const walk = spawnSync(process.execPath, [join(project, 'node_modules/vitest/vitest.mjs'), 'run', '--project', 'e2e', 'test/e2e/journey.access.test.ts'], { cwd: project, stdio: 'inherit', env: { ...process.env, SIGNALBOX_SHOTS: taken } });
const fileOf = (place) => join(taken, `${place}-1440.png`);
const missing = Object.values(pictures).filter((place) => !existsSync(fileOf(place)));
const isWhole = walk.status === 0 && missing.length === 0;
if (isWhole) for (const [name, place] of Object.entries(pictures)) cpSync(fileOf(place), join(project, 'docs/images', `${name}.png`));
else console.error(`Nothing was replaced${missing.length > 0 ? `: there is no picture of ${missing.join(', ')}` : ': the walk failed'}.`);
rmSync(taken, { recursive: true, force: true });
process.exit(isWhole ? 0 : 1);
