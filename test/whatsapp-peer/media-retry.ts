/** A phone is asked to upload a file again, and answers: sealed by the file's own key. */
import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { type BinaryNode, proto } from 'baileys'

/** The message whose file is asked for. */
export const readRetry = ({ attrs }: BinaryNode): string => attrs.id!

/** `path`: where it lies now; undefined: the phone does not have it either. */
export function answerRetry(
  asked: BinaryNode,
  mediaKey: Uint8Array | null | undefined,
  path: string | undefined,
): BinaryNode {
  const { id } = asked.attrs
  const { ResultType } = proto.MediaRetryNotification
  const result = path === undefined ? ResultType.NOT_FOUND : ResultType.SUCCESS
  const answer = proto.MediaRetryNotification.encode({ stanzaId: id!, result, ...(path && { directPath: path }) })
  const key = Buffer.from(hkdfSync('sha256', mediaKey ?? Buffer.alloc(32), '', 'WhatsApp Media Retry Notification', 32))
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(id!))
  const sealed = Buffer.concat([cipher.update(answer.finish()), cipher.final(), cipher.getAuthTag()])
  const encrypt = {
    tag: 'encrypt',
    attrs: {},
    content: [
      { tag: 'enc_p', attrs: {}, content: sealed },
      { tag: 'enc_iv', attrs: {}, content: iv },
    ],
  }
  const rmr = (asked.content as BinaryNode[]).find(({ tag }) => tag === 'rmr')!
  const attrs = { id: id!, from: 's.whatsapp.net', type: 'mediaretry', t: String(Math.floor(Date.now() / 1000)) }
  return { tag: 'notification', attrs, content: [encrypt, { ...rmr, attrs: { ...rmr.attrs } }] }
}
