/** What the server answers when a client asks: who has which devices and keys. */
import { type BinaryNode, getBinaryNodeChild, getBinaryNodeChildren, jidDecode } from 'baileys'
import type { Bot } from './bot.ts'
import type { Phone } from './phone.ts'

export type Directory = {
  bot: Bot
  phoneOf(jid: string): Phone | undefined
  /** The file server, and the leave to upload there. */
  media: { auth: string; host: string }
}

/** undefined: nothing that is asked for by everybody who logs in. */
export function answer(directory: Directory, node: BinaryNode): BinaryNode[] | undefined {
  const first = Array.isArray(node.content) ? node.content[0]?.tag : undefined
  switch (node.attrs.xmlns) {
    case 'encrypt':
      return keys(directory, node, first)
    case 'usync':
      return devices(directory, getBinaryNodeChild(node, 'usync')!)
    case 'w:m':
      return [mediaLeave(directory.media)]
    case 'abt':
      return [{ tag: 'props', attrs: { protocol: '1', hash: 'h' } }]
    case 'blocklist':
      return [{ tag: 'list', attrs: {} }]
    case 'privacy':
      return [{ tag: 'privacy', attrs: {} }]
    default:
      return undefined
  }
}

function keys({ bot, phoneOf }: Directory, node: BinaryNode, first: string | undefined): BinaryNode[] | undefined {
  if (first === 'count') return [{ tag: 'count', attrs: { value: String(bot.preKeys.size) } }]
  if (first === 'digest') return [{ tag: 'digest', attrs: {} }]
  if (first === 'rotate') return undefined
  if (node.attrs.type === 'set') {
    bot.upload(node)
    return undefined
  }
  const users = getBinaryNodeChildren(getBinaryNodeChild(node, 'key'), 'user').map(({ attrs }) => {
    const jid = attrs.jid!
    const missing = { tag: 'error', attrs: { code: '404', text: 'item-not-found' } }
    return phoneOf(jid)?.bundle(jid) ?? { tag: 'user', attrs: { jid }, content: [missing] }
  })
  return [{ tag: 'list', attrs: {}, content: users }]
}

function devices(directory: Directory, usync: BinaryNode): BinaryNode[] {
  const asked = getBinaryNodeChildren(getBinaryNodeChild(usync, 'list'), 'user')
  const users = asked.flatMap((user) => devicesOf(directory, user) ?? [])
  const content = [
    { tag: 'result', attrs: {} },
    { tag: 'list', attrs: {}, content: users },
  ]
  return [{ tag: 'usync', attrs: { ...usync.attrs }, content }]
}

function devicesOf({ bot, phoneOf }: Directory, { attrs, content }: BinaryNode): BinaryNode | undefined {
  const contact = (Array.isArray(content) ? content : []).find(({ tag }) => tag === 'contact')
  const jid = attrs.jid ?? `${String(contact?.content ?? '').replace('+', '')}@s.whatsapp.net`
  const { user, server } = jidDecode(jid)!
  const phone = phoneOf(jid)
  const there = phone !== undefined || bot.isUser(user)
  const answers: BinaryNode[] = contact ? [{ tag: 'contact', attrs: { type: there ? 'in' : 'out' } }] : []
  if (there) {
    const ours = bot.isUser(user) ? [{ tag: 'device', attrs: { id: String(bot.device), 'key-index': '1' } }] : []
    const list = [{ tag: 'device', attrs: { id: '0' } }, ...ours]
    answers.push({ tag: 'devices', attrs: {}, content: [{ tag: 'device-list', attrs: { hash: 'x' }, content: list }] })
    if (server !== 'lid')
      answers.push({ tag: 'lid', attrs: { val: bot.isUser(user) ? `${bot.lid}@lid` : phone!.lidJid } })
  }
  return { tag: 'user', attrs: { jid }, content: answers }
}

/** The numbers whose being on WhatsApp a client asks for. */
export function numbersIn(node: BinaryNode): string[] {
  const list = getBinaryNodeChild(getBinaryNodeChild(node, 'usync'), 'list')
  return getBinaryNodeChildren(list, 'user').flatMap((user) => {
    const number = getBinaryNodeChild(user, 'contact')?.content
    return number ? [String(number)] : []
  })
}

const mediaLeave = ({ auth, host }: Directory['media']): BinaryNode => ({
  tag: 'media_conn',
  attrs: { auth, ttl: '300', max_buckets: '12' },
  content: [{ tag: 'host', attrs: { hostname: host } }],
})
