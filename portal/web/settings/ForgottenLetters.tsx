/** Says of which sources the oldest dead letters had to go because all of them together grew too large. */
import type { ReactNode } from 'react';
import { useRead } from '../shell/api/read.ts';
import { Sentence } from '../shell/texts/useTexts.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import css from './SettingsPage.module.css';

export function ForgottenLetters(): ReactNode {
  const list = useRead('deadLetters.list', { query: { limit: 1 } });
  return list.data?.forgotten.map(({ source, letters, until }) => <p key={source} className={css.about}><Sentence of="dead.forgotten" parts={{ count: letters, source: <bdi>{source}</bdi>, when: <RelativeTime at={until} /> }} /></p>);
}
