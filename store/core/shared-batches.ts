/** Group commit: what arrives while a batch is on its way shares the next one; what arrives alone goes at once. What a batch does is the caller's. */

export interface SharedBatches<T> {
  /** Resolves or rejects when `carryOut` has settled it. */
  add(item: T): Promise<void>;
}
export interface BatchMember<T> { item: T; resolve(): void; reject(fault: unknown): void }

export interface SharedBatchesOf<T> {
  /** Settles every member; resolves when the next batch may begin. A throw rejects the members that are not settled. */
  carryOut(members: readonly BatchMember<T>[]): Promise<void>;
  /** Two of one key never share a batch. */
  keyOf(item: T): string;
  /** Members of a batch at most. */
  most: number;
}

export function createSharedBatches<T>({ carryOut, keyOf, most }: SharedBatchesOf<T>): SharedBatches<T> {
  let waiting: BatchMember<T>[] = [];
  let isUnderWay = false;

  function next(): BatchMember<T>[] {
    const keys = new Set<string>();
    const batch: BatchMember<T>[] = [];
    waiting = waiting.filter((member) => {
      const key = keyOf(member.item);
      if (batch.length >= most || keys.has(key)) return true;
      keys.add(key);
      batch.push(member);
      return false;
    });
    return batch;
  }

  async function goOn(): Promise<void> {
    isUnderWay = true;
    while (waiting.length > 0) {
      const batch = next();
      await carryOut(batch).catch((fault: unknown) => { for (const { reject } of batch) reject(fault); });
    }
    isUnderWay = false;
  }

  return {
    add: (item) => new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isUnderWay) void goOn();
    }),
  };
}
