/**
 * Fits the styles that libraries make at run time to the page's policy (no unsafe-inline): a <style> gets this page's nonce, a style attribute is set
 * through the CSSOM. Ant Design passes its nonce for most styles (ConfigProvider csp), but its scroll lock and scrollbar measuring make bare ones, and its
 * growing text boxes measure through a style attribute; refused, dialogs would let the page behind scroll and text boxes would not grow.
 */
export function readNonce(page: Document): string {
  const meta = page.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.getAttribute('nonce') || '';
}

export function fitStylesToPolicy(page: Document, nonce: string): void {
  const create = page.createElement.bind(page) as (name: string, options?: ElementCreationOptions) => HTMLElement;
  page.createElement = ((name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  }) as typeof page.createElement;
  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function setStyleByObject(this: Element, name: string, value: string): void {
    if (name === 'style' && this instanceof HTMLElement) this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
}
