import { type Answer, type Call, Refusal, refusal } from './call.ts'
import type { Faults } from './faults.ts'
import { METHODS } from './methods.ts'
import type { Wire } from './server.ts'
import type { World } from './world.ts'

type Outcome = Answer | 'cut' | 'hang' | 'gateway page'

/** Answers one call, faults included. */
export async function dispatch(world: World, faults: Faults, call: Call, wire: Wire): Promise<Outcome> {
  const fault = faults.for(call)
  if (fault === 'cut before') return 'cut'
  if (fault === 'hang before') return 'hang'
  if (fault === 'gateway page') return fault
  if (typeof fault === 'object') {
    call.answer = new Refusal(fault.code, fault.description, fault.parameters).answer
    return call.answer
  }
  call.answer = await answer(world, call, wire)
  if (fault === 'cut after') return 'cut'
  if (fault === 'hang after') return 'hang'
  return call.answer
}

async function answer(world: World, call: Call, wire: Wire): Promise<Answer> {
  try {
    const name = call.method.toLowerCase()
    if (name === 'getupdates') {
      if (world.webhook.active) throw refusal.webhookActive()
      return { ok: true, result: await world.updates.poll(call.payload, wire.whenGone) }
    }
    const method = METHODS.get(name)
    if (!method) throw new Refusal(404, 'Not Found: method not found')
    return { ok: true, result: method(world, call) }
  } catch (error) {
    if (error instanceof Refusal) return error.answer
    throw error
  }
}
