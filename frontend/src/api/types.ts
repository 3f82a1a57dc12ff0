import type { components } from "./schema";

/**
 * A shape of the API by its name in the OpenAPI document. `schema.d.ts` is never edited by hand:
 * `make openapi` writes it again from the server's handlers.
 */
export type Schema<Name extends keyof components["schemas"]> = components["schemas"][Name];
