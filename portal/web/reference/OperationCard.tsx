/** One route of the API: what it does, who may ask, what goes in and what comes back. Opens by its heading. */
import { useState, type ReactNode } from 'react';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { curlOf, type Operation } from './description.ts';
import { kindOf, SchemaTree } from './SchemaTree.tsx';
import css from './ApiDocsPage.module.css';

const accessTexts = { open: 'docs.open', anybody: 'docs.anybody', browser: 'docs.browser', sent: 'docs.sent' } as const;

export function OperationCard({ one }: { one: Operation }): ReactNode {
  const { t } = useTexts();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <li className={css.card} data-operation={one.id}>
      <h3>
        <button type="button" className={css.opener} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          <span className={css.method} data-method={one.method}>{one.method}</span><code className={css.path}><bdi>{one.path}</bdi></code><span className={css.summary}><bdi>{one.summary}</bdi></span>
        </button>
      </h3>
      {isOpen ? (
        <div className={css.body}>
          <p className={css.needs}>{one.access === 'sent' ? null : <span className="secondary">{t('docs.needs')}</span>} {one.access === 'right' ? <code>{one.needs}</code> : t(accessTexts[one.access])}<span className="secondary">{t('docs.name')}</span> <code>{one.id}</code></p>
          {one.access === 'browser' || one.access === 'sent' ? null : <div className={css.curl}><code><bdi>{curlOf(one, location.origin)}</bdi></code><CopyButton text={curlOf(one, location.origin)} label={t('docs.copyCurl')} /></div>}
          {one.parameters.length > 0 ? <Parameters one={one} /> : null}
          {one.body ? <section><h4>{t('docs.body')}</h4><SchemaTree shape={one.body} /></section> : null}
          {one.answer ? <section><h4>{t('docs.answer')} <span className="secondary">{one.status}</span>{one.media.map((type) => <code key={type} dir="ltr"> {type}</code>)}</h4><SchemaTree shape={one.answer} /></section> : null}
          <section>
            <h4>{t(one.access === 'sent' ? 'docs.receiver' : 'docs.refusals')}</h4>
            <ul className={css.refusals}>{one.refusals.flatMap(({ status, codes }) => codes.map(({ code, message }) => <li key={`${status} ${code}`}><span className="figures">{status}</span> {code === '' ? null : <code>{code}</code>} <span className="secondary"><bdi>{message}</bdi></span></li>))}</ul>
          </section>
        </div>
      ) : null}
    </li>
  );
}

function Parameters({ one }: { one: Operation }): ReactNode {
  const texts = useTexts();
  const { t } = texts;
  return (
    <section>
      <h4>{t('docs.parameters')}</h4>
      <ul className={css.fields}>
        {one.parameters.map((parameter) => (
          <li key={parameter.name}>
            <code className={css.fieldName}>{parameter.name}</code>
            {parameter.required ? <span className={css.needed}>{t('docs.required')}</span> : null}
            <span className={css.kind}><bdi>{kindOf(parameter.schema, texts)}</bdi></span>
            {'default' in parameter.schema ? <span className="secondary small">{t('docs.default', { value: JSON.stringify(parameter.schema['default']) })}</span> : null}
            {parameter.description ? <span className="secondary small"><bdi>{parameter.description}</bdi></span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
