/** What was thrown, as text of a bounded length. */
export const faultText = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 300);
