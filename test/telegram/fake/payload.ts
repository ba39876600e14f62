/** Reads fields of a call the way the real server does: forms carry numbers and objects as text. */
import { type Payload, refusal } from './call.ts'

export const textOf = (payload: Payload, field: string): string => {
  const value = payload[field]
  return value === undefined || value === null ? '' : String(value)
}

export const numberOf = (payload: Payload, field: string): number | undefined => {
  const value = payload[field]
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

export const flagOf = (payload: Payload, field: string): boolean => payload[field] === true || payload[field] === 'true'

/** A list or an object, given as itself or as JSON text. */
export function objectOf<T>(payload: Payload, field: string): T | undefined {
  const value = payload[field]
  if (typeof value !== 'string') return (value ?? undefined) as T | undefined
  try {
    return JSON.parse(value) as T
  } catch {
    throw refusal.badRequest(`can't parse ${field.replaceAll('_', ' ')} JSON object`)
  }
}
