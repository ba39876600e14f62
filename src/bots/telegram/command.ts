/** "/daftar@kerja_bot" and who is meant by it. */

const COMMAND = /^\/(\w+)(?:@(\w+))?/

/** The text as it reads in a private chat: our own name behind a command says nothing. */
export function withoutOwnName(text: string, username: string): string {
  return text.replace(COMMAND, (whole, command: string, name: string | undefined) =>
    same(name, username) ? `/${command}` : whole,
  )
}

/**
 * A group's message, if it is a command for us: "/daftar@kerja_bot", or a command that mentions us behind it.
 * Returns it without our name; undefined: it is not for us.
 */
export function commandForUs(text: string, username: string): string | undefined {
  const [whole, command, name] = COMMAND.exec(text) ?? []
  if (!whole) return undefined
  const rest = text.slice(whole.length)
  if (name !== undefined) return same(name, username) ? `/${command}${rest}` : undefined
  const others = rest.split(/\s+/).filter(Boolean)
  const mention = others.findIndex((word) => word.startsWith('@') && same(word.slice(1), username))
  if (mention < 0) return undefined
  return [whole, ...others.toSpliced(mention, 1)].join(' ')
}

const same = (name: string | undefined, username: string) => name?.toLowerCase() === username.toLowerCase()
