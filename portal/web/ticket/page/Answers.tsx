/** What somebody filled in, field by field. */
import type { ReactNode } from 'react';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { idsIn } from '../../file/answer.ts';
import { NamedFiles } from '../../file/NamedFiles.tsx';
import { LongText } from '../../ui/LongText.tsx';
import type { Answer } from '#domain/audit/story';
import css from './Answers.module.css';

export function Answers({ answers }: { answers: readonly Answer[] }): ReactNode {
  const { say } = useTexts();
  const [only] = answers;
  if (answers.length === 1 && only) return <div className={css.only}><Value value={only.value} /></div>;
  return <dl className={css.answers}>{answers.map((answer) => <div key={answer.name}><dt><bdi>{say(answer.title)}</bdi></dt><dd><Value value={answer.value} /></dd></div>)}</dl>;
}

function Value({ value }: { value: string }): ReactNode {
  const files = idsIn(value);
  return files === null ? <LongText text={value} /> : <NamedFiles ids={files} />;
}
