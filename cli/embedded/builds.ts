/** What is built before a start: the server's code, the browser half and the workflow bundle, each only when its sources changed. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CatalogueError } from '#domain/errors';
import { buildWorkflowBundle, workflowBundleLack } from '#worker/bundle';
import { serverCode, type ServerCode } from '../start/server-code.mjs';
import type { Log } from './located.ts';
import { tryLock } from './lock.ts';
import { projectFolder } from './project.ts';
import { runProgram } from './run-program.ts';
import { writeWhole } from './write-whole.ts';

const buildFolder = join(projectFolder, '.build');
/** Everything that ends up in the browser. */
const webSources = ['portal/web', 'portal/api', 'domain', 'vite.config.ts', 'package-lock.json'];

/** What the next start has to build, by its name; nothing is built. */
export const buildLacks = (): Record<'browser half' | 'workflow bundle', 'missing' | 'too old' | null> => ({ 'browser half': webLack(hashOf(webSources)), 'workflow bundle': workflowBundleLack() });

const webTarget = join(buildFolder, 'web');
const webStamp = `${webTarget}.json`;

/** `hash`: of the sources it should be built from. */
function webLack(hash: string): 'missing' | 'too old' | null {
  if (!existsSync(join(webTarget, 'index.html')) || !existsSync(webStamp)) return 'missing';
  return readFileSync(webStamp, 'utf8') === hash ? null : 'too old';
}

/** .build/web from portal/web. Throws BUILD_FAILED with vite's words. */
export function buildWeb(log: Log): Promise<void> {
  return alone('web', async () => {
    const target = webTarget;
    const hash = hashOf(webSources);
    if (webLack(hash) === null) return;
    if (!existsSync(join(projectFolder, 'portal/web/index.html'))) throw new CatalogueError('BUILD_FAILED', { what: 'The browser half', reason: 'portal/web/index.html is missing' });
    log.info('the browser half is built (about 20 s, again only when its sources change)');
    const draft = `${target}.new`;
    rmSync(draft, { recursive: true, force: true });
    const { code, output } = await runProgram(process.execPath, [join(projectFolder, 'node_modules/vite/bin/vite.js'), 'build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'], {
      cwd: projectFolder, timeoutMs: 10 * 60_000, env: { NODE_ENV: 'production' },
    });
    if (code !== 0) throw new CatalogueError('BUILD_FAILED', { what: 'The browser half', reason: output.split('\n').filter((line) => line.trim() && !/^\s+at /.test(line)).slice(0, 15).join('\n') });
    rmSync(`${target}.old`, { recursive: true, force: true });
    if (existsSync(target)) renameSync(target, `${target}.old`);
    renameSync(draft, target);
    rmSync(`${target}.old`, { recursive: true, force: true });
    writeWhole(webStamp, hash);
  });
}

/** The files that worker, portal and device are started from. Throws BUILD_FAILED with file and line of what cannot be read. */
export async function buildServer(log: Log): Promise<ServerCode> {
  return serverCode(projectFolder, (line) => log.info(line)).catch((thrown: unknown) => {
    throw new CatalogueError('BUILD_FAILED', { what: "The server's code", reason: thrown instanceof Error ? thrown.message : String(thrown) });
  });
}

/** .build/workflow-bundle.js from workflows/. Throws BUILD_FAILED. */
export function buildWorkflows(log: Log): Promise<void> {
  return alone('workflows', async () => {
    const { isBuiltNow } = await buildWorkflowBundle();
    if (isBuiltNow) log.info('the workflow bundle was built');
  });
}

async function alone(name: string, build: () => Promise<void>): Promise<void> {
  mkdirSync(buildFolder, { recursive: true });
  for (;;) {
    const lock = tryLock(join(buildFolder, `${name}.lock`));
    if ('release' in lock) {
      try {
        return await build();
      } finally {
        lock.release();
      }
    }
    await sleep(200);
  }
}

function hashOf(paths: string[]): string {
  const hash = createHash('sha256');
  for (const path of paths) {
    const full = join(projectFolder, path);
    if (!existsSync(full)) continue;
    const files = /\.\w+$/.test(path) ? [full] : readdirSync(full, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)).sort();
    for (const file of files) hash.update(file.slice(projectFolder.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}
