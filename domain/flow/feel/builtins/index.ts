/** Every function FEEL brings along, by name. A new one is declared in its family's file and appears here by itself. */
import type { Builtin } from './builtin.ts';
import { contextBuiltins } from './contexts.ts';
import { listBuiltins } from './lists.ts';
import { numberBuiltins } from './numbers.ts';
import { rangeBuiltins } from './ranges.ts';
import { textBuiltins } from './texts.ts';
import { timeBuiltins } from './times.ts';

export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [...timeBuiltins, ...textBuiltins, ...listBuiltins, ...numberBuiltins, ...rangeBuiltins, ...contextBuiltins].map((fn) => [fn.name, fn]),
);
