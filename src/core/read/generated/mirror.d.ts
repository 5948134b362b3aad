/** Generated from schemas/ by `npm run generate`; change the schema, not this file. */

export interface ValidationError {
  keyword: string;
  instancePath: string;
  message?: string;
  params: Record<string, unknown>;
}
export const validate: { (data: unknown): boolean; errors?: ValidationError[] | null };
