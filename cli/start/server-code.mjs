/**
 * The server's code as processes run it: worker, portal, demo device and the command itself, each with what it imports of ours in one file, packages left
 * where npm put them. Built again when a source changes, into a folder named after the sources, so that it is never stale and nobody builds under a running
 * process. Plain JavaScript: the command uses it before it can read TypeScript.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What is started as a process, or called by cli/signalbox.mjs. */
const entries = { worker: 'worker/main.ts', portal: 'portal/server/main.ts', device: 'cli/demo/device.ts', cli: 'cli/main.ts' };
const layers = ['domain', 'store', 'integrations', 'activities', 'workflows', 'worker', 'portal/api', 'portal/server', 'cli'];
/** A build nobody started from for so long is removed when another is made. */
const keptForMs = 30 * 24 * 3_600_000;

/**
 * Absolute paths of the files to start: `worker`, `portal` and `device` with node, `cli` to import. `say` hears when something is built (about a second).
 * Throws an Error with the builder's words when a source cannot be read.
 */
export async function serverCode(project, say = () => undefined) {
  const home = join(project, '.build/server');
  const folder = join(home, sourceHash(project));
  if (existsSync(folder)) {
    utimesSync(folder, new Date(), new Date());
  } else {
    const draft = `${folder}.${process.pid}.part`;
    const startedAt = Date.now();
    await build(project, draft);
    if (sourceHash(project) !== basename(folder)) {
      // A source was saved meanwhile: nobody knows which half of it was read.
      rmSync(draft, { recursive: true, force: true });
      return serverCode(project, say);
    }
    try {
      renameSync(draft, folder);
    } catch (thrown) {
      // Another process was quicker with the same sources.
      rmSync(draft, { recursive: true, force: true });
      if (!existsSync(folder)) throw thrown;
    }
    sweep(home, folder);
    say(`the server's code was built in ${((Date.now() - startedAt) / 1_000).toFixed(1)} s`);
  }
  return Object.fromEntries(Object.keys(entries).map((name) => [name, join(folder, `${name}.mjs`)]));
}

async function build(project, folder) {
  const esbuild = await import('esbuild');
  const { metafile } = await esbuild.build({
    absWorkingDir: project, entryPoints: Object.entries(entries).map(([name, file]) => ({ in: file, out: name === 'cli' ? name : `${name}.main` })), outdir: folder,
    bundle: true, splitting: true, format: 'esm', outExtension: { '.js': '.mjs' }, platform: 'node', target: 'node20', packages: 'external', sourcemap: true, sourcesContent: false, keepNames: true,
    metafile: true, logLevel: 'silent', plugins: [ownAddress],
  }).catch((thrown) => {
    throw new Error(thrown.errors?.map(({ text, location }) => (location ? `${location.file}:${location.line}: ${text}` : text)).join('\n') ?? thrown.message);
  });
  for (const name of Object.keys(entries).filter((each) => each !== 'cli')) writeFileSync(join(folder, `${name}.mjs`), starter(name, packagesOf(metafile, `${name}.main.mjs`)));
}

/** A module goes on knowing where its source lies: seed and help are read from beside it. Nothing moves to another line. */
const ownAddress = {
  name: 'own-address',
  setup(builder) {
    builder.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      return text.includes('import.meta.url') ? { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' } : undefined;
    });
  },
};

/** Packages that stand in the way of the first line of this file of the build, itself and its parts. */
function packagesOf({ outputs }, name) {
  const [found, seen] = [new Set(), new Set()];
  const visit = (file) => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { path, kind, external } of outputs[file].imports) {
      if (kind !== 'import-statement') continue;
      if (!external) visit(path);
      else if (!path.startsWith('node:')) found.add(path);
    }
  };
  visit(Object.keys(outputs).find((file) => file.endsWith(`/${name}`)));
  return [...found].sort();
}

/**
 * Packages are loaded before source maps are switched on, because Node would read the maps of every file of theirs (a third of the whole start); stacks name
 * our files and lines. What Node 22.8 and later compiled is kept, also when the process is killed later.
 */
const starter = (name, packages) => `import module from 'node:module';
await Promise.all([${packages.map((each) => `import(${JSON.stringify(each)})`).join(', ')}]);
process.setSourceMapsEnabled(true);
await import('./${name}.main.mjs');
if (module.flushCompileCache) setTimeout(() => module.flushCompileCache(), 10_000).unref();
`;

/** Over everything that decides what is built: sources but tests, the packages, and the place, which modules are told. */
function sourceHash(project) {
  const hash = createHash('sha256').update(project);
  const files = layers.flatMap((layer) => readdirSync(join(project, layer), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|json)$/.test(entry.name) && !/\.test\.ts$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)));
  for (const file of [...files.sort(), join(project, 'package.json'), join(project, 'package-lock.json')]) hash.update('\0').update(file.slice(project.length)).update('\0').update(readFileSync(file));
  return hash.digest('hex').slice(0, 20);
}

function sweep(home, kept) {
  for (const name of readdirSync(home)) {
    const folder = join(home, name);
    try {
      if (folder !== kept && Date.now() - statSync(folder).mtimeMs > keptForMs) rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another process removes it at the same time.
    }
  }
}
