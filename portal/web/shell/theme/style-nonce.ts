/**
 * Gives every <style> a script makes the nonce of this page. Ant Design passes its own (ConfigProvider csp) for most styles, but its scroll lock and
 * scrollbar measuring make bare ones, which a strict policy refuses: open dialogs would let the page behind scroll and report violations.
 */
export function readNonce(page: Document): string {
  const meta = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.getAttribute('nonce') || '';
}

export function carryNonceOnStyles(page: Document, nonce: string): void {
  const create = page.createElement.bind(page) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  page.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof page.createElement;
}
