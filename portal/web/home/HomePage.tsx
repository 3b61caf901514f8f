/** Home. */
import type { ReactNode } from 'react';
import { PageHeader } from '../ui/PageHeader.tsx';
import { useMe } from '../shell/session/session.ts';

export function HomePage(): ReactNode {
  const me = useMe();
  return <PageHeader title={<bdi>{me.person.name}</bdi>} />;
}
