/** What somebody filled in, field by field. */
import type { ReactNode } from 'react';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { LongText } from '../../ui/LongText.tsx';
import type { Answer } from './story.ts';
import css from './Answers.module.css';

export function Answers({ answers }: { answers: readonly Answer[] }): ReactNode {
  const { say } = useTexts();
  const [only] = answers;
  if (answers.length === 1 && only) return <div className={css.only}><LongText text={only.value} /></div>;
  return <dl className={css.answers}>{answers.map((answer) => <div key={answer.name}><dt><bdi>{say(answer.title)}</bdi></dt><dd><LongText text={answer.value} /></dd></div>)}</dl>;
}
