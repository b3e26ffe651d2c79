/** Where a deed leads once it is done. The door for forms makes of it what the browser can follow. */
export class Lead extends Error {
  override name = "Lead";
  constructor(readonly to: string) {
    super(`leads to ${to}`);
  }
}

/**
 * Ends a deed on another page. A form with a script is told the address and goes there itself, or stays when somebody
 * typed on meanwhile; a form without one is sent there.
 */
export function leadTo(to: string): never {
  throw new Lead(to);
}
