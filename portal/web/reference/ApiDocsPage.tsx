/** The reference of the API, drawn from its own description: every route by feature, searched by word. */
import { useMemo, type ReactNode } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useRead } from '../shell/api/read.ts';
import { useCrumbs } from '../shell/frame/crumbs.ts';
import { useTexts } from '../shell/texts/useTexts.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageHeader } from '../ui/PageHeader.tsx';
import { SearchInput } from '../ui/SearchInput.tsx';
import { found, readDescription } from './description.ts';
import { OperationCard } from './OperationCard.tsx';
import { SchemasContext } from './SchemaTree.tsx';
import css from './ApiDocsPage.module.css';

const route = getRouteApi('/api/docs');

export function ApiDocsPage(): ReactNode {
  const { t } = useTexts();
  const { q = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const read = useRead('openapi.read', {}, { staleMs: 600_000 });
  const description = useMemo(() => (read.data ? readDescription(read.data) : null), [read.data]);
  useCrumbs([{ label: t('docs.title') }]);
  const shown = description ? found([...description.operations, ...description.sent], q) : [];
  const tags = [...new Set(shown.map((one) => one.tag))];
  return (
    <>
      <PageHeader title={t('docs.title')} note={description ? t('docs.routes', { count: shown.filter(({ access }) => access !== 'sent').length }) : null}>
        <SearchInput className={css.search ?? ''} value={q} label={t('docs.search')} onChange={(text, isTypedOn) => void navigate({ search: text === '' ? {} : { q: text }, replace: isTypedOn })} />
      </PageHeader>
      <div className={css.page}>
        <p className={css.about}>{t('docs.about')} <Link to="/api-tokens">{t('docs.tokens')}</Link> · <a href="/api/openapi.json" target="_blank" rel="noreferrer">{t('docs.machine')}</a></p>
        {read.error && !description ? <ErrorNotice fault={read.error} onRetry={() => void read.refetch()} /> : !description ? <Loading rows={8} height={44} />
          : shown.length === 0 ? <EmptyState icon="search" title={t('docs.none')} text={t('docs.noneText')} />
            : <SchemasContext value={description.schemas}>{tags.map((tag) => <section key={tag} className={css.group}><h2>{tag}</h2><ul className={css.list}>{shown.filter((one) => one.tag === tag).map((one) => <OperationCard key={one.id} one={one} />)}</ul></section>)}</SchemasContext>}
      </div>
    </>
  );
}
