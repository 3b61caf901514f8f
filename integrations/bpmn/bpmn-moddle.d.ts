declare module 'bpmn-moddle' {
  export interface ModdleElement { readonly $type: string; readonly $parent?: ModdleElement; readonly $attrs?: Readonly<Record<string, string>>; readonly [property: string]: unknown }
  export interface ModdleRead { rootElement: ModdleElement; warnings: { message: string }[]; references: { element: ModdleElement; property: string; id: string }[]; elementsById: Readonly<Record<string, ModdleElement>> }
  export class BpmnModdle {
    constructor(packages?: Record<string, unknown>);
    /** Rejects with an Error that may have `warnings`. */
    fromXML(xml: string): Promise<ModdleRead>;
  }
}
