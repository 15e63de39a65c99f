import type { Lead } from '../actors/lead.ts'
import type { RunningOffice } from '../office.ts'
import type { Fault } from '../scenario/scenario.ts'

/** How long a kill waits for its moment before it happens anyway. */
const patienceMs = 60_000

/** Lets a fault happen. */
export async function befall(fault: Fault, office: RunningOffice, lead: Lead | null): Promise<void> {
  const { world, hub, disk } = office
  const { loop } = world
  switch (fault.kind) {
    case 'crash':
      return crash(fault, office)
    case 'restart':
      world.note(() => 'the hub is stopped')
      await hub.stop()
      await loop.sleep(fault.downMs)
      hub.start()
      return
    case 'cut': {
      const link = world.links[fault.link % world.links.length]
      world.note(() => `the cable of ${link?.name ?? 'nobody'} is cut for ${fault.ms} ms`)
      link?.cut(fault.ms)
      return
    }
    case 'disk-full':
      world.note(() => `the disk is full for ${fault.ms} ms`)
      disk.full = true
      disk.troubled = true
      disk.doubtful = fault.doubtful
      await loop.sleep(fault.ms)
      disk.full = false
      await loop.sleep(5_000)
      disk.troubled = disk.full
      return
    case 'clock-step':
      world.note(() => `the computer's clock is moved by ${fault.ms} ms`)
      world.computers[0]?.step(fault.ms)
      return
    case 'alert':
      world.note(() => 'an alert')
      await lead?.alert(fault.ms)
      return
  }
}

async function crash(
  { when, downMs }: Extract<Fault, { kind: 'crash' }>,
  { world, hub }: RunningOffice,
): Promise<void> {
  const { loop } = world
  const life = hub.life
  if (life === null) return
  switch (when.is) {
    case 'now':
      break
    case 'await':
      hub.atNextCommand(() => loop.interruptAfter(when.rounds, () => life.die()))
      break
    case 'boundary':
      life.dieAt(when.at, when.count)
      break
  }
  for (let waited = 0; when.is !== 'now' && life.alive && waited < patienceMs; waited += 1_000) await loop.sleep(1_000)
  if (!life.alive || hub.life === life) hub.crash(downMs)
}
