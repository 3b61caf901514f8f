/** Categories of the catalogue: renamed, ordered, added, removed when empty. */
import { useState, type ReactNode } from 'react';
import { Button, InputNumber, Input } from 'antd';
import { catalogKeySchema, type CatalogCategory, type CatalogItem } from '#domain/catalog/catalog.schema';
import { useWrite } from '../../shell/api/read.ts';
import { useTexts } from '../../shell/texts/useTexts.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { TextInputs } from './TextInputs.tsx';
import css from './CatalogSettings.module.css';

export function Categories({ categories, items }: { categories: readonly CatalogCategory[]; items: readonly CatalogItem[] }): ReactNode {
  const { t } = useTexts();
  const fresh: CatalogCategory = { key: '', name: { en: '' }, order: (categories.at(-1)?.order ?? 0) + 1 };
  return (
    <section className={css.categories}>
      <h2>{t('catalog.categories')}</h2>
      {categories.map((category) => <Category key={category.key} given={category} isUsed={items.some((item) => item.draft.category === category.key || item.published?.content.category === category.key)} isNew={false} />)}
      <Category key={`new-${categories.length}`} given={fresh} isUsed isNew />
    </section>
  );
}

function Category({ given, isUsed, isNew }: { given: CatalogCategory; isUsed: boolean; isNew: boolean }): ReactNode {
  const { t } = useTexts();
  const [category, setCategory] = useState(given);
  const save = useWrite('catalogEditor.saveCategory', { invalidates: ['catalogEditor.list', 'catalogItems.list'] });
  const remove = useWrite('catalogEditor.removeCategory', { invalidates: ['catalogEditor.list', 'catalogItems.list'] });
  const isChanged = JSON.stringify(category) !== JSON.stringify(given);
  const isGood = catalogKeySchema.safeParse(category.key).success && category.name.en.trim() !== '';
  const id = isNew ? 'new' : given.key;
  return (
    <form className={css.category} onSubmit={(event) => { event.preventDefault(); if (isGood) save.mutate({ params: { key: category.key }, body: { name: category.name, order: category.order } }); }} data-category={id}>
      {isNew ? <label className={css.field}>{t('catalogEdit.categoryKey')}<Input value={category.key} maxLength={50} onChange={(event) => setCategory({ ...category, key: event.target.value.trim().toLowerCase() })} /></label> : <code><bdi>{given.key}</bdi></code>}
      <TextInputs id={`category-${id}`} label={t('catalogEdit.name')} value={category.name} onChange={(name) => setCategory({ ...category, name })} />
      <label className={css.field}>{t('catalogEdit.order')}<InputNumber min={0} max={9999} value={category.order} onChange={(order) => setCategory({ ...category, order: order ?? 0 })} /></label>
      <div className={css.buttons}>
        <Button htmlType="submit" size="small" disabled={!isChanged || !isGood} loading={save.isPending}>{t(isNew ? 'catalogEdit.addCategory' : 'catalogEdit.saveCategory')}</Button>
        {isUsed ? null : <Button size="small" danger loading={remove.isPending} onClick={() => remove.mutate({ params: { key: given.key } })}>{t('catalogEdit.remove')}</Button>}
      </div>
      {save.error ? <ErrorNotice fault={save.error} isCompact isKept /> : null}
      {remove.error ? <ErrorNotice fault={remove.error} isCompact /> : null}
    </form>
  );
}
