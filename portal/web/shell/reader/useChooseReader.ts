/** Chooses language or look: here at once, and kept for the person's other devices. What cannot be kept falls back to what was. */
import { useQueryClient } from '@tanstack/react-query';
import { keyOf, useWrite } from '../api/read.ts';
import type { Me } from '../session/session.ts';
import { useReader, type Reader } from './reader.ts';

export function useChooseReader(): (changed: Partial<Reader>) => void {
  const { locale, look, choose } = useReader();
  const queries = useQueryClient();
  const prefer = useWrite('me.prefer');
  return (changed) => {
    const chosen: Reader = { locale, look, ...changed };
    void choose(chosen).then((isTaken) => {
      if (!isTaken) return;
      queries.setQueryData<Me>(keyOf('me.read'), (was) => was && { ...was, person: { ...was.person, ...chosen } });
      prefer.mutate({ body: chosen }, { onError: () => void queries.invalidateQueries({ queryKey: keyOf('me.read') }) });
    }, () => undefined);
  };
}
