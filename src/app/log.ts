/** The part of a pino logger that we use. Only ids, counts and reasons go into it, never a person's words. */
export type Log = {
  debug(fields: object, message: string): void
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
