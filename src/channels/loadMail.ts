import { createRequire } from 'node:module';
import type { sendMail } from './mail';

/** What the bundle of mail.ts gives. */
export interface Mail {
  readonly sendMail: typeof sendMail;
}

/** Loads the bundle when it is asked for, and not before: most people send no mail. `script` is its absolute path. */
export const mailIn = (script: string) => (): Mail => createRequire(script)(script) as Mail;
