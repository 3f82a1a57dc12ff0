/** Header that makes a change apply only to the version the person looked at. */
export function ifMatch(object: { version: number }): { "If-Match": string } {
  return { "If-Match": `"${object.version}"` };
}

/**
 * Idempotency key of one submit button: pressing again (after a lost answer) sends the same key
 * for the same content, so nothing is created twice; changed content or a success gets a new key.
 */
export class SubmitKey {
  #key: string | null = null;
  #content = "";

  /** Header for this content. */
  header(body: unknown): { "Idempotency-Key": string } {
    const content = JSON.stringify(body);
    if (this.#key === null || content !== this.#content) {
      this.#key = crypto.randomUUID();
      this.#content = content;
    }
    return { "Idempotency-Key": this.#key };
  }

  /** Call after a success: the next submit is a new one. */
  done(): void {
    this.#key = null;
  }
}
