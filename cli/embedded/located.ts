/** The search for a real server: layers are tried in order, the first hit wins and is logged. What each layer does is the component's own. */
import { CatalogueError, codeOf, errorShape } from '#domain/errors';

/** given: named by the user. machine: on the PATH or fetched earlier. vendor: the vendor's own download. registry: a package registry. */
export type Layer = 'given' | 'machine' | 'vendor' | 'registry';
const layerNumber: Record<Layer, number> = { given: 1, machine: 2, vendor: 3, registry: 4 };

export interface Located {
  component: string;
  layer: Layer;
  /** As the program itself says it: "1.29.1". */
  version: string;
  /** Absolute path of the program; absent where an address was given. */
  path?: string;
  /** Address of a server that already runs; absent where we start our own. */
  address?: string;
}

/** missing: there is none. too old: there is one, of before what the flows need. broken: there is one and it does not run. */
export type Lack = 'missing' | 'too old' | 'broken';

/** Why a layer had nothing: said to the person when all layers miss. */
export interface Miss {
  miss: string;
  /** Default missing. */
  lack?: Lack;
  /** What the person can do about it: the missing prerequisite by name. */
  remedy?: string;
}

export interface LayerAttempt {
  layer: Layer;
  find(): Promise<Located | Miss>;
}

/** Where progress and verdicts go. `progress` replaces the line before it on a terminal and is thinned out elsewhere. */
export interface Log {
  info(line: string): void;
  warn(line: string): void;
  progress(line: string): void;
}

/** How far a search may go. */
export interface Search {
  /** Only look: fetch and install nothing. Default false. */
  isDry?: boolean;
}

/** A log that says nothing. */
export const silentLog: Log = { info: () => undefined, warn: () => undefined, progress: () => undefined };

/** The first hit. Throws COMPONENT_MISSING with every reason (and the gravest `lack` among its parameters) when all layers miss; errors of the `given` layer pass through: what a user names is never silently replaced. */
export async function locateThrough(component: string, attempts: LayerAttempt[], log: Log, search: Search = {}): Promise<Located> {
  const misses: (Miss & { layer: Layer })[] = [];
  for (const { layer, find } of attempts) {
    if (search.isDry && (layer === 'vendor' || layer === 'registry')) continue;
    const result = await find().catch((thrown: unknown): Miss => {
      if (layer === 'given') throw thrown;
      return { miss: saidBy(thrown), lack: lackIn(thrown) };
    });
    if ('miss' in result) {
      misses.push({ layer, ...result });
      continue;
    }
    log.info(`${component} ${result.version}: layer ${layerNumber[layer]} (${layer}), ${result.address ?? result.path ?? ''}`);
    return result;
  }
  const tried = misses.map(({ layer, miss }) => `layer ${layerNumber[layer]} (${layer}): ${miss}`).join('; ');
  const remedy = misses.map((miss) => miss.remedy).filter(Boolean).join(' Or: ');
  const lack = misses.find((miss) => miss.lack !== undefined && miss.lack !== 'missing')?.lack ?? 'missing';
  throw new CatalogueError('COMPONENT_MISSING', { component, tried, lack, remedy: remedy || 'Install it, or name one that runs (docs/settings.md).' });
}

const saidBy = (thrown: unknown): string =>
  thrown instanceof CatalogueError ? errorShape(thrown.code, thrown.params).message : thrown instanceof Error ? thrown.message : String(thrown);

/** What a program that was found and cannot be used lacks. */
const lackIn = (thrown: unknown): Lack => (codeOf(thrown) === 'COMPONENT_TOO_OLD' ? 'too old' : 'broken');

/** The layer of a program the user named. A path that does not work is an error, not a miss. */
export function givenProgram(component: string, setting: string, path: string | undefined, versionOf: (path: string) => Promise<string>): LayerAttempt {
  return {
    layer: 'given',
    async find() {
      if (!path) return { miss: `${setting} is not set` };
      try {
        return { component, layer: 'given', path, version: await versionOf(path) };
      } catch (thrown) {
        throw new CatalogueError('COMPONENT_GIVEN_UNUSABLE', { setting, component, lack: lackIn(thrown), reason: saidBy(thrown) });
      }
    },
  };
}
