/** The questions of an approval where they are dealt with: whoever is asked writes the answer here. */
import type { ReactNode } from 'react';
import { Button, Input } from 'antd';
import type { TaskView } from '#api/task.api';
import { useKeptText } from '../../shell/kept/useKept.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { QuestionList } from './QuestionList.tsx';
import type { TaskAction } from './useTaskAction.ts';
import css from './Questions.module.css';

/** As the kernel takes it. */
const mostCharacters = 2_000;

export function Questions({ task, act, isBusy }: { task: TaskView; act: TaskAction['act']; isBusy: boolean }): ReactNode {
  const open = new Set(task.questions.filter(({ mayAnswer }) => mayAnswer).map(({ id }) => id));
  return <QuestionList questions={task.questions} below={(id) => (open.has(id) ? <Answer id={`${task.id}.${id}`} isBusy={isBusy} send={(text) => act('answer', { question: id, comment: text })} /> : undefined)} />;
}

function Answer({ id, isBusy, send }: { id: string; isBusy: boolean; send: (text: string) => Promise<unknown> }): ReactNode {
  const { t } = useTexts();
  const [text, setText, clear] = useKeptText(`question.${id}`);
  const say = async (): Promise<void> => {
    if (await send(text.trim())) clear();
  };
  return (
    <div className={css.write}>
      <label className="visually-hidden" htmlFor={`answer-${id}`}>{t('question.yourAnswer')}</label>
      <Input.TextArea id={`answer-${id}`} dir="auto" value={text} placeholder={t('question.yourAnswer')} autoSize={{ minRows: 2, maxRows: 8 }} maxLength={mostCharacters} onChange={(event) => setText(event.target.value)} />
      <Button type="primary" loading={isBusy} disabled={text.trim() === ''} onClick={() => void say()}>{t('question.answer')}</Button>
    </div>
  );
}
