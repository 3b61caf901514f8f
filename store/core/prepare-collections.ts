/** Makes what models need before their first row: collections, since a transaction should not have to, and indexes. */

/** The part of a model that is needed here: comparing mongoose's own generic signatures costs the compiler minutes. */
interface Preparable {
  schema: { indexes(): [Record<string, unknown>, Record<string, unknown>][] };
  collection: { createIndexes(indexes: readonly { key: Record<string, 1 | -1> }[]): Promise<unknown> };
  createCollection(): Promise<unknown>;
}

/**
 * One command a collection; mongoose itself sends two and one an index, each time. What is there stays as it is.
 * Throws MongoServerError for an index that is there with other options.
 */
export async function prepareCollections(models: readonly unknown[]): Promise<void> {
  await Promise.all((models as readonly Preparable[]).map(async (model) => {
    const indexes = model.schema.indexes().map(([key, { background: _, ...options }]) => ({ ...options, key: key as Record<string, 1 | -1> }));
    // The first index makes its collection.
    if (indexes.length === 0) await model.createCollection();
    else await model.collection.createIndexes(indexes);
  }));
}
