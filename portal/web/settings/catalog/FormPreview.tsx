/** The form as people will see it, alive: conditions and computed fields included. What is typed here goes nowhere. */
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { checkForm } from '#domain/flow/form/form';
import type { ItemContent } from '#domain/catalog/catalog.schema';
import type { Json } from '#domain/values';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { Loading } from '../../ui/Loading.tsx';
import css from './CatalogSettings.module.css';

const JsonForm = lazy(() => import('../../ui/form/JsonForm.tsx').then((module) => ({ default: module.JsonForm })));

export function FormPreview({ itemKey, content }: { itemKey: string; content: ItemContent | null }): ReactNode {
  const { t, say } = useTexts();
  const [value, setValue] = useState<Json>({});
  const isBroken = content === null || content.form.schema['type'] !== 'object' || checkForm(content.form.schema).some(({ severity }) => severity === 'error');
  return (
    <section className={css.preview} aria-label={t('catalogEdit.preview')}>
      <h3>{t('catalogEdit.preview')}</h3>
      {isBroken ? <p className="secondary small">{t('catalogEdit.noPreview')}</p> : (
        <>
          <p className="secondary small"><bdi>{say(content.about)}</bdi></p>
          <Suspense fallback={<Loading rows={4} height={56} />}><JsonForm key={JSON.stringify(content.form).length} name={`preview-${itemKey}`} form={content.form} value={value} onChange={setValue} /></Suspense>
        </>
      )}
    </section>
  );
}
