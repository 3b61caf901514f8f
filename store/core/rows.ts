/** A record and its row in MongoDB: the same, with `id` kept as `_id`. */

export type Row<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

export function toRow<T extends { id: string }>(record: T): Row<T> {
  const { id, ...rest } = record;
  return { _id: id, ...rest };
}

export function fromRow<T extends { id: string }>(row: Row<T>): T {
  const { _id, ...rest } = row;
  return { id: _id, ...rest } as unknown as T;
}
