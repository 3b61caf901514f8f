/** What is looked for in the catalogue, as the address says it. */
export interface CatalogSearch { q?: string; category?: string }
const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.slice(0, 200) : null);
export function parseCatalogSearch(search: Readonly<Record<string, unknown>>): CatalogSearch {
  const [q, category] = [text(search['q']), text(search['category'])];
  return { ...(q === null ? {} : { q }), ...(category === null ? {} : { category }) };
}
