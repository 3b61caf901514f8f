/** Says of which sources the oldest dead letters had to go because all of them together grew too large. */
import type { ReactNode } from 'react';
import type { ForgottenLetters as Forgotten } from '#domain/alarm/alarm.schema';
import { Sentence } from '../shell/texts/useTexts.tsx';
import { RelativeTime } from '../ui/RelativeTime.tsx';
import css from './SettingsPage.module.css';

export function ForgottenLetters({ forgotten }: { forgotten: readonly Forgotten[] }): ReactNode {
  return forgotten.map(({ source, letters, until }) => <p key={source} className={css.about}><Sentence of="dead.forgotten" count={letters} parts={{ count: letters, source: <bdi>{source}</bdi>, when: <RelativeTime at={until} /> }} /></p>);
}
