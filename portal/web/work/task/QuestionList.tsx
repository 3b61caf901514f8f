/** What was asked back in an approval, and what came back: each question with its answer below it. */
import type { ReactNode } from 'react';
import type { ApprovalLinkView } from '#api/notify.api';
import { Sentence, useTexts } from '../../shell/texts/useTexts.tsx';
import { LongText } from '../../ui/LongText.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import css from './Questions.module.css';

type Question = ApprovalLinkView['questions'][number];

/** `below`: what stands under a question that waits; absent: that it waits. */
export function QuestionList({ questions, below }: { questions: readonly Question[]; below?: (id: string) => ReactNode }): ReactNode {
  const { t } = useTexts();
  return (
    <ul className={css.list} aria-label={t('question.list')}>
      {questions.map((question) => {
        const { id, to, text, at, answer } = question;
        return (
          <li key={id} className={css.question} data-question={answer ? 'answered' : 'open'}>
            <p className={css.who}><Sentence of="question.asked" parts={{ who: <bdi>{nameOf(question)}</bdi>, to: <bdi>{to.name}</bdi> }} /> · <RelativeTime at={at} /></p>
            <LongText text={text} />
            {answer ? (
              <div className={css.answer}>
                <p className={css.who}><Sentence of="question.answered" parts={{ who: <bdi>{nameOf(answer)}</bdi> }} />{answer.onBehalfOf ? ` ${t('timeline.onBehalf', { name: answer.onBehalfOf.name ?? answer.onBehalfOf.id })}` : ''} · <RelativeTime at={answer.at} /></p>
                <LongText text={answer.text} />
              </div>
            ) : below?.(id) ?? <p className="secondary small">{t('question.waits')}</p>}
          </li>
        );
      })}
    </ul>
  );
}

const nameOf = ({ by }: Pick<Question, 'by'>): string => by.name ?? by.id;
