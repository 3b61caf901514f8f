/** The word of a menu entry for this person: who only sees their own tickets reads "My requests". */
import { useMay } from '../session/session.ts';
import { useTexts } from '../texts/useTexts.tsx';
import type { MenuEntry } from './menu.ts';

export function useEntryLabel(): (entry: MenuEntry) => string {
  const { t } = useTexts();
  const may = useMay();
  return (entry) => t(entry.to === '/tickets' && !may('event.read') ? 'menu.myRequests' : entry.label);
}
