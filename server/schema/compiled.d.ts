import type { ErrorObject } from 'ajv';

/** The validator that esbuild.js compiles from schemas/policy-record.schema.json; no schema is compiled at run time. */
export declare const validate: ((data: unknown) => boolean) & { errors?: readonly ErrorObject[] | null };
