/** Stands for @rjsf/validator-ajv8, which the form library imports for its own tests only: ajv compiles with `new Function`, which our policy forbids. */
const absent = null;
export { absent as default };
