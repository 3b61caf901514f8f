/** Says in one line what became of a letter that was replayed. */
import type { ReactNode } from 'react';
import type { LetterFate as Fate } from '#domain/alarm/alarm.schema';
import type { Texts } from '../shell/texts/texts.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { StateMark } from '../ui/StateMark.tsx';
import css from './SettingsPage.module.css';

export function fateText(fate: Fate, { t, tell }: Pick<Texts, 't' | 'tell'>): string {
  switch (fate.is) {
    case 'accepted': return t('dead.fate.accepted', { count: fate.accepted, changes: fate.changes });
    case 'partly': return t('dead.fate.partly', { count: fate.accepted, reason: fate.says });
    case 'refused': return t('dead.fate.refused', { count: fate.tries, reason: fate.says });
    case 'failed': return tell({ code: fate.code, params: {}, message: fate.code }).message;
  }
}

export function LetterFate({ fate }: { fate: Fate }): ReactNode {
  const texts = useTexts();
  return <p className={css.fate} data-fate={fate.is}><StateMark state={fate.is === 'accepted' ? 'ok' : 'warning'} size={14} isSilent /><span>{fateText(fate, texts)}</span></p>;
}
