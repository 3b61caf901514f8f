/** Builds the workflow code into one file for the isolate, again only when a source changed. Start, check, tests and the worker itself all call it. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BundleOptions } from '@temporalio/worker';
import { CatalogueError } from '#domain/errors';

const projectFolder = resolve(fileURLToPath(import.meta.url), '../..');

let builds = 0;

export interface WorkflowBundleOptions {
  /** Module whose exports are the workflow types. Default workflows/index.ts. */
  entry?: string;
  /** File to write. Default .build/workflow-bundle.js; the hash of its sources stands beside it in `<file>.json`. */
  outFile?: string;
  /** Folders whose files decide whether to build again. Default workflows and domain. */
  sources?: string[];
}

export interface WorkflowBundle {
  /** Absolute path, as `workflowBundle: { codePath }` of a Worker wants it. */
  codePath: string;
  /** SHA-256 over the sources. */
  hash: string;
  /** False when the file was already there for these sources. */
  isBuiltNow: boolean;
}

/** Throws BUILD_FAILED with the bundler's own words, such as a node built-in that was reached. */
export async function buildWorkflowBundle(options: WorkflowBundleOptions = {}): Promise<WorkflowBundle> {
  const { entry, codePath, hash } = wantedBundle(options);
  if (existsSync(codePath) && builtHash(codePath) === hash) return { codePath, hash, isBuiltNow: false };
  // Loaded only when it is needed: the bundler costs a second of every start that finds its bundle built.
  const { bundleWorkflowCode, DefaultLogger } = await import('@temporalio/worker');
  const said: string[] = [];
  const logger = new DefaultLogger('WARN', (line) => said.push(line.message));
  mkdirSync(dirname(codePath), { recursive: true });
  // A file of this build's own: two starts may build at once, and one must not read what the other is still writing.
  const corePath = await buildCore(`${codePath}.core.${process.pid}.${(builds += 1)}.mjs`);
  const code = await bundleWorkflowCode({
    workflowsPath: entry, logger, ...bundleOptions, preloadModules: [corePath],
    webpackConfigHook: (config) => ({ ...config, resolve: { ...config.resolve, alias: { ...config.resolve?.alias, '#workflows/core$': corePath } } }),
  }).then(({ code: built }) => built, (thrown: unknown) => {
    rmSync(corePath, { force: true });
    throw new CatalogueError('BUILD_FAILED', { what: 'The workflow bundle', reason: [...said, thrown instanceof Error ? thrown.message : String(thrown)].join('\n') });
  });
  rmSync(corePath, { force: true });
  writeWhole(codePath, code);
  writeWhole(`${codePath}.json`, JSON.stringify({ hash }));
  return { codePath, hash, isBuiltNow: true };
}

/** Whether the bundle has to be built: it is missing, or of older sources. Builds nothing. */
export function workflowBundleLack(options: WorkflowBundleOptions = {}): 'missing' | 'too old' | null {
  const { codePath, hash } = wantedBundle(options);
  return !existsSync(codePath) ? 'missing' : builtHash(codePath) === hash ? null : 'too old';
}

function wantedBundle({ entry = join(projectFolder, 'workflows/index.ts'), outFile, sources }: WorkflowBundleOptions): { entry: string; codePath: string; hash: string } {
  const hash = sourceHash([entry, ...(sources ?? [join(projectFolder, 'workflows'), join(projectFolder, 'domain')])]);
  return { entry, codePath: outFile ?? join(projectFolder, '.build/workflow-bundle.js'), hash };
}

/**
 * Builds workflows/core.ts with all it stands on into one module: shared by every workflow of an isolate, its inner parts out of reach of the SDK, which
 * freezes what shared modules export (docs/decisions/0096).
 */
async function buildCore(outFile: string): Promise<string> {
  const { build } = await import('esbuild');
  await build({ entryPoints: [join(projectFolder, 'workflows/core.ts')], outfile: outFile, bundle: true, format: 'esm', platform: 'neutral', mainFields: ['module', 'main'], target: 'es2022', logLevel: 'silent' }).catch((thrown: unknown) => {
    throw new CatalogueError('BUILD_FAILED', { what: 'The core of the workflows', reason: thrown instanceof Error ? thrown.message : String(thrown) });
  });
  return outFile;
}

/** What the worker must be told in the same words when it bundles: converters and interceptors that run inside the isolate. */
export const bundleOptions: Pick<BundleOptions, 'payloadConverterPath' | 'failureConverterPath' | 'workflowInterceptorModules' | 'ignoreModules'> = {};

/** Over names and contents of every source that is no test, and the versions that end up in the bundle. */
function sourceHash(paths: string[]): string {
  const hash = createHash('sha256').update(readFileSync(join(projectFolder, 'package-lock.json'))).update(JSON.stringify(bundleOptions));
  const files = [...new Set(paths.flatMap((path) => (existsSync(path) && !/\.\w+$/.test(path) ? filesBelow(path) : [path])))].sort();
  for (const file of files) hash.update(relative(projectFolder, file)).update('\0').update(existsSync(file) ? readFileSync(file) : '').update('\0');
  return hash.digest('hex');
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name) && !/\.test\.ts$|tsconfig\.json$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
}

function builtHash(codePath: string): string | null {
  try {
    return (JSON.parse(readFileSync(`${codePath}.json`, 'utf8')) as { hash: string }).hash;
  } catch {
    return null;
  }
}

/** Two starts may build at once: each writes whole files of the same content. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.part`;
  writeFileSync(draft, text);
  renameSync(draft, file);
}
