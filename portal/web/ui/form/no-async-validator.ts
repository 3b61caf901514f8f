/** Stands for the validator of Ant Design's form: our forms are checked by our own (form-validator.ts), so no field has rules of Ant Design's. One that had would be told here. */
export class Schema {
  constructor() {
    throw new Error('a field with rules of Ant Design\'s form: give the form a schema instead');
  }
}
export { Schema as default };
