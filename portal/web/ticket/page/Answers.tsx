/** What somebody filled in, field by field. */
import type { ReactNode } from 'react';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import type { Answer } from './story.ts';
import css from './Answers.module.css';

export function Answers({ answers }: { answers: readonly Answer[] }): ReactNode {
  const { say } = useTexts();
  const [only] = answers;
  if (answers.length === 1 && only) return <p className={`${css.only} plain-text`}><bdi>{only.value}</bdi></p>;
  return <dl className={css.answers}>{answers.map((answer) => <div key={answer.name}><dt><bdi>{say(answer.title)}</bdi></dt><dd className="plain-text"><bdi>{answer.value}</bdi></dd></div>)}</dl>;
}
