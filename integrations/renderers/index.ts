/** The renderers flows can use, which turn a document into a file: one line each. There are none yet; their queue is served, so that the first one is a folder and a line here. */
import type { ExecutorCatalog } from '#domain/flow/executor.ports';

/** Renderers by kind, in the shape of executors. */
export const createRenderers = (): ExecutorCatalog => ({});
